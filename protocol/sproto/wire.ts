// The pieces of a struct on the wire, for the interpreter and the generated code alike.
//
//   struct   n:u16  n × field:u16  data…
//   field    odd: skip (field + 1) / 2 tags · 0: the value is the next piece of data · else: the integer field / 2 - 1
//   data     length:u32  bytes
//
// Writers take (bytes, pos, value) and return the new pos. They may run past the end of `bytes` (a typed array
// ignores that): whoever called them looks once, at the end, whether all of it fitted, and else writes again into
// more room. Readers never look outside [pos, end).

import { SprotoDecodeError, SprotoEncodeError } from './errors.ts'
import { MAX_DEPTH } from './schema.ts'
import { readUtf8, writeUtf8 } from './utf8.ts'

/** An object whose fields are looked at one by one. */
export type Fields = Record<string, unknown>

/** Whether integers beyond ±(2^53 - 1) are bigints, for the functions that take it as `width`. */
export const SAFE = 0
export const WIDE = 1

const float = new Float64Array(1)
const words = new Uint32Array(float.buffer)
const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
const LOW = isLittleEndian ? 0 : 1
const HIGH = 1 - LOW
const TWO_32 = 0x1_0000_0000
const MAX_INT64 = 0x7fff_ffff_ffff_ffffn
const MIN_INT64 = -0x8000_0000_0000_0000n

/** Ends a write; the codec then looks for the place and says it better. */
export function refuse(): never {
  throw new SprotoEncodeError('the value does not fit its type')
}

/** Ends a read. `where` is the type, or type and field, that could not be read. */
export function malformed(where: string, why: string): never {
  throw new SprotoDecodeError(`${where}: ${why}`)
}

/** Whether `value` can be a struct. */
export const isStruct = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The field `name` of `value`. What every object inherits (`constructor`, `toString`) is no field. */
export function fieldOf(value: Fields, name: string): unknown {
  return name in Object.prototype && !Object.hasOwn(value, name) ? undefined : value[name]
}

/** Sets a field of a new object, also one called `__proto__`. */
export function setField(object: Fields, name: string, value: unknown): void {
  if (name !== '__proto__') object[name] = value
  else Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true })
}

export function checkDepth(depth: number): void {
  if (depth >= MAX_DEPTH) throw new SprotoEncodeError(`more than ${MAX_DEPTH} structs within each other`)
}

export function checkReadDepth(depth: number): void {
  if (depth >= MAX_DEPTH) throw new SprotoDecodeError(`more than ${MAX_DEPTH} structs within each other`)
}

export function putUint32(bytes: Uint8Array, pos: number, value: number): void {
  bytes[pos] = value
  bytes[pos + 1] = value >> 8
  bytes[pos + 2] = value >> 16
  bytes[pos + 3] = value >> 24
}

/** The end of the data that begins at `pos`: behind its length and its bytes, never behind `end`. */
export function dataEnd(bytes: Uint8Array, pos: number, end: number): number {
  if (end - pos < 4) malformed('data', 'its length is cut off')
  const length = bytes[pos]! | (bytes[pos + 1]! << 8) | (bytes[pos + 2]! << 16) | (bytes[pos + 3]! << 24)
  if (length < 0 || length > end - pos - 4) malformed('data', 'it is longer than what holds it')
  return pos + 4 + length
}

/** A whole number within 64 bits: a safe `number`, or where it is WIDE a bigint. Data, with its length. */
export function writeInteger(bytes: Uint8Array, pos: number, value: unknown, width: number): number {
  if (typeof value === 'number') {
    if ((value | 0) === value) {
      putUint32(bytes, pos, 4)
      putUint32(bytes, pos + 4, value)
      return pos + 8
    }
    if (!Number.isSafeInteger(value)) refuse()
    putUint32(bytes, pos, 8)
    return putInt64(bytes, pos + 4, value)
  }
  if (width === SAFE || typeof value !== 'bigint' || value > MAX_INT64 || value < MIN_INT64) return refuse()
  const isShort = BigInt.asIntN(32, value) === value
  putUint32(bytes, pos, isShort ? 4 : 8)
  if (!isShort) return putBigint(bytes, pos + 4, value)
  putUint32(bytes, pos + 4, Number(value))
  return pos + 8
}

/** What stands in the field itself: `(n + 1) * 2` for 0 to 0x7ffe, 0 for everything that needs data. */
export function inlineOf(value: unknown, width: number = SAFE): number {
  if (typeof value === 'number')
    return value >= 0 && value < 0x7fff && (value | 0) === value ? (value + 1) * 2 : 0
  return width === WIDE && typeof value === 'bigint' && value >= 0n && value < 0x7fffn
    ? (Number(value) + 1) * 2
    : 0
}

function putInt64(bytes: Uint8Array, pos: number, value: number): number {
  const high = Math.floor(value / TWO_32)
  putUint32(bytes, pos, (value - high * TWO_32) | 0)
  putUint32(bytes, pos + 4, high)
  return pos + 8
}

function putBigint(bytes: Uint8Array, pos: number, value: bigint): number {
  putUint32(bytes, pos, Number(BigInt.asIntN(32, value)))
  putUint32(bytes, pos + 4, Number(value >> 32n))
  return pos + 8
}

/** `integer(n)` as the integer that is sent: half away from zero, as the original rounds. */
export function fixedOf(value: unknown, scale: number): number {
  if (typeof value !== 'number') return refuse()
  const scaled = value * scale
  const rounded = scaled < 0 ? -Math.round(-scaled) : Math.round(scaled)
  if (!(rounded > -(2 ** 63) && rounded < 2 ** 63)) refuse()
  return rounded + 0
}

/** Unlike writeInteger it writes integers beyond 2^53 too. */
export function writeFixed(bytes: Uint8Array, pos: number, value: unknown, scale: number): number {
  const fixed = fixedOf(value, scale)
  const isShort = (fixed | 0) === fixed
  putUint32(bytes, pos, isShort ? 4 : 8)
  if (!isShort) return putInt64(bytes, pos + 4, fixed)
  putUint32(bytes, pos + 4, fixed)
  return pos + 8
}

export function writeDouble(bytes: Uint8Array, pos: number, value: unknown): number {
  if (typeof value !== 'number') refuse()
  putUint32(bytes, pos, 8)
  return putDouble(bytes, pos + 4, value as number)
}

function putDouble(bytes: Uint8Array, pos: number, value: number): number {
  float[0] = value
  putUint32(bytes, pos, words[LOW]!)
  putUint32(bytes, pos + 4, words[HIGH]!)
  return pos + 8
}

export function writeString(bytes: Uint8Array, pos: number, value: unknown): number {
  if (typeof value !== 'string') return refuse()
  const end = writeUtf8(bytes, pos + 4, value)
  putUint32(bytes, pos, end - pos - 4)
  return end
}

export function writeBinary(bytes: Uint8Array, pos: number, value: unknown): number {
  if (!(value instanceof Uint8Array)) return refuse()
  const end = pos + 4 + value.length
  if (end <= bytes.length) bytes.set(value, pos + 4)
  putUint32(bytes, pos, value.length)
  return end
}

/** `*integer`: the size of the elements (4, or 8 as soon as one needs it), then the elements; nothing when empty. */
export function writeIntegers(bytes: Uint8Array, pos: number, value: unknown, width: number): number {
  const items = arrayOf(value)
  if (items.length === 0) return writeEmpty(bytes, pos)
  for (let i = 0; i < items.length; i++) {
    const item = items[i]
    if (typeof item !== 'number' || (item | 0) !== item) return writeLongIntegers(bytes, pos, items, width)
  }
  bytes[pos + 4] = 4
  let at = pos + 5
  for (let i = 0; i < items.length; i++) {
    putUint32(bytes, at, items[i] as number)
    at += 4
  }
  putUint32(bytes, pos, at - pos - 4)
  return at
}

function writeLongIntegers(bytes: Uint8Array, pos: number, items: readonly unknown[], width: number): number {
  let size = 4
  for (const item of items) {
    if (typeof item === 'number' ? !Number.isSafeInteger(item) : width === SAFE || typeof item !== 'bigint')
      refuse()
    if ((item as bigint) > MAX_INT64 || (item as bigint) < MIN_INT64) refuse()
    if ((item as number) > 0x7fff_ffff || (item as number) < -0x8000_0000) size = 8
  }
  return writeElements(bytes, pos, items as readonly (number | bigint)[], size)
}

function writeElements(
  bytes: Uint8Array,
  pos: number,
  items: readonly (number | bigint)[],
  size: number,
): number {
  bytes[pos + 4] = size
  let at = pos + 5
  for (const item of items) {
    if (size === 4) putUint32(bytes, at, Number(item))
    else if (typeof item === 'number') putInt64(bytes, at, item)
    else putBigint(bytes, at, item)
    at += size
  }
  putUint32(bytes, pos, at - pos - 4)
  return at
}

export function writeFixeds(bytes: Uint8Array, pos: number, value: unknown, scale: number): number {
  const items = arrayOf(value).map(item => fixedOf(item, scale))
  if (items.length === 0) return writeEmpty(bytes, pos)
  return writeElements(bytes, pos, items, items.every(item => (item | 0) === item) ? 4 : 8)
}

export function writeDoubles(bytes: Uint8Array, pos: number, value: unknown): number {
  const items = arrayOf(value)
  if (items.length === 0) return writeEmpty(bytes, pos)
  bytes[pos + 4] = 8
  let at = pos + 5
  for (let i = 0; i < items.length; i++) {
    const item = items[i]
    if (typeof item !== 'number') return refuse()
    at = putDouble(bytes, at, item)
  }
  putUint32(bytes, pos, at - pos - 4)
  return at
}

export function writeBooleans(bytes: Uint8Array, pos: number, value: unknown): number {
  const items = arrayOf(value)
  for (let i = 0; i < items.length; i++) {
    const item = items[i]
    if (typeof item !== 'boolean') refuse()
    bytes[pos + 4 + i] = item ? 1 : 0
  }
  putUint32(bytes, pos, items.length)
  return pos + 4 + items.length
}

export const writeStrings = (bytes: Uint8Array, pos: number, value: unknown): number =>
  writeItems(bytes, pos, arrayOf(value), writeString)

export const writeBinaries = (bytes: Uint8Array, pos: number, value: unknown): number =>
  writeItems(bytes, pos, arrayOf(value), writeBinary)

type Write = (bytes: Uint8Array, pos: number, value: unknown) => number

function writeItems(bytes: Uint8Array, pos: number, items: readonly unknown[], write: Write): number {
  let at = pos + 4
  for (let i = 0; i < items.length; i++) at = write(bytes, at, items[i])
  putUint32(bytes, pos, at - pos - 4)
  return at
}

export const arrayOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : refuse())

export const mapOf = (value: unknown): ReadonlyMap<unknown, unknown> =>
  value instanceof Map ? value : refuse()

/** Whether `own`, an element's key field, is the key that it stands under; missing is no key. */
export const isKey = (own: unknown, key: unknown): boolean =>
  own !== undefined && (own === key || Object.is(own, key))

function writeEmpty(bytes: Uint8Array, pos: number): number {
  putUint32(bytes, pos, 0)
  return pos + 4
}

export const readInteger = (bytes: Uint8Array, pos: number, end: number, width: number): number | bigint =>
  safe(readInt(bytes, pos, end), width)

function safe(value: number | bigint, width: number): number | bigint {
  return typeof value === 'number' || width === WIDE
    ? value
    : malformed('integer', 'it is beyond ±(2^53 - 1)')
}

function readInt(bytes: Uint8Array, pos: number, end: number): number | bigint {
  if (end - pos === 4) return int32At(bytes, pos)
  if (end - pos !== 8) malformed('integer', `it has ${end - pos} bytes, not 4 or 8`)
  return int64At(bytes, pos)
}

export const int32At = (bytes: Uint8Array, pos: number): number =>
  bytes[pos]! | (bytes[pos + 1]! << 8) | (bytes[pos + 2]! << 16) | (bytes[pos + 3]! << 24)

function int64At(bytes: Uint8Array, pos: number): number | bigint {
  const low = int32At(bytes, pos) >>> 0
  const high = int32At(bytes, pos + 4)
  const value = high * TWO_32 + low
  return Number.isSafeInteger(value) ? value : (BigInt(high) << 32n) | BigInt(low)
}

export function readFixed(bytes: Uint8Array, pos: number, end: number, scale: number): number {
  return Number(readInt(bytes, pos, end)) / scale
}

export function readDouble(bytes: Uint8Array, pos: number, end: number): number {
  if (end - pos !== 8) malformed('double', `${end - pos} bytes, not 8`)
  return doubleAt(bytes, pos)
}

function doubleAt(bytes: Uint8Array, pos: number): number {
  words[LOW] = int32At(bytes, pos)
  words[HIGH] = int32At(bytes, pos + 4)
  return float[0]!
}

export const readString = readUtf8

/** A copy: what was read stays as it is when the buffer is used again. Never a Buffer. */
export function readBinary(bytes: Uint8Array, pos: number, end: number): Uint8Array {
  const copy = new Uint8Array(end - pos)
  copy.set(bytes.subarray(pos, end))
  return copy
}

function elementSize(bytes: Uint8Array, pos: number, end: number): number {
  const size = bytes[pos]!
  if (size !== 4 && size !== 8) malformed('array', `elements of ${size} bytes, not 4 or 8`)
  if ((end - pos - 1) % size !== 0) malformed('array', 'the last element is cut off')
  return size
}

export function readIntegers(
  bytes: Uint8Array,
  pos: number,
  end: number,
  width: number,
): (number | bigint)[] {
  const items: (number | bigint)[] = []
  if (pos === end) return items
  const size = elementSize(bytes, pos, end)
  if (size === 4) for (let at = pos + 1; at < end; at += 4) items.push(int32At(bytes, at))
  else for (let at = pos + 1; at < end; at += 8) items.push(safe(int64At(bytes, at), width))
  return items
}

export const readFixeds = (bytes: Uint8Array, pos: number, end: number, scale: number): number[] =>
  readIntegers(bytes, pos, end, WIDE).map(item => Number(item) / scale)

export function readDoubles(bytes: Uint8Array, pos: number, end: number): number[] {
  const items: number[] = []
  if (pos === end) return items
  if (elementSize(bytes, pos, end) !== 8) malformed('double', '4 bytes, not 8')
  for (let at = pos + 1; at < end; at += 8) items.push(doubleAt(bytes, at))
  return items
}

export function readBooleans(bytes: Uint8Array, pos: number, end: number): boolean[] {
  const items: boolean[] = []
  for (let at = pos; at < end; at++) items.push(bytes[at] !== 0)
  return items
}

export const readStrings = (bytes: Uint8Array, pos: number, end: number): string[] =>
  readItems(bytes, pos, end, readString)

export const readBinaries = (bytes: Uint8Array, pos: number, end: number): Uint8Array[] =>
  readItems(bytes, pos, end, readBinary)

type Read<T> = (bytes: Uint8Array, pos: number, end: number) => T

function readItems<T>(bytes: Uint8Array, pos: number, end: number, read: Read<T>): T[] {
  const items: T[] = []
  for (let at = pos; at < end; ) {
    const next = dataEnd(bytes, at, end)
    items.push(read(bytes, at + 4, next))
    at = next
  }
  return items
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
