// The few largest of many, without sorting the many: a heap of those found so far, the least of them on top.

interface Entry<T> {
  item: T
  value: number
}

/** At most `count` items, the largest `weigh` first. */
export function largest<T>(items: Iterable<T>, count: number, weigh: (item: T) => number): T[] {
  const heap: Entry<T>[] = []
  for (const item of items) {
    const value = weigh(item)
    if (heap.length < count) rise(heap, { item, value })
    else if (count > 0 && value > heap[0]!.value) sink(heap, { item, value })
  }
  return heap.sort((a, b) => b.value - a.value).map(({ item }) => item)
}

function rise<T>(heap: Entry<T>[], entry: Entry<T>): void {
  let i = heap.push(entry) - 1
  for (let parent = (i - 1) >> 1; i > 0 && heap[parent]!.value > entry.value; parent = (i - 1) >> 1) {
    heap[i] = heap[parent]!
    i = parent
  }
  heap[i] = entry
}

/** Puts `entry` in the place of the least. */
function sink<T>(heap: Entry<T>[], entry: Entry<T>): void {
  let i = 0
  for (let child = 1; child < heap.length; child = 2 * i + 1) {
    if (child + 1 < heap.length && heap[child + 1]!.value < heap[child]!.value) child++
    if (heap[child]!.value >= entry.value) break
    heap[i] = heap[child]!
    i = child
  }
  heap[i] = entry
}
