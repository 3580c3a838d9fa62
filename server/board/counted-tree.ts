// A counted B+tree on typed arrays: a sequence of (key, ref) in the order of the keys that knows how many
// stand before any of them. A ref is a small number that the owner gives (sorted-set.ts: a member's slot) and
// names at most one entry. Nodes live in one pool, so that a search reads a few neighbouring cache lines.
// Always true: a child's separator (its key in the parent) is at most every key below it and at least every
// key left of it; every node but the root is filled to a quarter or more; node 0 does not exist.

import { CAPACITY, grown, NodePool, SHIFT } from './node-pool.ts'

const MINIMUM = CAPACITY / 4
const LAST = CAPACITY - 1
/** Two nodes become one only when that leaves room, or the next insertion would split them again. */
const MERGED = (CAPACITY * 3) / 4

/** Entries of all nodes of a level, one after the other; nothing is counted in leaves. */
interface Row {
  keys: Float64Array
  refs: Uint32Array
  counts: Uint32Array
}

export class CountedTree {
  readonly #pool = new NodePool()
  #leafOf = new Uint32Array(64)
  #root = this.#pool.take(0)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** Inserts behind all entries of the same key. */
  insert(key: number, ref: number): void {
    this.#reserve(ref)
    const leaf = this.#leafFor(key)
    this.#insertEntry(leaf, this.#pool.upperIn(leaf, key, 0), key, ref)
  }

  /** Inserts next to the entry at `rank`, which has the same key: behind it, or else before it. */
  insertBeside(rank: number, key: number, ref: number, behind: boolean): void {
    this.#reserve(ref)
    const entry = this.at(rank)
    this.#insertEntry(entry >>> SHIFT, (entry & LAST) + (behind ? 1 : 0), key, ref)
  }

  remove(ref: number): void {
    const leaf = this.#leafOf[ref]!
    this.#removeEntry(leaf, this.#pool.indexIn(leaf, ref))
  }

  /**
   * Gives an entry another key: it goes behind all others of that key; with its own key it stays where it is.
   * Both leaves are looked for before either changes, so that they come from memory at the same time.
   */
  move(ref: number, key: number): void {
    const leaf = this.#leafOf[ref]!
    const target = this.#leafFor(key)
    const index = this.#pool.indexIn(leaf, ref)
    if (key === this.#pool.keys[(leaf << SHIFT) + index]) return
    const upper = this.#pool.upperIn(target, key, 0)
    if (target === leaf) this.#moveInside(leaf, { from: index, to: upper }, key)
    else {
      this.#insertEntry(target, upper, key, ref)
      this.#removeEntry(leaf, index)
    }
  }

  /** How many entries stand before this one. */
  rank(ref: number): number {
    const { counts, above } = this.#pool
    const leaf = this.#leafOf[ref]!
    let rank = this.#pool.indexIn(leaf, ref)
    for (let end = above[leaf]!; end !== 0; end = above[end >>> SHIFT]!)
      for (let i = (end >>> SHIFT) << SHIFT; i < end; i++) rank += counts[i]!
    return rank
  }

  /** How many keys are below `key`. */
  countBelow(key: number): number {
    return this.#count(key, false)
  }

  /** How many keys are at most `key`. */
  countUpTo(key: number): number {
    return this.#count(key, true)
  }

  /** The entry at a rank within 0 and size - 1: a number for `refAt` and `after`, void after a change. */
  at(rank: number): number {
    const { counts, refs, level } = this.#pool
    let node = this.#root
    let left = rank
    while (level[node]! > 0) {
      let i = node << SHIFT
      for (; left >= counts[i]!; i++) left -= counts[i]!
      node = refs[i]!
    }
    return (node << SHIFT) + left
  }

  refAt(entry: number): number {
    return this.#pool.refs[entry]!
  }

  keyAt(entry: number): number {
    return this.#pool.keys[entry]!
  }

  keyOf(ref: number): number {
    const leaf = this.#leafOf[ref]!
    return this.keyAt((leaf << SHIFT) + this.#pool.indexIn(leaf, ref))
  }

  /** The entry behind this one, or -1 behind the last. */
  after(entry: number): number {
    const leaf = entry >>> SHIFT
    if (entry + 1 < (leaf << SHIFT) + this.#pool.used[leaf]!) return entry + 1
    const next = this.#pool.next[leaf]!
    return next === 0 ? -1 : next << SHIFT
  }

  /** Fills an empty tree in O(n) with keys that are in order; `refs[i]` belongs to `keys[i]`. */
  build(keys: Float64Array, refs: Uint32Array): void {
    if (keys.length === 0) return
    for (const ref of refs) this.#reserve(ref)
    this.#pool.give(this.#root)
    this.#size = refs.length
    let row: Row = { keys, refs, counts: new Uint32Array(0) }
    for (let level = 0; level === 0 || row.refs.length > 1; level++) row = this.#buildLevel(level, row)
    this.#root = row.refs[0]!
  }

  #buildLevel(level: number, row: Row): Row {
    const count = Math.ceil(row.refs.length / MERGED)
    const above = {
      keys: new Float64Array(count),
      refs: new Uint32Array(count),
      counts: new Uint32Array(count),
    }
    for (let i = 0, previous = 0; i < count; i++) {
      const from = Math.floor((i * row.refs.length) / count)
      const to = Math.floor(((i + 1) * row.refs.length) / count)
      const node = this.#pool.take(level)
      this.#pool.keys.set(row.keys.subarray(from, to), node << SHIFT)
      this.#pool.refs.set(row.refs.subarray(from, to), node << SHIFT)
      this.#pool.counts.set(row.counts.subarray(from, to), node << SHIFT)
      this.#pool.used[node] = to - from
      this.#adopt(node, 0)
      above.counts[i] = this.#pool.weigh(node, 0, to - from)
      if (previous !== 0) this.#pool.next[previous] = node
      above.keys[i] = row.keys[from]!
      above.refs[i] = previous = node
    }
    return above
  }

  #reserve(ref: number): void {
    if (ref < this.#leafOf.length) return
    this.#leafOf = grown(this.#leafOf, Math.max(ref + 1, this.#leafOf.length * 2))
  }

  /** The leaf where a new entry of this key belongs; on the way, separators above it are lowered to it. */
  #leafFor(key: number): number {
    const { keys, refs, level } = this.#pool
    let node = this.#root
    while (level[node]! > 0) {
      const first = node << SHIFT
      if (key < keys[first]!) keys[first] = key
      node = refs[first + this.#pool.upperIn(node, key, 1) - 1]!
    }
    return node
  }

  #count(key: number, withEqual: boolean): number {
    const pool = this.#pool
    const { counts, refs, level } = pool
    const search = (node: number, from: number) =>
      withEqual ? pool.upperIn(node, key, from) : pool.lowerIn(node, key, from)
    let node = this.#root
    let count = 0
    while (level[node]! > 0) {
      const child = (node << SHIFT) + search(node, 1) - 1
      for (let i = node << SHIFT; i < child; i++) count += counts[i]!
      node = refs[child]!
    }
    return count + search(node, 0)
  }

  /** Moves an entry before the one at `to`. */
  #moveInside(leaf: number, { from, to }: { from: number; to: number }, key: number): void {
    const { keys, refs } = this.#pool
    const base = leaf << SHIFT
    const ref = refs[base + from]!
    let i = base + from
    for (const end = base + to - 1; i < end; i++) {
      keys[i] = keys[i + 1]!
      refs[i] = refs[i + 1]!
    }
    for (const end = base + to; i > end; i--) {
      keys[i] = keys[i - 1]!
      refs[i] = refs[i - 1]!
    }
    keys[i] = key
    refs[i] = ref
  }

  #insertEntry(node: number, index: number, key: number, ref: number): void {
    if (this.#pool.used[node] === CAPACITY) {
      const right = this.#split(node, index)
      const stay = this.#pool.used[node]!
      if (index > stay || stay === CAPACITY) this.#putEntry(right, index - stay, key, ref)
      else this.#putEntry(node, index, key, ref)
    } else this.#putEntry(node, index, key, ref)
  }

  #putEntry(node: number, index: number, key: number, ref: number): void {
    this.#pool.open(node, index)
    this.#pool.keys[(node << SHIFT) + index] = key
    this.#pool.refs[(node << SHIFT) + index] = ref
    if (this.#pool.level[node] === 0) {
      this.#leafOf[ref] = node
      this.#grow(node, 1)
    } else this.#adopt(node, index)
  }

  #removeEntry(node: number, index: number): void {
    this.#pool.close(node, index)
    if (this.#pool.level[node] === 0) this.#grow(node, -1)
    else this.#adopt(node, index)
    if (this.#pool.used[node]! < MINIMUM) this.#refill(node)
  }

  /** Adds to the counts above a leaf. */
  #grow(leaf: number, by: number): void {
    const { counts, above } = this.#pool
    this.#size += by
    for (let entry = above[leaf]!; entry !== 0; entry = above[entry >>> SHIFT]!) counts[entry]! += by
  }

  /** Moves the upper half into a new node to the right: nothing at all when the last leaf grows at its end. */
  #split(node: number, index: number): number {
    const pool = this.#pool
    const isAppend = pool.next[node] === 0 && index === CAPACITY && pool.level[node] === 0
    const right = pool.take(pool.level[node]!)
    if (pool.above[node] === 0) this.#raiseRoot(node)
    pool.next[right] = pool.next[node]!
    pool.next[node] = right
    const stay = isAppend ? CAPACITY : CAPACITY / 2
    const separator = pool.keys[(node << SHIFT) + Math.min(stay, LAST)]!
    const entry = pool.above[node]!
    this.#insertEntry(entry >>> SHIFT, (entry & LAST) + 1, separator, right)
    this.#shift(node, stay, CAPACITY - stay, { node: right, at: 0 })
    return right
  }

  #raiseRoot(node: number): void {
    const pool = this.#pool
    const root = pool.take(pool.level[node]! + 1)
    pool.refs[root << SHIFT] = node
    pool.keys[root << SHIFT] = pool.keys[node << SHIFT]!
    pool.used[root] = 1
    pool.counts[root << SHIFT] = this.#size
    this.#adopt(root, 0)
    this.#root = root
  }

  /** Moves entries between two children of one parent. */
  #shift(from: number, index: number, count: number, to: { node: number; at: number }): void {
    const pool = this.#pool
    pool.move(from, index, count, to)
    this.#adopt(to.node, to.at)
    this.#adopt(from, index)
    const weight = pool.weigh(to.node, to.at, count)
    pool.counts[pool.above[from]!]! -= weight
    pool.counts[pool.above[to.node]!]! += weight
  }

  /** A node that became too small takes from a neighbour, or the two become one. */
  #refill(node: number): void {
    if (this.#pool.above[node] === 0) this.#lowerRoot()
    else this.#join(node)
  }

  #join(node: number): void {
    const pool = this.#pool
    const entry = pool.above[node]!
    const at = (entry & LAST) === 0 ? entry : entry - 1
    const left = pool.refs[at]!
    const right = pool.refs[at + 1]!
    if (pool.used[left]! + pool.used[right]! > MERGED) this.#balance(left, right)
    else this.#merge(left, right)
  }

  #merge(left: number, right: number): void {
    const pool = this.#pool
    this.#shift(right, 0, pool.used[right]!, { node: left, at: pool.used[left]! })
    pool.next[left] = pool.next[right]!
    const entry = pool.above[right]!
    this.#removeEntry(entry >>> SHIFT, entry & LAST)
    pool.give(right)
  }

  #balance(left: number, right: number): void {
    const { used, keys, above } = this.#pool
    const spare = (used[left]! - used[right]!) >> 1
    if (spare > 0) this.#shift(left, used[left]! - spare, spare, { node: right, at: 0 })
    else this.#shift(right, 0, -spare, { node: left, at: used[left]! })
    keys[above[right]!] = keys[right << SHIFT]!
  }

  #lowerRoot(): void {
    const pool = this.#pool
    while (pool.level[this.#root]! > 0 && pool.used[this.#root] === 1) {
      const child = pool.refs[this.#root << SHIFT]!
      pool.give(this.#root)
      pool.above[child] = 0
      this.#root = child
    }
  }

  /** Tells the entries of a node, from `index` on, where they are now. */
  #adopt(node: number, index: number): void {
    const { refs, used, above, level } = this.#pool
    const leafOf = this.#leafOf
    const end = (node << SHIFT) + used[node]!
    if (level[node] === 0) for (let i = (node << SHIFT) + index; i < end; i++) leafOf[refs[i]!] = node
    else for (let i = (node << SHIFT) + index; i < end; i++) above[refs[i]!] = i
  }
}
