// The few largest of many, without sorting the many: a heap of those found so far, the least of them on top.

interface Entry<T> {
  item: T
  value: number
}

export class Largest<T> {
  readonly #count: number
  readonly #heap: Entry<T>[] = []

  /** `count`: how many are kept at most. */
  constructor(count: number) {
    this.#count = count
  }

  add(item: T, value: number): void {
    if (this.#heap.length < this.#count) this.#rise({ item, value })
    else if (this.#count > 0 && value > this.#heap[0]!.value) this.#sink({ item, value })
  }

  /** The largest first. */
  list(): T[] {
    return [...this.#heap].sort((a, b) => b.value - a.value).map(({ item }) => item)
  }

  #rise(entry: Entry<T>): void {
    const heap = this.#heap
    let i = heap.push(entry) - 1
    for (let parent = (i - 1) >> 1; i > 0 && heap[parent]!.value > entry.value; parent = (i - 1) >> 1) {
      heap[i] = heap[parent]!
      i = parent
    }
    heap[i] = entry
  }

  /** Puts `entry` in the place of the least. */
  #sink(entry: Entry<T>): void {
    const heap = this.#heap
    let i = 0
    for (let child = 1; child < heap.length; child = 2 * i + 1) {
      if (child + 1 < heap.length && heap[child + 1]!.value < heap[child]!.value) child++
      if (heap[child]!.value >= entry.value) break
      heap[i] = heap[child]!
      i = child
    }
    heap[i] = entry
  }
}
