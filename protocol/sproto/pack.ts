// Zero-packing, byte for byte as the original does it.
//
//   group of 8 bytes   bits:u8, bit i set when byte i is not 0, then those bytes
//   run                0xff  count - 1:u8  count × 8 bytes as they are, the last padded with zeros
//
// A run begins at a group without any zero and goes on over groups with at most two, up to 256 groups.
// Groups are taken and put as two 32-bit words each, which is why everything here is aligned to 4 bytes.

import { allocate, copy, type Memory, toOrder } from './memory.ts'

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
  return packed({ ...memory, start: 0, pos: bytes.length })
}

/** The packed form of `source`, in memory of its own. */
export function packed(source: Packable): Uint8Array {
  const out = new Uint8Array(maxPacked(source.pos - source.start))
  return out.subarray(0, packInto(source, out))
}

/** No packed form of `size` bytes is longer. */
export const maxPacked = (size: number): number => size + 18 + 2 * ((size >> 11) + 1)

/** Packs `source` at the beginning of `out`, which has room for maxPacked. Returns the end. */
export function packInto(source: Packable, out: Uint8Array): number {
  const { words, start, pos } = source
  const last = start + ((pos - start) & ~7)
  let to = 0
  let at = start
  while (at < last) {
    const low = toOrder(words[at >> 2]!)
    const high = toOrder(words[(at >> 2) + 1]!)
    const bits = to++
    let set = 0
    if (low !== 0) {
      if ((low & 0xff) !== 0) {
        out[to++] = low
        set = 1
      }
      if ((low & 0xff00) !== 0) {
        out[to++] = low >> 8
        set |= 2
      }
      if ((low & 0xff0000) !== 0) {
        out[to++] = low >> 16
        set |= 4
      }
      if (low >>> 24 !== 0) {
        out[to++] = low >> 24
        set |= 8
      }
    }
    if (high !== 0) {
      if ((high & 0xff) !== 0) {
        out[to++] = high
        set |= 16
      }
      if ((high & 0xff00) !== 0) {
        out[to++] = high >> 8
        set |= 32
      }
      if ((high & 0xff0000) !== 0) {
        out[to++] = high >> 16
        set |= 64
      }
      if (high >>> 24 !== 0) {
        out[to++] = high >> 24
        set |= 128
      }
    }
    out[bits] = set
    at += 8
    if (set === RUN) {
      to = packRun(source, at - 8, out, bits)
      at += out[bits + 1]! * 8
    }
  }
  return at < pos ? packTail(source.bytes, at, pos, out, to) : to
}

/** The run that begins at `start`; a last group that is cut off belongs to it if its bytes are mostly there. */
function packRun({ bytes, words, pos: end }: Packable, start: number, out: Uint8Array, pos: number): number {
  const limit = start + MAX_RUN * 8
  let at = start + 8
  while (at < end && at < limit && (isFull(words, at, end) || nonZeros(bytes, at, end) >= 6)) at += 8
  out[pos] = RUN
  out[pos + 1] = ((at - start) >> 3) - 1
  const length = Math.min(at, end) - start
  copy(bytes, start, length, out, pos + 2)
  for (let i = length; i < at - start; i++) out[pos + 2 + i] = 0
  return pos + 2 + at - start
}

/** Whether a whole group is there without any zero in it: the quick answer for text. */
const isFull = (words: Int32Array, at: number, end: number): boolean =>
  at + 8 <= end && !hasZero(words[at >> 2]!) && !hasZero(words[(at >> 2) + 1]!)

/** Whether one of the bytes of `word` is 0 (Mycroft's test). */
const hasZero = (word: number): boolean => ((word - 0x01010101) & ~word & 0x80808080) !== 0

function nonZeros(bytes: Uint8Array, at: number, end: number): number {
  const stop = Math.min(at + 8, end)
  let count = 0
  for (let i = at; i < stop; i++) count += (bytes[i]! + 0xff) >> 8
  return count
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
