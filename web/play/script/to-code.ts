// A message body of a scenario as TypeScript that makes it: values of the codec (numbers, Uint8Array, Map), and references
// to earlier replies as expressions.

import type { Field, StructType } from '../../../protocol/sproto/index.ts'
import { fromBase64 } from '../../value/bytes.ts'
import { isObject } from '../../value/draft.ts'
import type { Json } from '../../value/read-json.ts'

/** What `{{login.uid}}` is in the test; throws an Error where nothing is meant. */
export type Resolve = (path: string) => string

/** `{ text: 'hello' }` */
export function structCode(type: StructType | undefined, value: Json, resolve: Resolve): string {
  if (!type || !isObject(value)) return '{}'
  const parts = Object.entries(value).map(([name, item]) => {
    const field = type.fields.find(each => each.name === name)
    if (!field) throw new Error(`${type.name} has no field "${name}"`)
    return `${name}: ${fieldCode(field, item, resolve)}`
  })
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`
}

function fieldCode(field: Field, value: Json, resolve: Resolve): string {
  if (field.value && isObject(value)) return mapCode(field, value, resolve)
  if (!field.isArray || !Array.isArray(value)) return itemCode(field, value, resolve)
  const items = value.map(item => itemCode(field, item, resolve))
  const { key } = field
  if (!key) return `[${items.join(', ')}]`
  const keys = value.map(item => plainCode(isObject(item) ? (item[key.name] ?? null) : null, resolve))
  return `new Map([${items.map((item, index) => `[${keys[index]}, ${item}]`).join(', ')}])`
}

function mapCode(field: Field, value: { [name: string]: Json }, resolve: Resolve): string {
  const entries = Object.entries(value).map(([name, item]) => {
    const key = field.key?.kind === 'string' ? quoted(name) : name
    return `[${key}, ${fieldCode(field.value!, item, resolve)}]`
  })
  return `new Map([${entries.join(', ')}])`
}

function itemCode(field: Field, value: Json, resolve: Resolve): string {
  if (field.type) return structCode(field.type, value, resolve)
  const bytes = field.kind === 'binary' && typeof value === 'string' ? fromBase64(value) : undefined
  return bytes ? `Uint8Array.of(${[...bytes].join(', ')})` : plainCode(value, resolve)
}

const WHOLE = /^\{\{\s*([^{}]+?)\s*\}\}$/
const REFERENCE = /\{\{\s*([^{}]+?)\s*\}\}/

/** A number, a text, a truth; or the reference that a text is, or that it holds. */
export function plainCode(value: Json, resolve: Resolve): string {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value !== 'string') return JSON.stringify(value)
  const whole = WHOLE.exec(value)
  if (whole) return resolve(whole[1]!)
  if (!REFERENCE.test(value)) return quoted(value)
  const parts = value.split(new RegExp(REFERENCE, 'g'))
  const filled = parts.map((part, index) => (index % 2 === 1 ? `\${${resolve(part)}}` : escaped(part)))
  return `\`${filled.join('')}\``
}

const escaped = (text: string): string => text.replace(/[\\`]|\$\{/g, found => `\\${found}`)

/** As the house writes it. Line separators are escaped, so that no text can end its line. */
export const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
