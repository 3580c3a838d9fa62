// The way back from pack.ts, where the format is written down. It trusts nothing: not the end of its input, not the
// size that comes out.

import { SprotoDecodeError } from './errors.ts'
import { allocate, type Memory } from './memory.ts'

const RUN = 0xff

/** Unpacks `packed` into memory of its own: a multiple of 8 bytes, at most 8 for each byte of input and at most
 * `maxBytes`. Throws SprotoDecodeError when it is cut off or would be longer. */
export function unpack(packed: Uint8Array, maxBytes: number = 0x7fff_fff8): Uint8Array {
  const room = Math.min(packed.length * 8, maxBytes & ~7)
  const memory = allocate(room + packed.length)
  return memory.bytes.slice(0, unpackInto(packed, memory, room))
}

/** Memory for unpackInto with `room` bytes of output. The longest input gives 8 bytes for each 10: runs of one group. */
export const unpackingMemory = (room: number): Memory => allocate(room * 2.25 + 16)

function cutOff(): never {
  throw new SprotoDecodeError('packed: the end is cut off')
}

function tooLong(maxBytes: number): never {
  throw new SprotoDecodeError(`packed: more than ${maxBytes} bytes when unpacked`)
}

/** Unpacks at the beginning of `into` and returns the end; throws SprotoDecodeError when it is longer than `room`, a
 * multiple of 8. What `into` has behind that is for the input: words are read from the memory at hand only. */
export function unpackInto(packed: Uint8Array, into: Memory, room: number): number {
  const { bytes, words, view } = into
  const end = room + packed.length
  if (end > bytes.length) tooLong(room)
  bytes.set(packed, room)
  // Within this bound a group can be read without a look at the end: it has at most 9 bytes.
  const safe = end - 8
  let at = room
  let to = 0
  while (at < safe) {
    if (to * 4 >= room) tooLong(room)
    const set = bytes[at++]!
    if (set === RUN) {
      const stop = to + (bytes[at++]! + 1) * 2
      if (at + (stop - to) * 4 > end) cutOff()
      if (stop * 4 > room) tooLong(room)
      for (; to < stop; at += 4) words[to++] = view.getInt32(at, true)
      continue
    }
    let word = 0
    if (set & 1) word = bytes[at++]!
    if (set & 2) word |= bytes[at++]! << 8
    if (set & 4) word |= bytes[at++]! << 16
    if (set & 8) word |= bytes[at++]! << 24
    words[to] = word
    word = 0
    if (set > 15) {
      if (set & 16) word = bytes[at++]!
      if (set & 32) word |= bytes[at++]! << 8
      if (set & 64) word |= bytes[at++]! << 16
      if (set & 128) word |= bytes[at++]! << 24
    }
    words[to + 1] = word
    to += 2
  }
  return unpackTail(bytes, at, end, to * 4, room)
}

/** The last groups, each looked at whether it is whole. A run has no room here. */
function unpackTail(bytes: Uint8Array, from: number, end: number, start: number, room: number): number {
  let at = from
  let to = start
  while (at < end) {
    if (to >= room) tooLong(room)
    const set = bytes[at++]!
    if (set === RUN) cutOff()
    for (let bit = 0; bit < 8; bit++) {
      const isSet = (set >> bit) & 1
      if (isSet && at === end) cutOff()
      bytes[to++] = isSet ? bytes[at++]! : 0
    }
  }
  return to
}
