// Puts a patch together as a frame: the package's header, the fields of the push, the patch, and each list of slices; then packs it.
//
//   header: fields:u16 type:u16 · fields of the push · length:u32 patch · for each list that has any: length:u32 slices
//
// As the generated code writes it, but the slices are there already.

import { allocate, type Memory } from '../../../protocol/sproto/wire/memory.ts'
import { maxPacked, packInto } from '../../../protocol/sproto/wire/pack.ts'
import { SAFE } from '../../../protocol/sproto/wire/wire.ts'
import { inlineOf, writeInteger, writeIntegers } from '../../../protocol/sproto/wire/write.ts'

export interface PatchHead {
  view: number
  tick: number
  /** 0 for none. */
  input: number
  isFull: boolean
  gone: readonly number[]
  keep: readonly number[]
  snapped: readonly number[]
}

/** The slices of one list; there is room for SLACK bytes behind them. */
export interface Part {
  readonly tag: number
  view: DataView<ArrayBuffer>
  length: number
}

/** Records are copied by 4 bytes, which is twice as fast as by one: up to so many are read and written behind their end. */
export const SLACK = 4

/** Of the package, its fields, and the numbers of a patch. */
const MOST_HEAD = 256

export class FrameWriter {
  readonly #push: number
  /** By the number of a list; for who adds many at once, and says so by `size`. */
  readonly parts: readonly Part[]
  /** What is packed; with `pos` as packInto takes it. */
  #out = { ...allocate(1 << 14), start: 0, pos: 0 }
  #pos = 0
  #h = 0
  #last = -1

  /** `push`: the tag of the message; `tags`: those of its lists. */
  constructor(push: number, tags: readonly number[]) {
    this.#push = push
    this.parts = tags.map(tag => ({ tag, view: new DataView(new ArrayBuffer(1 << 12)), length: 0 }))
  }

  /** Bytes of slices in all lists. */
  size = 0

  begin(): void {
    for (const part of this.parts) part.length = 0
    this.size = 0
  }

  /** Adds source[from, to) to a list; `source` has SLACK bytes behind it. */
  add(list: number, source: DataView, from: number, to: number): void {
    const part = this.parts[list]!
    const { length } = part
    const size = to - from
    if (length + size + SLACK > part.view.byteLength) growPart(part, length + size)
    const { view } = part
    for (let i = 0; i < size; i += 4) view.setInt32(length + i, source.getInt32(from + i, true), true)
    part.length = length + size
    this.size += size
  }

  /** Most bytes of the frame, packed. */
  bound(head: PatchHead): number {
    return maxPacked(this.#boundRaw(head))
  }

  /** Packs the frame at `start` of `into`, where bound() bytes have room. Returns the end. */
  finish(head: PatchHead, into: Memory, start: number): number {
    const size = this.#boundRaw(head) + 8
    if (size > this.#out.bytes.length) this.#out = { ...allocate(2 * size), start: 0, pos: 0 }
    this.#header()
    this.#fields()
    this.#patch(head)
    const { bytes } = this.#out
    for (const { length, view } of this.parts) {
      if (length === 0) continue
      putUint32(bytes, this.#pos, length)
      const from = this.#pos + 4
      bytes.set(new Uint8Array(view.buffer, 0, length), from)
      this.#pos = from + length
    }
    this.#out.pos = this.#pos
    return packInto(this.#out, into, start)
  }

  #boundRaw({ gone, keep, snapped }: PatchHead): number {
    return MOST_HEAD + this.size + 8 * (gone.length + keep.length + snapped.length) + 8 * this.parts.length
  }

  #header(): void {
    const { bytes } = this.#out
    const type = inlineOf(this.#push)
    bytes[0] = 1
    bytes[1] = 0
    bytes[2] = type
    bytes[3] = type >> 8
    this.#pos = 4
  }

  /** The fields of the push, all of which have data. */
  #fields(): void {
    const { bytes } = this.#out
    let words = 1
    let last = 0
    for (const { tag, length } of this.parts) {
      if (length === 0) continue
      words += tag === last + 1 ? 1 : 2
      last = tag
    }
    this.#beginFields(this.#pos, words)
    this.#data(bytes, 0)
    for (const { tag, length } of this.parts) if (length > 0) this.#data(bytes, tag)
  }

  #patch(head: PatchHead): void {
    const { bytes } = this.#out
    const from = this.#pos
    this.#beginFields(from + 4, wordsOf(head))
    this.#integer(0, head.view)
    this.#integer(1, head.tick)
    if (head.input > 0) this.#integer(2, head.input)
    if (head.isFull) {
      this.#skipTo(3)
      bytes[this.#h++] = 4
      bytes[this.#h++] = 0
    }
    if (head.gone.length > 0) this.#integers(4, head.gone)
    if (head.keep.length > 0) this.#integers(5, head.keep)
    if (head.snapped.length > 0) this.#integers(8, head.snapped)
    putUint32(bytes, from, this.#pos - from - 4)
  }

  #data(bytes: Uint8Array, tag: number): void {
    this.#skipTo(tag)
    bytes[this.#h++] = 0
    bytes[this.#h++] = 0
  }

  #beginFields(at: number, words: number): void {
    const { bytes } = this.#out
    bytes[at] = words
    bytes[at + 1] = words >> 8
    this.#h = at + 2
    this.#pos = this.#h + 2 * words
    this.#last = -1
  }

  #skipTo(tag: number): void {
    const { bytes } = this.#out
    const gap = tag - this.#last - 1
    if (gap > 0) {
      const skip = (gap - 1) * 2 + 1
      bytes[this.#h++] = skip
      bytes[this.#h++] = skip >> 8
    }
    this.#last = tag
  }

  #integer(tag: number, value: number): void {
    const { bytes } = this.#out
    this.#skipTo(tag)
    const inline = inlineOf(value)
    bytes[this.#h++] = inline
    bytes[this.#h++] = inline >> 8
    if (inline === 0) this.#pos = writeInteger(bytes, this.#pos, value, SAFE)
  }

  #integers(tag: number, values: readonly number[]): void {
    const { bytes } = this.#out
    this.#skipTo(tag)
    bytes[this.#h++] = 0
    bytes[this.#h++] = 0
    this.#pos = writeIntegers(bytes, this.#pos, values, SAFE)
  }
}

/** Words of the field part of a patch: one for each field, and one for each gap. */
function wordsOf({ input, isFull, gone, keep, snapped }: PatchHead): number {
  // The first two are always there.
  let words = 2
  let last = 1
  for (let tag = 2; tag <= 8; tag++) {
    const isThere =
      (tag === 2 && input > 0) ||
      (tag === 3 && isFull) ||
      (tag === 4 && gone.length > 0) ||
      (tag === 5 && keep.length > 0) ||
      (tag === 8 && snapped.length > 0)
    if (!isThere) continue
    words += tag === last + 1 ? 1 : 2
    last = tag
  }
  return words
}

function putUint32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value
  bytes[at + 1] = value >> 8
  bytes[at + 2] = value >> 16
  bytes[at + 3] = value >>> 24
}

/** Has room for `size` then. */
export function growPart(part: Part, size: number): void {
  part.view = grownView(part.view, size + SLACK)
}

/** At least twice as long, and at least `size`. */
export function grownView(view: DataView<ArrayBuffer>, size: number): DataView<ArrayBuffer> {
  const bytes = new Uint8Array(Math.max(2 * view.byteLength, size))
  bytes.set(new Uint8Array(view.buffer))
  return new DataView(bytes.buffer)
}
