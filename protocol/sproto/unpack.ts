// The way back from pack.ts, where the format is written down. It trusts nothing: not the end of its input, not the
// size that comes out.

import { SprotoDecodeError } from './errors.ts'
import { allocate, type Memory } from './memory.ts'

const RUN = 0xff

/** Unpacks `packed` into memory of its own: a multiple of 8 bytes, at most 8 for each byte of input and at most
 * `maxBytes`. Throws SprotoDecodeError when it is cut off or would be longer. */
export function unpack(packed: Uint8Array, maxBytes: number = 0x7fff_fff8): Uint8Array {
  const memory = allocate(Math.min(packed.length * 8, maxBytes & ~7))
  return memory.bytes.slice(0, unpackInto(packed, memory))
}

function cutOff(): never {
  throw new SprotoDecodeError('packed: the end is cut off')
}

function tooLong(maxBytes: number): never {
  throw new SprotoDecodeError(`packed: more than ${maxBytes} bytes when unpacked`)
}

/** Unpacks at the beginning of `into` and returns the end; throws SprotoDecodeError when there is no room. */
export function unpackInto(packed: Uint8Array, into: Memory): number {
  const { words } = into
  const room = words.length
  // Within this bound a group can be read without a look at the end: it has at most 9 bytes.
  const safe = packed.length - 8
  let at = 0
  let to = 0
  while (at < safe) {
    if (to >= room) tooLong(into.bytes.length)
    const set = packed[at++]!
    if (set === RUN) {
      const groups = packed[at++]! + 1
      if (at + groups * 8 > packed.length) cutOff()
      if (to + groups * 2 > room) tooLong(into.bytes.length)
      copy(packed, at, groups * 8, into.bytes, to * 4)
      at += groups * 8
      to += groups * 2
      continue
    }
    let word = 0
    if (set & 1) word = packed[at++]!
    if (set & 2) word |= packed[at++]! << 8
    if (set & 4) word |= packed[at++]! << 16
    if (set & 8) word |= packed[at++]! << 24
    words[to] = word
    word = 0
    if (set > 15) {
      if (set & 16) word = packed[at++]!
      if (set & 32) word |= packed[at++]! << 8
      if (set & 64) word |= packed[at++]! << 16
      if (set & 128) word |= packed[at++]! << 24
    }
    words[to + 1] = word
    to += 2
  }
  return unpackTail(packed, at, into.bytes, to * 4)
}

function copy(from: Uint8Array, at: number, length: number, into: Uint8Array, to: number): void {
  if (length > 128) into.set(from.subarray(at, at + length), to)
  else for (let i = 0; i < length; i++) into[to + i] = from[at + i]!
}

/** The last groups, each looked at whether it is whole. A run has no room here. */
function unpackTail(packed: Uint8Array, from: number, into: Uint8Array, start: number): number {
  let at = from
  let to = start
  while (at < packed.length) {
    if (to >= into.length) tooLong(into.length)
    const set = packed[at++]!
    if (set === RUN) cutOff()
    for (let bit = 0; bit < 8; bit++) into[to++] = (set >> bit) & 1 ? (packed[at++] ?? cutOff()) : 0
  }
  return to
}
