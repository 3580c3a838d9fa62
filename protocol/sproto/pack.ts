// Zero-packing, byte for byte as the original does it.
//
//   group of 8 bytes   bits:u8, bit i set when byte i is not 0, then those bytes
//   run                0xff  count - 1:u8  count × 8 bytes as they are, the last padded with zeros
//
// A run begins at a group without any zero and goes on over groups with at most two, up to 256 groups.

import { SprotoDecodeError } from './errors.ts'

/** Packs `bytes` into memory of its own. At most 2 bytes in 2 KB (and the padding) are added. */
export function pack(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(maxPacked(bytes.length))
  return out.slice(0, packInto(bytes, 0, bytes.length, out, 0))
}

/** Unpacks `packed` into memory of its own: a multiple of 8 bytes, at most 8 for each byte of input and at most
 * `maxBytes`. Throws SprotoDecodeError when it is cut off or would be longer. */
export function unpack(packed: Uint8Array, maxBytes: number = Number.POSITIVE_INFINITY): Uint8Array {
  const size = unpackedSize(packed)
  if (size > maxBytes) tooLong(maxBytes)
  const out = new Uint8Array(size)
  unpackInto(packed, out)
  return out
}

/** No packed form of `size` bytes is longer. */
export const maxPacked = (size: number): number => size + 10 + 2 * ((size >> 11) + 1)

/** How many bytes `packed` unpacks to. Throws SprotoDecodeError when it is cut off. */
export function unpackedSize(packed: Uint8Array): number {
  let size = 0
  for (let at = 0; at < packed.length; ) {
    const bits = packed[at]!
    if (bits === 0xff) {
      if (at + 1 >= packed.length) cutOff()
      const run = (packed[at + 1]! + 1) * 8
      at += 2 + run
      size += run
    } else {
      at += 1 + COUNTS[bits]!
      size += 8
    }
    if (at > packed.length) cutOff()
  }
  return size
}

/** How many bits are set in each byte. */
const COUNTS = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)

function cutOff(): never {
  throw new SprotoDecodeError('packed: the end is cut off')
}

export function tooLong(maxBytes: number): never {
  throw new SprotoDecodeError(`packed: more than ${maxBytes} bytes when unpacked`)
}

/** Packs bytes[start, end) at out[pos]; `out` has room for maxPacked. Returns the end. */
export function packInto(
  bytes: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
  pos: number,
): number {
  let at = start
  let to = pos
  while (at + 8 <= end) {
    const next = packGroup(bytes, at, out, to)
    if (next === to + 9) {
      const stop = runEnd(bytes, at, end)
      to = putRun(bytes, at, Math.min(stop, end), out, to)
      at = stop
    } else {
      to = next
      at += 8
    }
  }
  return at < end ? packTail(bytes, at, end, out, to) : to
}

function packGroup(bytes: Uint8Array, at: number, out: Uint8Array, pos: number): number {
  const a = bytes[at]!
  const b = bytes[at + 1]!
  const c = bytes[at + 2]!
  const d = bytes[at + 3]!
  const e = bytes[at + 4]!
  const f = bytes[at + 5]!
  const g = bytes[at + 6]!
  const h = bytes[at + 7]!
  let to = pos + 1
  let bits = 0
  if (a !== 0) {
    out[to++] = a
    bits = 1
  }
  if (b !== 0) {
    out[to++] = b
    bits |= 2
  }
  if (c !== 0) {
    out[to++] = c
    bits |= 4
  }
  if (d !== 0) {
    out[to++] = d
    bits |= 8
  }
  if (e !== 0) {
    out[to++] = e
    bits |= 16
  }
  if (f !== 0) {
    out[to++] = f
    bits |= 32
  }
  if (g !== 0) {
    out[to++] = g
    bits |= 64
  }
  if (h !== 0) {
    out[to++] = h
    bits |= 128
  }
  out[pos] = bits
  return to
}

/** Where the run that begins at `at` ends: behind the last group that belongs to it, padding counted as zeros. */
function runEnd(bytes: Uint8Array, at: number, end: number): number {
  const limit = Math.min(end, at + 256 * 8)
  let stop = at + 8
  while (stop < limit) {
    let zeros = 0
    for (let i = stop; i < stop + 8; i++) if (i >= end || bytes[i] === 0) zeros += 1
    if (zeros > 2) break
    stop += 8
  }
  return stop
}

function putRun(bytes: Uint8Array, at: number, stop: number, out: Uint8Array, pos: number): number {
  const groups = (stop - at + 7) >> 3
  const end = pos + 2 + groups * 8
  out[pos] = 0xff
  out[pos + 1] = groups - 1
  let to = pos + 2
  for (let i = at; i < stop; i++) out[to++] = bytes[i]!
  while (to < end) out[to++] = 0
  return end
}

function packTail(bytes: Uint8Array, at: number, end: number, out: Uint8Array, pos: number): number {
  let to = pos + 1
  let bits = 0
  for (let i = at; i < end; i++) {
    if (bytes[i] === 0) continue
    out[to++] = bytes[i]!
    bits |= 1 << (i - at)
  }
  out[pos] = bits
  return to
}

/** Unpacks into `out`, which has room for unpackedSize. Returns the end. */
export function unpackInto(packed: Uint8Array, out: Uint8Array): number {
  let to = 0
  for (let at = 0; at < packed.length; ) {
    const bits = packed[at++]!
    if (bits === 0xff) {
      const run = (packed[at++]! + 1) * 8
      for (let i = 0; i < run; i++) out[to++] = packed[at++]!
      continue
    }
    out[to] = bits & 1 ? packed[at++]! : 0
    out[to + 1] = bits & 2 ? packed[at++]! : 0
    out[to + 2] = bits & 4 ? packed[at++]! : 0
    out[to + 3] = bits & 8 ? packed[at++]! : 0
    out[to + 4] = bits & 16 ? packed[at++]! : 0
    out[to + 5] = bits & 32 ? packed[at++]! : 0
    out[to + 6] = bits & 64 ? packed[at++]! : 0
    out[to + 7] = bits & 128 ? packed[at++]! : 0
    to += 8
  }
  return to
}
