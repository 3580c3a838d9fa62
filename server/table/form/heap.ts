// The heap of a form while it is written: each text once, as UTF-8, in one growing buffer.

const LARGEST = 0xfffffff0

export class Heap {
  #bytes = Buffer.allocUnsafe(1 << 16)
  #length = 0
  /** Text -> offset; the length follows from the text. */
  readonly #places = new Map<string, number>()

  get length(): number {
    return this.#length
  }

  /** Writes the reference to `text` (offset, length) to the two words at `word`. */
  put(text: string, words: Uint32Array, word: number): void {
    words[word] = this.#places.get(text) ?? this.#add(text)
    words[word + 1] = Buffer.byteLength(text)
  }

  copyTo(target: Buffer): void {
    this.#bytes.copy(target, 0, 0, this.#length)
  }

  #add(text: string): number {
    const length = Buffer.byteLength(text)
    if (this.#length + length > LARGEST)
      throw new Error('the texts of all tables together are larger than 4 GB')
    this.#grow(this.#length + length)
    const place = this.#length
    this.#bytes.write(text, place)
    this.#length += length
    this.#places.set(text, place)
    return place
  }

  #grow(needed: number): void {
    if (needed <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}
