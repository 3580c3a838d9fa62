// The frames that went to one session only and that its client has not confirmed yet, oldest first. It keeps no object for a
// frame: bytes stand behind each other in one buffer, texts in a list, and of each frame three numbers. What is confirmed is
// skipped; when there is no room what lives moves to the front, or the buffer doubles. Once empty it begins at the front again.
//
//   #meta, per frame 3 doubles: where its bytes end · twice the order of the newest publication before it, one more for a binary
//   frame · its number
//   #texts, per frame: the text, where it came as a string; undefined for bytes, which may be those of a text

import type { Frame } from '../peer.ts'

const WORDS = 3
const LEAST_BYTES = 512
const LEAST_FRAMES = 16
const NO_BYTES = new Uint8Array(0)

export class KeptFrames {
  /** Of all that is kept; of text the letters. */
  size = 0
  #bytes: Uint8Array = NO_BYTES
  #meta: Float64Array | undefined
  #texts: (string | undefined)[] | undefined
  /** Places of the oldest frame and behind the newest. */
  #first = 0
  #last = 0
  /** Where the bytes of the oldest begin, and those of the newest end. */
  #from = 0
  #end = 0

  get count(): number {
    return this.#last - this.#first
  }

  /** Bytes are copied: the frame is its format's. */
  add(frame: Frame, isBinary: boolean, order: number, number: number): void {
    const length = typeof frame === 'string' ? 0 : frame.length
    if (this.#meta === undefined || this.#last * WORDS === this.#meta.length) this.#makePlace()
    if (this.#end + length > this.#bytes.length) this.#makeRoom(length)
    const at = this.#last++
    if (typeof frame === 'string') {
      this.#texts ??= []
      this.#texts[at] = frame
    } else {
      this.#bytes.set(frame, this.#end)
      this.#end += length
    }
    const meta = this.#meta!
    meta[at * WORDS] = this.#end
    meta[at * WORDS + 1] = isBinary ? 2 * order + 1 : 2 * order
    meta[at * WORDS + 2] = number
    this.size += frame.length
  }

  /** Of the frame in place `i`, from 0 for the oldest. */
  orderOf(i: number): number {
    return Math.floor(this.#meta![(this.#first + i) * WORDS + 1]! / 2)
  }

  isBinary(i: number): boolean {
    return this.#meta![(this.#first + i) * WORDS + 1]! % 2 === 1
  }

  numberOf(i: number): number {
    return this.#meta![(this.#first + i) * WORDS + 2]!
  }

  /** It was counted and not kept. */
  isSkipped(i: number): boolean {
    const at = this.#first + i
    if (this.#texts?.[at] !== undefined) return this.#texts[at] === ''
    const from = i === 0 ? this.#from : this.#meta![(at - 1) * WORDS]!
    return this.#meta![at * WORDS]! === from
  }

  /** Of its own memory. */
  frameOf(i: number): Frame {
    const at = this.#first + i
    const text = this.#texts?.[at]
    if (text !== undefined) return text
    const from = i === 0 ? this.#from : this.#meta![(at - 1) * WORDS]!
    return this.#bytes.slice(from, this.#meta![at * WORDS])
  }

  /** Forgets the oldest. */
  shift(): void {
    const at = this.#first++
    const end = this.#meta![at * WORDS]!
    const text = this.#texts?.[at]
    this.size -= text === undefined ? end - this.#from : text.length
    if (text !== undefined) this.#texts![at] = undefined
    this.#from = end
    if (this.#first === this.#last) this.#rewind()
  }

  /** Forgets those up to this number. */
  shiftTo(number: number): void {
    while (this.#first < this.#last && this.#meta![this.#first * WORDS + 2]! <= number) this.shift()
  }

  clear(): void {
    this.size = 0
    this.#rewind()
    this.giveBack()
  }

  /** While it is empty it needs no memory. */
  giveBack(): void {
    if (this.count > 0) return
    this.#bytes = NO_BYTES
    this.#meta = undefined
    this.#texts = undefined
  }

  #rewind(): void {
    this.#first = this.#last = this.#from = this.#end = 0
    if (this.#texts) this.#texts.length = 0
  }

  #makeRoom(length: number): void {
    const live = this.#end - this.#from
    let size = Math.max(LEAST_BYTES, this.#bytes.length)
    while (size < 2 * (live + length)) size *= 2
    const bytes = size === this.#bytes.length ? this.#bytes : new Uint8Array(size)
    if (bytes === this.#bytes) bytes.copyWithin(0, this.#from, this.#end)
    else bytes.set(this.#bytes.subarray(this.#from, this.#end))
    for (let i = this.#first; i < this.#last; i++) this.#meta![i * WORDS]! -= this.#from
    this.#bytes = bytes
    this.#end = live
    this.#from = 0
  }

  #makePlace(): void {
    const { count } = this
    let places = this.#meta === undefined ? LEAST_FRAMES : this.#meta.length / WORDS
    while (places < 2 * count) places *= 2
    const isSame = this.#meta?.length === places * WORDS
    const meta = isSame ? this.#meta! : new Float64Array(places * WORDS)
    if (isSame) meta.copyWithin(0, this.#first * WORDS, this.#last * WORDS)
    else if (this.#meta) meta.set(this.#meta.subarray(this.#first * WORDS, this.#last * WORDS))
    this.#texts?.splice(0, this.#first)
    this.#meta = meta
    this.#first = 0
    this.#last = count
  }
}
