// Reads the data of each kind between `pos` and `end`, and never outside.

import { doubleAt } from './double.ts'
import { readUtf8 } from './utf8.ts'
import { dataEnd, int32At, malformed, WIDE } from './wire.ts'

const TWO_32 = 0x1_0000_0000

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
