// A counted B+tree on typed arrays: a sequence of (key, ref) in the order of the keys that knows how many
// stand before any of them. A ref is a small number that the owner gives (sorted-set.ts: a member's slot) and
// names at most one entry. This is what is asked of it; tree-nodes.ts keeps its nodes in shape.

import { GROUP_SHIFT, SHIFT } from './node-pool.ts'
import { countBefore, indexIn, lowerIn, lowerInLeaf, upperIn, upperInLeaf } from './node-search.ts'
import { LAST, TreeNodes } from './tree-nodes.ts'

export class CountedTree {
  readonly #nodes = new TreeNodes()
  readonly #pool = this.#nodes.pool

  get size(): number {
    return this.#nodes.size
  }

  /** Inserts behind all entries of the same key. */
  insert(key: number, ref: number): void {
    this.#nodes.reserve(ref)
    const leaf = this.#leafFor(key)
    this.#nodes.insert(leaf, upperInLeaf(this.#pool, leaf, key), key, ref)
  }

  /** Inserts next to the entry at `rank`, which has the same key: behind it, or else before it. */
  insertBeside(rank: number, key: number, ref: number, behind: boolean): void {
    this.#nodes.reserve(ref)
    const entry = this.at(rank)
    this.#nodes.insert(entry >>> SHIFT, (entry & LAST) + (behind ? 1 : 0), key, ref)
  }

  remove(ref: number): void {
    const leaf = this.#nodes.leafOf[ref]!
    this.#nodes.removeEntry(leaf, indexIn(this.#pool, leaf, ref))
  }

  /**
   * Gives an entry another key: it goes behind all others of that key; with its own key it stays where it is.
   * Both leaves are looked for before either changes, so that they come from memory at the same time.
   */
  move(ref: number, key: number): void {
    const nodes = this.#nodes
    const leaf = nodes.leafOf[ref]!
    const target = this.#leafFor(key)
    const index = indexIn(this.#pool, leaf, ref)
    if (key === this.#pool.keys[(leaf << SHIFT) + index]) return
    const upper = upperInLeaf(this.#pool, target, key)
    if (target === leaf) nodes.moveInside(leaf, { from: index, to: upper }, key)
    else {
      nodes.insert(target, upper, key, ref)
      nodes.removeEntry(leaf, index)
    }
  }

  /** How many entries stand before this one. */
  rank(ref: number): number {
    const { above } = this.#pool
    const leaf = this.#nodes.leafOf[ref]!
    let rank = indexIn(this.#pool, leaf, ref)
    for (let entry = above[leaf]!; entry !== 0; entry = above[entry >>> SHIFT]!)
      rank += countBefore(this.#pool, entry)
    return rank
  }

  /** How many keys are below `key`. */
  countBelow(key: number): number {
    return this.#count(key, lowerIn, lowerInLeaf)
  }

  /** How many keys are at most `key`. */
  countUpTo(key: number): number {
    return this.#count(key, upperIn, upperInLeaf)
  }

  /** The entry at a rank within 0 and size - 1: a number for `refAt` and `after`, void after a change. */
  at(rank: number): number {
    const { counts, sums, refs, level } = this.#pool
    let node = this.#nodes.root
    let left = rank
    while (level[node]! > 0) {
      let i = node << (SHIFT - GROUP_SHIFT)
      for (; left >= sums[i]!; i++) left -= sums[i]!
      for (i <<= GROUP_SHIFT; left >= counts[i]!; i++) left -= counts[i]!
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
    return this.#nodes.keyOf[ref]!
  }

  /** The entry behind this one, or -1 behind the last. */
  after(entry: number): number {
    const leaf = entry >>> SHIFT
    if (entry + 1 < (leaf << SHIFT) + this.#pool.used[leaf]!) return entry + 1
    const next = this.#pool.next[leaf]!
    return next === 0 ? -1 : next << SHIFT
  }

  /** Fills an empty tree in O(n) with keys that are in order; `refs[i]` belongs to `keys[i]`. */
  build(keys: Float64Array, refs: Int32Array): void {
    this.#nodes.build(keys, refs)
  }

  /** The leaf where a new entry of this key belongs; on the way, separators above it are lowered to it. */
  #leafFor(key: number): number {
    const { keys, refs, level } = this.#pool
    let node = this.#nodes.root
    while (level[node]! > 0) {
      const first = node << SHIFT
      if (key < keys[first]!) keys[first] = key
      node = refs[first + upperIn(this.#pool, node, key) - 1]!
    }
    return node
  }

  #count(key: number, search: typeof upperIn, searchLeaf: typeof upperInLeaf): number {
    const { refs, level } = this.#pool
    let node = this.#nodes.root
    let count = 0
    while (level[node]! > 0) {
      const child = (node << SHIFT) + Math.max(1, search(this.#pool, node, key)) - 1
      count += countBefore(this.#pool, child)
      node = refs[child]!
    }
    return count + searchLeaf(this.#pool, node, key)
  }
}
