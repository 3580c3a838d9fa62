// The manual as its tests read it: the two READMEs and the pages of docs/en and docs/zh, with their code, and what a
// reader does who follows a page to its end.

import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')

export interface Block {
  language: string
  text: string
}

export interface Page {
  /** Relative to the project's folder: `docs/en/rooms.md`. */
  file: string
  text: string
  blocks: Block[]
}

const FENCE = /^```(\w*)\n(.*?)^```$/gms

export function readPage(file: string): Page {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const blocks = [...text.matchAll(FENCE)].map(([, language = '', code = '']) => ({ language, text: code }))
  return { file, text, blocks }
}

/** `docs/en/rooms.md` and the like. */
const filesIn = (language: string): string[] =>
  readdirSync(join(ROOT, 'docs', language))
    .filter(name => name.endsWith('.md'))
    .sort()
    .map(name => `docs/${language}/${name}`)

export const english: readonly Page[] = ['README.md', ...filesIn('en')].map(readPage)
export const chinese: readonly Page[] = ['README.zh.md', ...filesIn('zh')].map(readPage)

/** The text without its code. */
export const proseOf = (page: Page): string => page.text.replace(FENCE, '')

/** The commands of its shell blocks; a line that ends in \ goes on. */
export const commandsOf = (page: Page): string[] =>
  page.blocks.filter(({ language }) => language === 'sh').flatMap(commandsIn)

export const commandsIn = ({ text }: Block): string[] =>
  text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter(line => line.trim() !== '' && !line.startsWith('#'))

/** The file that a block of code is for, which its first line names; '' for none. */
export const fileOf = ({ text }: Block): string => /^(?:\/\/|#) (\S+\.\w+)\n/.exec(text)?.[1] ?? ''

/** What `block` adds to a schema, without the line that names the file. */
export const schemaOf = ({ text }: Block): string => text.slice(text.indexOf('\n') + 1)

/** `source` with the change that a diff block shows. Throws where it does not fit exactly once. */
export function applyDiff(source: string, block: Block): string {
  const lines = block.text.trimEnd().split('\n').slice(1)
  const side = (sign: string) => lines.filter(line => line[0] === ' ' || line[0] === sign)
  const textOf = (those: string[]) => `${those.map(line => line.slice(1)).join('\n')}\n`
  const [before, after] = [textOf(side('-')), textOf(side('+'))]
  const times = source.split(before).length - 1
  if (times > 1) throw new Error(`${fileOf(block)} holds more than once:\n${before}`)
  return times === 1 ? source.replace(before, () => after) : applyBetween(source, lines, fileOf(block))
}

/** The same in a file that has grown: its own lines may stand between those of the diff. */
function applyBetween(source: string, lines: readonly string[], file: string): string {
  const old = source.split('\n')
  const changed: string[] = []
  let at = 0
  for (const line of lines) {
    const [sign, text] = [line[0], line.slice(1)]
    if (sign === '+') {
      changed.push(text)
      continue
    }
    const found = old.indexOf(text, at)
    if (found < 0) throw new Error(`${file} does not hold, after what comes before it in the diff:\n${text}`)
    changed.push(...old.slice(at, found), ...(sign === ' ' ? [text] : []))
    at = found + 1
  }
  return [...changed, ...old.slice(at)].join('\n')
}

/** File -> its text after the changes that the page shows. */
export function changesOf(page: Page): Map<string, string> {
  const files = new Map<string, string>()
  for (const block of page.blocks.filter(({ language }) => language === 'diff')) {
    const path = join(ROOT, fileOf(block))
    files.set(path, applyDiff(files.get(path) ?? readFileSync(path, 'utf8'), block))
  }
  return files
}
