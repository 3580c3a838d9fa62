// The frames that went to one session only and that its client has not confirmed yet, oldest first. It keeps no object for a
// frame: bytes stand behind each other in one buffer, texts in a list. Where few are left they move to the front, so that a
// session uses the same little memory again and again, which then is in the processor's cache.
//
//   #ends, per frame: twice where its bytes end, one more for a binary frame
//   #texts, per frame: the text, where it came as a string; undefined for bytes, which may be those of a text
//   #runs: frames with numbers in a row: between them nothing was published to it

import type { Frame } from '../peer.ts'

/** Frames with numbers in a row. */
interface Run {
  /** The place of the first. */
  at: number
  /** Of the newest publication before the first; what was published since did not go to it. */
  order: number
  /** Of the first. */
  number: number
}

const LEAST_BYTES = 512
const LEAST_FRAMES = 16
const NO_BYTES = new Uint8Array(0)
const NO_ENDS = new Int32Array(0)

export class KeptFrames {
  /** Of all that is kept; of text the letters. */
  size = 0
  #bytes: Uint8Array = NO_BYTES
  #ends: Int32Array = NO_ENDS
  #texts: (string | undefined)[] | undefined
  /** The oldest first. */
  #runs: Run[] = []
  #newest: Run | undefined
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
    if (this.#last === this.#ends.length) this.#makePlace()
    if (this.#end + length > this.#bytes.length) this.#makeRoom(length)
    const at = this.#last++
    if (typeof frame === 'string') {
      this.#texts ??= []
      this.#texts[at] = frame
    } else {
      this.#bytes.set(frame, this.#end)
      this.#end += length
    }
    this.#ends[at] = isBinary ? 2 * this.#end + 1 : 2 * this.#end
    this.size += frame.length
    const run = this.#newest
    if (run === undefined || run.number + at - run.at !== number) {
      this.#newest = { at, order, number }
      this.#runs.push(this.#newest)
    }
  }

  /** Of the frame in place `i`, from 0 for the oldest. */
  orderOf(i: number): number {
    return this.#runOf(this.#first + i).order
  }

  isBinary(i: number): boolean {
    return this.#ends[this.#first + i]! % 2 === 1
  }

  numberOf(i: number): number {
    const at = this.#first + i
    const run = this.#runOf(at)
    return run.number + at - run.at
  }

  /** It was counted and not kept. */
  isSkipped(i: number): boolean {
    const at = this.#first + i
    const text = this.#texts?.[at]
    return text === undefined ? this.#endOf(at) === this.#beginOf(at) : text === ''
  }

  /** Of its own memory. */
  frameOf(i: number): Frame {
    const at = this.#first + i
    return this.#texts?.[at] ?? this.#bytes.slice(this.#beginOf(at), this.#endOf(at))
  }

  /** Forgets the oldest. */
  shift(): void {
    this.#forgetUpTo(this.#first + 1)
  }

  /** Forgets those up to this number. */
  shiftTo(number: number): void {
    let at = this.#first
    for (let i = 0; i < this.#runs.length && this.#runs[i]!.number <= number; i++) {
      const run = this.#runs[i]!
      at = Math.min(run.at + number - run.number + 1, this.#runs[i + 1]?.at ?? this.#last)
    }
    if (at > this.#first) this.#forgetUpTo(at)
  }

  #endOf(at: number): number {
    return this.#ends[at]! >> 1
  }

  #beginOf(at: number): number {
    return at === this.#first ? this.#from : this.#endOf(at - 1)
  }

  #runOf(at: number): Run {
    let [low, high] = [0, this.#runs.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#runs[middle]!.at <= at) low = middle
      else high = middle - 1
    }
    return this.#runs[low]!
  }

  /** Those before place `at`. */
  #forgetUpTo(at: number): void {
    const from = this.#endOf(at - 1)
    this.size -= from - this.#from
    if (this.#texts)
      for (let i = this.#first; i < at; i++) {
        this.size -= this.#texts[i]?.length ?? 0
        this.#texts[i] = undefined
      }
    this.#first = at
    this.#from = from
    if (at === this.#last) return this.#rewind()
    const run = this.#runs.findLastIndex(each => each.at <= at)
    if (run > 0) this.#runs.splice(0, run)
    if (at > 2 * this.count) this.#moveToFront(this.#bytes, this.#ends)
  }

  #rewind(): void {
    this.#first = this.#last = this.#from = this.#end = 0
    if (this.#texts) this.#texts.length = 0
    this.#runs.length = 0
    this.#newest = undefined
  }

  #makeRoom(length: number): void {
    const live = this.#end - this.#from
    let size = Math.max(LEAST_BYTES, this.#bytes.length)
    while (size < 1.5 * live + length) size *= 2
    this.#moveToFront(size === this.#bytes.length ? this.#bytes : new Uint8Array(size), this.#ends)
  }

  #makePlace(): void {
    let places = Math.max(LEAST_FRAMES, this.#ends.length)
    while (places < 1.5 * this.count + 1) places *= 2
    this.#moveToFront(this.#bytes, places === this.#ends.length ? this.#ends : new Int32Array(places))
  }

  /** Of these, which may be new ones. */
  #moveToFront(bytes: Uint8Array, ends: Int32Array): void {
    const first = this.#first
    const from = this.#from
    if (bytes === this.#bytes) bytes.copyWithin(0, from, this.#end)
    else bytes.set(this.#bytes.subarray(from, this.#end))
    for (let at = first; at < this.#last; at++) ends[at - first] = this.#ends[at]! - 2 * from
    for (const run of this.#runs) run.at -= first
    this.#texts?.splice(0, first)
    this.#bytes = bytes
    this.#ends = ends
    this.#first = this.#from = 0
    this.#last -= first
    this.#end -= from
  }
}
