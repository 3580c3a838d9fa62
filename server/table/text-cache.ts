// What a thread has decoded lately. Two generations: when the young one is full it becomes the old one and the old
// one is dropped, so the bound holds and what is read often stays. A hit costs one Map.get; an LRU list costs several
// times that, and strings of tables are read in handlers all the time.

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

  get(place: number): V | undefined {
    return this.#young.get(place) ?? this.#old.get(place)
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

  clear(): void {
    this.#young.clear()
    this.#old.clear()
    this.#bytes = 0
  }
}
