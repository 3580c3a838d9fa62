// Zero-packing, byte for byte as the original does it.
//
//   group of 8 bytes   bits:u8, bit i set when byte i is not 0, then those bytes
//   run                0xff  count - 1:u8  count × 8 bytes as they are, the last padded with zeros
//
// A run begins at a group without any zero and goes on over groups with at most two, up to 256 groups.
// Groups are taken and put as two 32-bit words each, which is why everything here is aligned to 4 bytes.

import { allocate, type Memory } from './memory.ts'

/** What is to be packed: bytes[start, pos), where `start` is a multiple of 4, with room for 8 bytes behind it. */
export interface Packable extends Memory {
  readonly start: number
  readonly pos: number
}

const RUN = 0xff
const MAX_RUN = 256

/** Packs `bytes` into memory of its own. At most 2 bytes in 2 KB (and the padding) are added. */
export function pack(bytes: Uint8Array): Uint8Array {
  const pos = bytes.length
  const memory = allocate(pos + 8)
  memory.bytes.set(bytes)
  const out = allocate(maxPacked(pos))
  return out.bytes.slice(0, packInto({ ...memory, start: 0, pos }, out, 0))
}

/** No packed form of `size` bytes is longer. */
export const maxPacked = (size: number): number => size + 20 + (size >> 10)

/** Packs `source` at `start` of `into`, where there is room for maxPacked. Returns the end. */
export function packInto(source: Packable, into: Memory, start: number): number {
  const { words, pos } = source
  const { bytes: out, view } = into
  const last = source.start + ((pos - source.start + 7) & ~7)
  source.view.setInt32(pos, 0)
  source.view.setInt32(pos + 4, 0)
  let to = start
  let at = source.start
  while (at < last) {
    let low = words[at >> 2]!
    let high = words[(at >> 2) + 1]!
    const set = to++
    if ((hasZero(low) | hasZero(high)) === 0) {
      const stop = Math.min(last, at + MAX_RUN * 8)
      out[set] = RUN
      out[to++] = 0
      for (;;) {
        view.setInt32(to, low, true)
        view.setInt32(to + 4, high, true)
        to += 8
        at += 8
        if (at === stop) break
        low = words[at >> 2]!
        high = words[(at >> 2) + 1]!
        if ((hasZero(low) | hasZero(high)) !== 0 && nonZeros(low) + nonZeros(high) < 6) break
      }
      out[set + 1] = ((to - set - 2) >> 3) - 1
      continue
    }
    let bits = 0
    if (low !== 0) {
      if ((low & 0xff) !== 0) {
        out[to++] = low
        bits |= 1
      }
      if ((low & 0xff00) !== 0) {
        out[to++] = low >> 8
        bits |= 2
      }
      if ((low & 0xff0000) !== 0) {
        out[to++] = low >> 16
        bits |= 4
      }
      if (low >>> 24 !== 0) {
        out[to++] = low >> 24
        bits |= 8
      }
    }
    if (high !== 0) {
      if ((high & 0xff) !== 0) {
        out[to++] = high
        bits |= 16
      }
      if ((high & 0xff00) !== 0) {
        out[to++] = high >> 8
        bits |= 32
      }
      if ((high & 0xff0000) !== 0) {
        out[to++] = high >> 16
        bits |= 64
      }
      if (high >>> 24 !== 0) {
        out[to++] = high >> 24
        bits |= 128
      }
    }
    out[set] = bits
    at += 8
  }
  return to
}

/** Not 0 when one of the four bytes of `word` is 0: only such a byte borrows where its top bit is not set. */
const hasZero = (word: number): number => (word - 0x01010101) & ~word & 0x80808080

/** How many of the four bytes of `word` are not 0: the top bit of each is set by its carry, then all are added. */
const nonZeros = (word: number): number =>
  Math.imul(((((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word) >>> 7) & 0x01010101, 0x01010101) >>> 24
