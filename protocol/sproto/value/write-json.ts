// Writes values as JSON text in UTF-8, for generated code. Writers take (value, bytes, pos, more) and return the new pos;
// `more` is the depth of a struct, the scale of an `integer(n)`. Like those of bytes they may run past the end of `bytes`,
// and refuse a value of another kind. Numbers and escapes are what JSON.stringify makes of them.

import { writeUtf8 } from '../wire/utf8.ts'
import { arrayOf, type Fields, isKey, isStruct, mapOf, refuse, setField } from '../wire/wire.ts'
import { base64Of, booleanOf, doubleOf, fixedNumberOf, integerOf, textOf } from './scalars.ts'

export type JsonWriter = (value: unknown, bytes: Uint8Array, pos: number, more: number) => number

const QUOTE = 34
const COMMA = 44
const ZERO = 48
const COLON = 58
const OPEN_ARRAY = 91
const BACKSLASH = 92
const CLOSE_ARRAY = 93
const OPEN = 123
const CLOSE = 125
/** Longer strings are quicker by the platform than one character at a time. */
const SHORT = 64

/** Text of ASCII. */
export function putAscii(bytes: Uint8Array, pos: number, text: string): number {
  for (let i = 0; i < text.length; i++) bytes[pos + i] = text.charCodeAt(i)
  return pos + text.length
}

/** Ends the object of which each field was written behind a comma: the first one becomes its brace. */
export function closeObject(bytes: Uint8Array, start: number, pos: number): number {
  bytes[start] = OPEN
  const end = pos === start ? pos + 1 : pos
  bytes[end] = CLOSE
  return end + 1
}

/** The same for an array. */
function closeArray(bytes: Uint8Array, start: number, pos: number): number {
  bytes[start] = OPEN_ARRAY
  const end = pos === start ? pos + 1 : pos
  bytes[end] = CLOSE_ARRAY
  return end + 1
}

export function textJson(value: unknown, bytes: Uint8Array, pos: number): number {
  if (typeof value !== 'string') return refuse()
  const { length } = value
  if (length > SHORT) return escapedJson(value, bytes, pos)
  bytes[pos] = QUOTE
  for (let i = 0, at = pos + 1; i < length; i++) {
    const code = value.charCodeAt(i)
    if (code < 0x20 || code > 0x7f || code === QUOTE || code === BACKSLASH)
      return escapedJson(value, bytes, pos)
    bytes[at++] = code
  }
  bytes[pos + length + 1] = QUOTE
  return pos + length + 2
}

const escapedJson = (value: string, bytes: Uint8Array, pos: number): number =>
  writeUtf8(bytes, pos, JSON.stringify(textOf(value)))

export function integerJson(value: unknown, bytes: Uint8Array, pos: number): number {
  const integer = integerOf(value)
  if (integer >= 0 && integer < 10) {
    bytes[pos] = ZERO + integer
    return pos + 1
  }
  return putAscii(bytes, pos, String(integer))
}

export const doubleJson = (value: unknown, bytes: Uint8Array, pos: number): number =>
  putAscii(bytes, pos, String(doubleOf(value)))

export const fixedJson: JsonWriter = (value, bytes, pos, scale) =>
  putAscii(bytes, pos, String(fixedNumberOf(value, scale)))

export const booleanJson = (value: unknown, bytes: Uint8Array, pos: number): number =>
  putAscii(bytes, pos, booleanOf(value) ? 'true' : 'false')

export const binaryJson = (value: unknown, bytes: Uint8Array, pos: number): number =>
  putAscii(bytes, pos, `"${base64Of(value)}"`)

export function arrayJson(
  value: unknown,
  bytes: Uint8Array,
  start: number,
  write: JsonWriter,
  more: number,
): number {
  const items = arrayOf(value)
  let pos = start
  for (let i = 0; i < items.length; i++) {
    bytes[pos] = COMMA
    pos = write(items[i], bytes, pos + 1, more)
  }
  return closeArray(bytes, start, pos)
}

/** `*T(key)`: an array in JSON. */
export function itemsJson(
  map: unknown,
  bytes: Uint8Array,
  start: number,
  key: (item: Fields) => unknown,
  write: JsonWriter,
  more: number,
): number {
  let pos = start
  for (const [name, item] of mapOf(map)) {
    if (!isStruct(item) || !isKey(key(item), name)) return refuse()
    bytes[pos] = COMMA
    pos = write(item, bytes, pos + 1, more)
  }
  return closeArray(bytes, start, pos)
}

/** `*T()`: an object in JSON, in the order that it gives its names. */
export function pairsJson(
  map: unknown,
  bytes: Uint8Array,
  start: number,
  name: (key: unknown) => string,
  write: (item: unknown, bytes: Uint8Array, pos: number) => number,
): number {
  const items: Fields = {}
  for (const [key, item] of mapOf(map)) setField(items, name(key), item)
  let pos = start
  for (const [key, item] of Object.entries(items)) {
    bytes[pos] = COMMA
    pos = textJson(key, bytes, pos + 1)
    bytes[pos] = COLON
    pos = write(item, bytes, pos + 1)
  }
  return closeObject(bytes, start, pos)
}
