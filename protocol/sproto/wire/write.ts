// Writes the data of each kind. Writers take (bytes, pos, value) and return the new pos. They may run past the end of
// `bytes` (a typed array ignores that): whoever called them looks once, at the end, whether all of it fitted, and
// else writes again into more room. They refuse a value of another kind.

import { putDouble } from './double.ts'
import { writeUtf8 } from './utf8.ts'
import { arrayOf, putUint32, refuse, SAFE, WIDE } from './wire.ts'

const TWO_32 = 0x1_0000_0000

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
  if (width === SAFE || typeof value !== 'bigint' || !isInt64(value)) return refuse()
  const isShort = BigInt.asIntN(32, value) === value
  putUint32(bytes, pos, isShort ? 4 : 8)
  if (!isShort) return putBigint(bytes, pos + 4, value)
  putUint32(bytes, pos + 4, Number(value))
  return pos + 8
}

/** bigints stand in functions only: a platform without them loads this file, and never comes here. */
const isInt64 = (value: bigint): boolean => BigInt.asIntN(64, value) === value

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
    if (typeof item === 'bigint' && !isInt64(item)) refuse()
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

function writeEmpty(bytes: Uint8Array, pos: number): number {
  putUint32(bytes, pos, 0)
  return pos + 4
}
