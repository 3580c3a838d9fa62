// The other way: a value as JSON text, integers of any size exact, short lists on one line.

import type { Json } from './read-json.ts'

const LINE = 60

/** Pretty, two spaces a level. */
export function writeJson(value: Json, indent = ''): string {
  if (value === null || typeof value !== 'object') return writePlain(value)
  const inner = `${indent}  `
  const parts = Array.isArray(value)
    ? value.map(item => writeJson(item, inner))
    : Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${writeJson(item, inner)}`)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  if (parts.length === 0) return `${open}${close}`
  const isShort = Array.isArray(value) && parts.join(', ').length <= LINE && !parts.join('').includes('\n')
  if (isShort) return `[${parts.join(', ')}]`
  return `${open}\n${parts.map(part => inner + part).join(',\n')}\n${indent}${close}`
}

/** All on one line, cut at about `length` characters: for previews. */
export function writeLine(value: Json, length = 200): string {
  if (value === null || typeof value !== 'object') return writePlain(value)
  const isArray = Array.isArray(value)
  const parts: string[] = []
  let used = 0
  for (const [name, item] of Object.entries(value)) {
    if (used > length) break
    const text = writeLine(item as Json, length - used)
    parts.push(isArray ? text : `${name}: ${text}`)
    used += parts.at(-1)!.length
  }
  const more = used > length ? ', …' : ''
  return isArray
    ? `[${parts.join(', ')}${more}]`
    : parts.length === 0
      ? '{}'
      : `{ ${parts.join(', ')}${more} }`
}

const writePlain = (value: Json): string =>
  typeof value === 'bigint' ? value.toString() : (JSON.stringify(value) ?? 'null')
