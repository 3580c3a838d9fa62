// --set PATH=VALUE: one setting over the file's; and the same from a variable of the environment.

import type { z } from 'zod'
import { StartError } from '../core/errors.ts'
import { isSection, type SettingValues, settingAt, takesText } from './setting-tree.ts'

export interface AppliedSet {
  path: string
  /** As it was typed. */
  text: string
  /** Of the single settings that it gave a value. */
  paths: string[]
}

/** `a.b=value`. `schema`: of the whole. Throws StartError where it is not of this form. */
export function applySet(input: SettingValues, set: string, schema: z.ZodType): AppliedSet {
  const [, path, text] = set.match(/^([\w.]+)=(.*)$/s) ?? []
  if (path === undefined || text === undefined)
    throw new StartError(`--set ${set.split('=')[0]}: write it as --set a.b=value`)
  return { path, text, paths: applyText(input, { path, text, schema }) }
}

/** Returns the paths of the single settings that the text gave a value. */
export function applyText(
  input: SettingValues,
  { path, text, schema }: { path: string; text: string; schema: z.ZodType },
): string[] {
  const keys = path.split('.')
  const value = parseValue(text, settingAt(schema, keys))
  const last = keys.pop()!
  let target = input
  for (const key of keys) target = sectionIn(target, key, path)
  assign(target, last, value)
  return leavesOf(value, path)
}

function sectionIn(target: SettingValues, key: string, path: string): SettingValues {
  const inner = Object.hasOwn(target, key) ? (target[key] ?? {}) : {}
  if (!isSection(inner)) throw new StartError(`--set ${path}: ${key} is no section`)
  define(target, key, inner)
  return inner
}

/** An object is merged into the one that is there; anything else replaces it. */
function assign(target: SettingValues, key: string, value: unknown): void {
  const before = Object.hasOwn(target, key) ? target[key] : undefined
  if (!isSection(value) || !isSection(before)) return define(target, key, value)
  for (const [name, inner] of Object.entries(value)) assign(before, name, inner)
}

/** Never a setter such as __proto__'s. */
function define(target: SettingValues, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true })
}

const leavesOf = (value: unknown, path: string): string[] =>
  isSection(value) && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${path}.${key}`))
    : [path]

/** JSON, or else text. A setting that is a text is what was typed, unless that is a text in JSON. */
function parseValue(text: string, schema: z.ZodType | undefined): unknown {
  const value = parseJson(text)
  if (value === undefined) return text
  if (!schema || !takesText(schema) || typeof value === 'string') return value
  return value === null && schema.safeParse(null).success ? null : text
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
