// The memory of a counted tree (counted-tree.ts): all its nodes in a few typed arrays that double when full.
// Entry i of node n is at n * CAPACITY + i of `keys`, `refs` and `counts`. Node 0 is never given out and means "none".
// A function that takes a node may replace the arrays: read them from the pool again afterwards.

/** log2 of the entries of a node: 64 were the fastest of 32, 64, 128 and 256 with a million members. */
export const SHIFT = 6
export const CAPACITY = 1 << SHIFT

export class NodePool {
  keys = new Float64Array(0)
  /** In a leaf the owner's numbers, above it the children. */
  refs = new Uint32Array(0)
  /** How many entries the leaves below a child have together: a rank adds up those of a node. Nothing in a leaf. */
  counts = new Uint32Array(0)
  /** How many entries a node has. */
  used = new Uint32Array(0)
  /** The entry of its parent that leads to a node: parent * CAPACITY + place; 0 for the root. */
  above = new Uint32Array(0)
  /** The node to the right on the same level. */
  next = new Uint32Array(0)
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
    if (this.level[node] !== 0) {
      counts.copyWithin(at + 1, at, end)
      counts[at] = 0
    }
    this.used[node]! += 1
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
    if (this.level[node] !== 0) counts.copyWithin(at, at + 1, end + 1)
  }

  /** Moves `count` entries of a node, from `index` on, into another one before its entry `at`. */
  move(from: number, index: number, count: number, to: { node: number; at: number }): void {
    const source = (from << SHIFT) + index
    const target = (to.node << SHIFT) + to.at
    for (const array of this.level[from] === 0
      ? [this.keys, this.refs]
      : [this.keys, this.refs, this.counts]) {
      array.copyWithin(target + count, target, (to.node << SHIFT) + this.used[to.node]!)
      array.copyWithin(target, source, source + count)
      array.copyWithin(source, source + count, (from << SHIFT) + this.used[from]!)
    }
    this.used[from]! -= count
    this.used[to.node]! += count
  }

  /** How many of a node's keys are at most `key`; the first `from` are taken to be. */
  upperIn(node: number, key: number, from: number): number {
    const keys = this.keys
    const base = node << SHIFT
    let low = from
    let high = this.used[node]!
    while (low < high) {
      const middle = (low + high) >>> 1
      if (keys[base + middle]! <= key) low = middle + 1
      else high = middle
    }
    return low
  }

  /** How many of a node's keys are below `key`; the first `from` are taken to be. */
  lowerIn(node: number, key: number, from: number): number {
    const keys = this.keys
    const base = node << SHIFT
    let low = from
    let high = this.used[node]!
    while (low < high) {
      const middle = (low + high) >>> 1
      if (keys[base + middle]! < key) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Where in its leaf an entry is. */
  indexIn(leaf: number, ref: number): number {
    const refs = this.refs
    const base = leaf << SHIFT
    let i = base
    while (refs[i] !== ref) i += 1
    return i - base
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
    this.used = grown(this.used, nodes)
    this.above = grown(this.above, nodes)
    this.next = grown(this.next, nodes)
    this.level = grown(this.level, nodes)
  }
}

/** A longer copy of a typed array. */
export function grown<T extends Float64Array | Uint32Array | Uint8Array>(array: T, length: number): T {
  const copy = new (array.constructor as new (length: number) => T)(length)
  copy.set(array)
  return copy
}
