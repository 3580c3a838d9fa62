// The pieces of a struct on the wire, for the interpreter and the generated code alike; write.ts and read.ts have
// the kinds of data.
//
//   struct   n:u16  n × field:u16  data…
//   field    odd: skip (field + 1) / 2 tags · 0: the value is the next piece of data · else: the integer field / 2 - 1
//   data     length:u32  bytes

import { SprotoDecodeError, SprotoEncodeError } from '../errors.ts'
import { MAX_DEPTH } from '../schema/schema.ts'

/** An object whose fields are looked at one by one. */
export type Fields = Record<string, unknown>

/** Whether integers beyond ±(2^53 - 1) are bigints, for the functions that take it as `width`. */
export const SAFE = 0
export const WIDE = 1

/** Ends a write; the codec then looks for the place and says it better. */
export function refuse(): never {
  throw new SprotoEncodeError('the value does not fit its type')
}

/** Ends a read. `where` is the type, or type and field, that could not be read. */
export function malformed(where: string, why: string): never {
  throw new SprotoDecodeError(`${where}: ${why}`)
}

/** A struct of which no field has come. */
export const NO_FIELDS = new Uint8Array(2)

/** Whether `value` can be a struct. */
export const isStruct = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const hasOwn = Object.prototype.hasOwnProperty

/** The field `name` of `value`. What every object inherits (`constructor`, `toString`) is no field. */
export function fieldOf(value: object, name: string): unknown {
  return name in Object.prototype && !hasOwn.call(value, name) ? undefined : (value as Fields)[name]
}

/** Sets a field of a new object, also one called `__proto__`. */
export function setField(object: Fields, name: string, value: unknown): void {
  if (name !== '__proto__') object[name] = value
  else Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true })
}

export const arrayOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : refuse())

export const mapOf = (value: unknown): ReadonlyMap<unknown, unknown> =>
  value instanceof Map ? value : refuse()

/** Whether `own`, an element's key field, is the key that it stands under; missing is no key. */
export const isKey = (own: unknown, key: unknown): boolean =>
  own !== undefined && (own === key || Object.is(own, key))

export const TOO_DEEP = `more than ${MAX_DEPTH} structs within each other`

export function checkDepth(depth: number): void {
  if (depth >= MAX_DEPTH) refuse()
}

export function checkReadDepth(depth: number): void {
  if (depth >= MAX_DEPTH) malformed('struct', TOO_DEEP)
}

export function putUint32(bytes: Uint8Array, pos: number, value: number): void {
  bytes[pos] = value
  bytes[pos + 1] = value >> 8
  bytes[pos + 2] = value >> 16
  bytes[pos + 3] = value >> 24
}

/** The field that skips tags: the next field is `step` tags behind the last one. Returns the new pos. */
export function putSkip(bytes: Uint8Array, pos: number, step: number): number {
  const skip = step * 2 - 3
  bytes[pos] = skip
  bytes[pos + 1] = skip >> 8
  return pos + 2
}

export const int32At = (bytes: Uint8Array, pos: number): number =>
  bytes[pos]! | (bytes[pos + 1]! << 8) | (bytes[pos + 2]! << 16) | (bytes[pos + 3]! << 24)

/** The end of the data that begins at `pos`: behind its length and its bytes, never behind `end`. */
export function dataEnd(bytes: Uint8Array, pos: number, end: number): number {
  if (end - pos < 4) malformed('data', 'its length is cut off')
  const length = int32At(bytes, pos)
  if (length < 0 || length > end - pos - 4) malformed('data', 'it is longer than what holds it')
  return pos + 4 + length
}

/** Where the struct at `pos` ends: its fields and the data that they announce. Needs no schema. */
export function structEnd(bytes: Uint8Array, pos: number, end: number): number {
  if (end - pos < 2) malformed('struct', 'its header is cut off')
  const fields = pos + 2
  let data = fields + 2 * (bytes[pos]! | (bytes[pos + 1]! << 8))
  if (data > end) malformed('struct', 'its fields are cut off')
  for (let at = fields, stop = data; at < stop; at += 2)
    if (bytes[at] === 0 && bytes[at + 1] === 0) data = dataEnd(bytes, data, end)
  return data
}
