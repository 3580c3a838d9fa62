// The way back from pack.ts, where the format is written down. It trusts nothing: not the end of its input, not the
// size that comes out.

import { SprotoDecodeError } from '../errors.ts'
import { allocate, type Memory } from './memory.ts'

const RUN = 0xff
/** The first byte of a group -> how many it has. */
const GROUP_SIZE = Uint8Array.from({ length: RUN }, (_, set) => {
  let size = 1
  for (let rest = set; rest > 0; rest >>= 1) size += rest & 1
  return size
})

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
 * multiple of 8. What `into` has behind that is for copies of the input. */
export function unpackInto(packed: Uint8Array, into: Memory, room: number): number {
  const { bytes, words, view } = into
  const end = packed.length
  if (room + end > bytes.length) tooLong(room)
  // The first run, which is nearly all of a message with a text, comes to its place with a copy of everything; what
  // stands before and behind it is written over that.
  const shift = shiftOfFirstRun(packed, room)
  if (shift >= 0) bytes.set(packed, shift)
  let isBehind = false
  // Within this bound a group can be read without a look at the end: it has at most 9 bytes.
  const safe = end - 8
  let at = 0
  let to = 0
  while (at < safe) {
    if (to * 4 >= room) tooLong(room)
    const set = packed[at++]!
    if (set === RUN) {
      const size = (packed[at++]! + 1) * 8
      if (at + size > end) cutOff()
      if (to * 4 + size > room) tooLong(room)
      const stop = to + (size >> 2)
      if (shift >= 0 && to * 4 - at === shift) {
        to = stop
      } else {
        if (!isBehind) bytes.set(packed, room)
        isBehind = true
        for (let from = room + at; to < stop; from += 4) words[to++] = view.getInt32(from, true)
      }
      at += size
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
  return unpackTail(packed, bytes, at, to * 4, room)
}

/** By how much the bytes of the first run move when they are unpacked; negative when there is none, or it moves back. */
function shiftOfFirstRun(packed: Uint8Array, room: number): number {
  const safe = packed.length - 8
  let at = 0
  let to = 0
  while (at < safe && to < room) {
    const set = packed[at]!
    if (set === RUN) return to - at - 2
    at += GROUP_SIZE[set]!
    to += 8
  }
  return -1
}

/** The last groups, each looked at whether it is whole. A run has no room here. */
function unpackTail(
  packed: Uint8Array,
  bytes: Uint8Array,
  from: number,
  start: number,
  room: number,
): number {
  let at = from
  let to = start
  const end = packed.length
  while (at < end) {
    if (to >= room) tooLong(room)
    const set = packed[at++]!
    if (set === RUN) cutOff()
    for (let bit = 0; bit < 8; bit++) {
      const isSet = (set >> bit) & 1
      if (isSet && at === end) cutOff()
      bytes[to++] = isSet ? packed[at++]! : 0
    }
  }
  return to
}
