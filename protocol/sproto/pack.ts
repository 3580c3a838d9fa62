// Zero-packing, byte for byte as the original does it.
//
//   group of 8 bytes   bits:u8, bit i set when byte i is not 0, then those bytes
//   run                0xff  count - 1:u8  count × 8 bytes as they are, the last padded with zeros
//
// A run begins at a group without any zero and goes on over groups with at most two, up to 256 groups.
// Groups are taken and put as two 32-bit words each, which is why everything here is aligned to 4 bytes.

import { allocate, type Memory } from './memory.ts'

/** What is to be packed: bytes[start, pos), where `start` is a multiple of 4. A Writer is one. */
export interface Packable extends Memory {
  readonly start: number
  readonly pos: number
}

const RUN = 0xff
const MAX_RUN = 256

/** Packs `bytes` into memory of its own. At most 2 bytes in 2 KB (and the padding) are added. */
export function pack(bytes: Uint8Array): Uint8Array {
  const memory = allocate(bytes.length)
  memory.bytes.set(bytes)
  const out = allocate(maxPacked(bytes.length))
  return out.bytes.slice(0, packInto({ ...memory, start: 0, pos: bytes.length }, out, 0))
}

/** No packed form of `size` bytes is longer. */
export const maxPacked = (size: number): number => size + 20 + (size >> 10)

/** Packs `source` at `start` of `into`, where there is room for maxPacked. Returns the end. */
export function packInto(source: Packable, into: Memory, start: number): number {
  const { words, pos } = source
  const out = into.bytes
  const last = source.start + ((pos - source.start) & ~7)
  let to = start
  let at = source.start
  while (at < last) {
    const bits = to++
    let set = 0
    for (let half = 0; half < 8; half += 4) {
      const word = words[(at + half) >> 2]!
      if (word === 0) continue
      if ((word & 0xff) !== 0) {
        out[to++] = word
        set |= 1 << half
      }
      if ((word & 0xffffff00) === 0) continue
      if ((word & 0xff00) !== 0) {
        out[to++] = word >> 8
        set |= 2 << half
      }
      if ((word & 0xff0000) !== 0) {
        out[to++] = word >> 16
        set |= 4 << half
      }
      if (word >>> 24 !== 0) {
        out[to++] = word >> 24
        set |= 8 << half
      }
    }
    out[bits] = set
    at += 8
    if (set === RUN) {
      to = packRun(source, at - 8, into, bits)
      at += out[bits + 1]! * 8
    }
  }
  return at < pos ? packTail(source.bytes, at, pos, out, to) : to
}

/** The run that begins at `start`. */
function packRun({ bytes, words, pos: end }: Packable, start: number, into: Memory, pos: number): number {
  const out = into.bytes
  const limit = start + MAX_RUN * 8
  const whole = Math.min(limit, start + ((end - start) & ~7))
  let at = start
  let to = pos + 2
  do {
    into.view.setInt32(to, words[at >> 2]!, true)
    into.view.setInt32(to + 4, words[(at >> 2) + 1]!, true)
    at += 8
    to += 8
  } while (at < whole && nonZeros(words[at >> 2]!) + nonZeros(words[(at >> 2) + 1]!) >= 6)
  if (at === whole && at < end && at < limit && isTailFull(bytes, at, end)) {
    for (let i = at; i < at + 8; i++) out[to++] = i < end ? bytes[i]! : 0
    at += 8
  }
  out[pos] = RUN
  out[pos + 1] = ((at - start) >> 3) - 1
  return to
}

/** How many of the four bytes of `word` are not 0: the top bit of each is set by its carry, then all are added. */
const nonZeros = (word: number): number =>
  Math.imul(((((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word) >>> 7) & 0x01010101, 0x01010101) >>> 24

/** Whether a last group, which is cut off, has six bytes that are not 0. */
function isTailFull(bytes: Uint8Array, at: number, end: number): boolean {
  let count = 0
  for (let i = at; i < end; i++) count += (bytes[i]! + 0xff) >> 8
  return count >= 6
}

function packTail(bytes: Uint8Array, at: number, end: number, out: Uint8Array, pos: number): number {
  let to = pos + 1
  let set = 0
  for (let i = at; i < end; i++) {
    if (bytes[i] === 0) continue
    out[to++] = bytes[i]!
    set |= 1 << (i - at)
  }
  out[pos] = set
  return to
}
