// What was given to a command, as it may be written down: without passwords and the like, wherever they stand in it.

import type { z } from 'zod'
import { markOf } from '../../lib/setting-types.ts'
import type { Command } from '../../setup/commands.ts'

const SECRET_KEY = /pass(word|wd|phrase)?$|secret|token|api_?key|credential/i
const HIDDEN = '(hidden)'
/** Characters of a text that are written down. */
const MOST = 1000

/** A copy of `given`. Hidden is what the command has marked as secret, and what has the name of one, in JSON too. */
export function withoutSecrets(
  given: Readonly<Record<string, unknown>>,
  { args, options }: Pick<Command, 'args' | 'options'>,
): Record<string, unknown> {
  const schemas: Record<string, z.ZodType> = { ...args.shape, ...options.shape }
  const show = ([key, value]: [string, unknown]): [string, unknown] => {
    const schema = schemas[key]
    return [key, schema && markOf(schema) === 'secret' ? HIDDEN : hide(value, key)]
  }
  return Object.fromEntries(Object.entries(given).map(show))
}

function hide(value: unknown, key: string): unknown {
  if (SECRET_KEY.test(key)) return HIDDEN
  if (typeof value === 'string') return hideInText(value)
  if (Array.isArray(value)) return value.map(item => hide(item, ''))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hide(inner, name)]))
}

/** JSON stays a text. */
function hideInText(text: string): string {
  const value = jsonOf(text)
  const shown = value === undefined ? text : JSON.stringify(hide(value, ''))
  return shown.length > MOST ? `${shown.slice(0, MOST)}…` : shown
}

/** The object or array that a text is. */
function jsonOf(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
