// Bytes that grow. A Writer is reused from message to message; what it hands out are views of its memory.

import { allocate } from './memory.ts'
import { maxPacked, packInto } from './pack.ts'

const SLAB = 16 * 1024
const SHORT = 512

export class Writer {
  readonly bytes!: Uint8Array
  /** The same memory, for packing. */
  readonly words!: Int32Array
  readonly view!: DataView
  pos = 0
  /** Where the message that is being written begins: a multiple of 4. */
  start = 0
  readonly #size: number
  /** Of short messages at the beginning of the memory, by length: a new view costs as much as packing them. */
  #views: (Uint8Array | undefined)[] = []

  /** `size`: bytes of memory taken at a time. */
  constructor(size: number = SLAB) {
    this.#size = size
    Object.assign(this, allocate(size))
  }

  /** Makes room for `size` more bytes and keeps the message begun; what was cut before stays where it is. */
  reserve(size: number): void {
    if (this.bytes.length - this.pos >= size) return
    const kept = this.peek()
    Object.assign(this, allocate(Math.max(this.#size, kept.length + size)))
    this.bytes.set(kept)
    this.#views = []
    this.start = 0
    this.pos = kept.length
  }

  /** Appends `part` as it is. */
  put(part: Uint8Array): void {
    this.reserve(part.length)
    this.bytes.set(part, this.pos)
    this.pos += part.length
  }

  /** Begins a message where the last one began: the view of that one is no longer valid. */
  rewind(): void {
    this.pos = this.start
  }

  /** The message that is begun, without a copy; the next one may be written over it. */
  peek(): Uint8Array {
    const { start, pos } = this
    if (start > 0 || pos > SHORT) return this.bytes.subarray(start, pos)
    this.#views[pos] ??= this.bytes.subarray(0, pos)
    return this.#views[pos]
  }

  /** The message that is begun, without a copy, and ends it: it keeps its content, the next one follows it. */
  cut(): Uint8Array {
    const view = this.peek()
    this.start = this.pos = (this.pos + 3) & ~3
    return view
  }

  /** Writes the packed form of the message that is begun in `other`, in place of the one begun here. */
  pack(other: Writer): this {
    other.reserve(8)
    this.rewind()
    this.reserve(maxPacked(other.pos - other.start))
    this.pos = packInto(other, this, this.pos)
    return this
  }
}
