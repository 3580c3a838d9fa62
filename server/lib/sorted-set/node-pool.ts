// The memory of a counted tree (counted-tree.ts): all its nodes in a few typed arrays that double when full.
// Entry i of node n is at n * CAPACITY + i of `keys`, `refs` and `counts`. Node 0 is never given out and means "none".
// A function that takes a node may replace the arrays: read them from the pool again afterwards.
// Always true of a node that is no leaf: places behind its last entry hold the key NaN and the count 0, so that a
// search may read them (node-search.ts); `sums` holds the sum of each group of its counts.

/** log2 of the entries of a node: 64 were the fastest of 32, 64, 128 and 256 with a million members. */
export const SHIFT = 6
export const CAPACITY = 1 << SHIFT
/** log2 of the entries that are searched, and whose counts are summed, as one: the square root of a node. */
export const GROUP_SHIFT = 3
export const GROUP = 1 << GROUP_SHIFT

export class NodePool {
  keys = new Float64Array(0)
  /** In a leaf the owner's numbers, above it the children. */
  refs = new Int32Array(0)
  /** How many entries the leaves below a child have together. Nothing in a leaf. */
  counts = new Int32Array(0)
  /** Group g of node n is at n * (CAPACITY / GROUP) + g: the group of entry e at e / GROUP. */
  sums = new Int32Array(0)
  /** How many entries a node has. */
  used = new Int32Array(0)
  /** The entry of its parent that leads to a node: parent * CAPACITY + place; 0 for the root. */
  above = new Int32Array(0)
  /** The node to the right on the same level. */
  next = new Int32Array(0)
  /** 0 for a leaf. */
  level = new Uint8Array(0)
  #taken = 1
  #given: number[] = []

  constructor() {
    this.#resize(4)
  }

  take(level: number): number {
    const node = this.#given.pop() ?? this.#taken++
    if (node >= this.used.length) this.#resize(node * 2)
    this.used[node] = this.above[node] = this.next[node] = 0
    this.level[node] = level
    if (level > 0) this.settle(node)
    return node
  }

  give(node: number): void {
    this.#given.push(node)
  }

  /** Makes room for one entry at `index`. */
  open(node: number, index: number): void {
    const { keys, refs, counts } = this
    const at = (node << SHIFT) + index
    const end = (node << SHIFT) + this.used[node]!
    for (let i = end; i > at; i--) {
      keys[i] = keys[i - 1]!
      refs[i] = refs[i - 1]!
    }
    this.used[node]! += 1
    if (this.level[node] === 0) return
    counts.copyWithin(at + 1, at, end)
    counts[at] = 0
    this.settle(node)
  }

  /** Drops the entry at `index`. */
  close(node: number, index: number): void {
    const { keys, refs, counts } = this
    const at = (node << SHIFT) + index
    const end = (node << SHIFT) + --this.used[node]!
    for (let i = at; i < end; i++) {
      keys[i] = keys[i + 1]!
      refs[i] = refs[i + 1]!
    }
    if (this.level[node] === 0) return
    counts.copyWithin(at, at + 1, end + 1)
    this.settle(node)
  }

  /** Moves `count` entries of a node, from `index` on, into another one before its entry `at`. */
  move(from: number, index: number, count: number, to: { node: number; at: number }): void {
    const source = (from << SHIFT) + index
    const target = (to.node << SHIFT) + to.at
    const ends = [(from << SHIFT) + this.used[from]!, (to.node << SHIFT) + this.used[to.node]!] as const
    const isLeaf = this.level[from] === 0
    for (const array of isLeaf ? [this.keys, this.refs] : [this.keys, this.refs, this.counts]) {
      if (target < ends[1]) array.copyWithin(target + count, target, ends[1])
      array.copyWithin(target, source, source + count)
      if (source + count < ends[0]) array.copyWithin(source, source + count, ends[0])
    }
    this.used[from]! -= count
    this.used[to.node]! += count
    if (isLeaf) return
    this.settle(from)
    this.settle(to.node)
  }

  /** Adds to the count of an entry. */
  add(entry: number, by: number): void {
    this.counts[entry] = this.counts[entry]! + by
    this.sums[entry >>> GROUP_SHIFT] = this.sums[entry >>> GROUP_SHIFT]! + by
  }

  /** Makes true again what is said of nodes that are no leaves, after entries came or went. */
  settle(node: number): void {
    const { keys, counts, sums } = this
    const base = node << SHIFT
    const used = this.used[node]!
    keys.fill(Number.NaN, base + used, base + CAPACITY)
    counts.fill(0, base + used, base + CAPACITY)
    for (let first = base; first < base + CAPACITY; first += GROUP) {
      let sum = 0
      for (let i = first; i < first + GROUP; i++) sum += counts[i]!
      sums[first >>> GROUP_SHIFT] = sum
    }
  }

  /** How many entries the leaves below some children of a node have; the children are counted in a leaf. */
  weigh(node: number, index: number, count: number): number {
    if (this.level[node] === 0) return count
    let weight = 0
    for (let i = (node << SHIFT) + index, end = i + count; i < end; i++) weight += this.counts[i]!
    return weight
  }

  #resize(nodes: number): void {
    this.keys = grown(this.keys, nodes << SHIFT)
    this.refs = grown(this.refs, nodes << SHIFT)
    this.counts = grown(this.counts, nodes << SHIFT)
    this.sums = grown(this.sums, nodes << (SHIFT - GROUP_SHIFT))
    this.used = grown(this.used, nodes)
    this.above = grown(this.above, nodes)
    this.next = grown(this.next, nodes)
    this.level = grown(this.level, nodes)
  }
}

/** A longer copy of a typed array. */
export function grown<T extends Float64Array | Int32Array | Uint8Array>(array: T, length: number): T {
  const copy = new (array.constructor as new (length: number) => T)(length)
  copy.set(array)
  return copy
}
