// Long texts and values that a thread has decoded lately. Two generations: when the young one is full it becomes the old one and the old
// one is dropped, so the bound holds; what is read from the old one moves to the young one, so what is read often
// stays. A hit costs little more than a Map.get; lru-cache took 2.6 to 3 times as long, a Map kept in order by deleting and
// setting longer still.

/** Rough bytes of an entry besides its text: the Map's slot and the string's head. */
const ENTRY = 64

export class TextCache<V> {
  #young = new Map<number, V>()
  #old = new Map<number, V>()
  #bytes = 0
  readonly #half: number

  /** Holds at most about `bytes`. */
  constructor(bytes: number) {
    this.#half = bytes / 2
  }

  /** `length` as it was given to `set`. */
  get(place: number, length: number): V | undefined {
    return this.#young.get(place) ?? this.#rescue(place, length)
  }

  #rescue(place: number, length: number): V | undefined {
    const value = this.#old.get(place)
    if (value !== undefined) this.set(place, value, length)
    return value
  }

  /** `length` is that of the stored bytes; a value above an eighth of the bound is not kept. */
  set(place: number, value: V, length: number): void {
    const size = ENTRY + length * 2
    if (size > this.#half / 4) return
    if (this.#bytes + size > this.#half) {
      this.#old = this.#young
      this.#young = new Map()
      this.#bytes = 0
    }
    this.#young.set(place, value)
    this.#bytes += size
  }
}
