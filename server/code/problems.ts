// What is wrong with a version, in lines for people: file, line, and what was expected.

import { fileURLToPath } from 'node:url'
import { CodeRefusal } from '../core/code/code-hooks.ts'
import { StartError } from '../core/errors.ts'

/** A place in a stack or a message, in a version of a file. */
const PLACE = /file:\/\/[^\s?)]*(?:\?v=[\w-]+)?(?::\d+(?::\d+)?)?/g

/** `folder`: of the game, as a URL; places are named relative to it. */
export function problemsOf(error: unknown, { entry }: { entry: string }): string[] {
  const folder = new URL('.', entry).href
  if (error instanceof CodeRefusal) return error.problems.map(text => shortened(text, folder))
  if (error instanceof StartError) return [shortened(error.message, folder)]
  return [shortened(describe(error, folder), folder)]
}

/** Where it was thrown in the game, and what. */
function describe(error: unknown, folder: string): string {
  if (!(error instanceof Error)) return String(error)
  const { stack = '', message } = error
  const place = stack.match(PLACE)?.find(each => each.startsWith(folder))
  const text = `${error.name}: ${message}`
  return place === undefined ? text : `${place}: ${text}`
}

const shortened = (text: string, folder: string): string =>
  text
    .replace(PLACE, place => {
      const plain = place.replace(/\?v=[\w-]+/, '')
      return plain.startsWith(folder) ? plain.slice(folder.length) : pathOf(plain)
    })
    .replace(/\?v=[\w-]+/g, '')

function pathOf(url: string): string {
  const [, file = url, place = ''] = /^(.*?)((?::\d+)*)$/s.exec(url) ?? []
  try {
    return fileURLToPath(file) + place
  } catch {
    return url
  }
}
