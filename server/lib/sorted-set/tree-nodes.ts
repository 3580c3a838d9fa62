// How the nodes of a counted tree (counted-tree.ts) hang together: they split when full, join when nearly empty, and
// every entry knows where it is. Always true: a child's separator (its key in the parent) is at most every key below it
// and at least every key left of it; every node but the root is filled to a quarter or more; node 0 does not exist.

import { CAPACITY, grown, NodePool, SHIFT } from './node-pool.ts'

const MINIMUM = CAPACITY / 4
export const LAST = CAPACITY - 1
/** Two nodes become one only when that leaves room, or the next insertion would split them again. */
const MERGED = (CAPACITY * 3) / 4

/** Entries of all nodes of a level, one after the other; nothing is counted in leaves. */
interface Row {
  keys: Float64Array
  refs: Int32Array
  counts: Int32Array
}

export class TreeNodes {
  readonly pool = new NodePool()
  /** By ref: its leaf, and its key, which is also there. */
  leafOf = new Int32Array(64)
  keyOf = new Float64Array(64)
  root = this.pool.take(0)
  size = 0

  /** Before an entry of this ref is inserted. */
  reserve(ref: number): void {
    if (ref < this.leafOf.length) return
    const length = Math.max(ref + 1, this.leafOf.length * 2)
    this.leafOf = grown(this.leafOf, length)
    this.keyOf = grown(this.keyOf, length)
  }

  /** Into a leaf, before its entry `index`. */
  insert(leaf: number, index: number, key: number, ref: number): void {
    this.keyOf[ref] = key
    this.#insertEntry(leaf, index, key, ref)
  }

  /** From a leaf, or an empty child from its parent. */
  removeEntry(node: number, index: number): void {
    this.pool.close(node, index)
    if (this.pool.level[node] === 0) this.#grow(node, -1)
    else this.#adopt(node, index)
    if (this.pool.used[node]! < MINIMUM) this.#refill(node)
  }

  /** Moves an entry of a leaf before the one at `to`. */
  moveInside(leaf: number, { from, to }: { from: number; to: number }, key: number): void {
    const { keys, refs } = this.pool
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
    keys[i] = this.keyOf[ref] = key
    refs[i] = ref
  }

  /** Fills an empty tree in O(n) with keys that are in order; `refs[i]` belongs to `keys[i]`. */
  build(keys: Float64Array, refs: Int32Array): void {
    if (keys.length === 0) return
    for (let i = 0; i < refs.length; i++) {
      this.reserve(refs[i]!)
      this.keyOf[refs[i]!] = keys[i]!
    }
    this.pool.give(this.root)
    this.size = refs.length
    let row: Row = { keys, refs, counts: new Int32Array(0) }
    for (let level = 0; level === 0 || row.refs.length > 1; level++) row = this.#buildLevel(level, row)
    this.root = row.refs[0]!
  }

  #buildLevel(level: number, row: Row): Row {
    const count = Math.ceil(row.refs.length / MERGED)
    const above = {
      keys: new Float64Array(count),
      refs: new Int32Array(count),
      counts: new Int32Array(count),
    }
    for (let i = 0, previous = 0; i < count; i++) {
      const from = Math.floor((i * row.refs.length) / count)
      const to = Math.floor(((i + 1) * row.refs.length) / count)
      const node = this.pool.take(level)
      this.pool.keys.set(row.keys.subarray(from, to), node << SHIFT)
      this.pool.refs.set(row.refs.subarray(from, to), node << SHIFT)
      this.pool.counts.set(row.counts.subarray(from, to), node << SHIFT)
      this.pool.used[node] = to - from
      if (level > 0) this.pool.settle(node)
      this.#adopt(node, 0)
      above.counts[i] = this.pool.weigh(node, 0, to - from)
      if (previous !== 0) this.pool.next[previous] = node
      above.keys[i] = row.keys[from]!
      above.refs[i] = previous = node
    }
    return above
  }

  #insertEntry(node: number, index: number, key: number, ref: number): void {
    if (this.pool.used[node] === CAPACITY) {
      const right = this.#split(node, index)
      const stay = this.pool.used[node]!
      if (index > stay || stay === CAPACITY) this.#putEntry(right, index - stay, key, ref)
      else this.#putEntry(node, index, key, ref)
    } else this.#putEntry(node, index, key, ref)
  }

  #putEntry(node: number, index: number, key: number, ref: number): void {
    this.pool.open(node, index)
    this.pool.keys[(node << SHIFT) + index] = key
    this.pool.refs[(node << SHIFT) + index] = ref
    if (this.pool.level[node] === 0) {
      this.leafOf[ref] = node
      this.#grow(node, 1)
    } else this.#adopt(node, index)
  }

  /** Adds to the counts above a leaf. */
  #grow(leaf: number, by: number): void {
    const { above } = this.pool
    this.size += by
    for (let entry = above[leaf]!; entry !== 0; entry = above[entry >>> SHIFT]!) this.pool.add(entry, by)
  }

  /** Moves the upper half into a new node to the right: nothing at all when the last leaf grows at its end. */
  #split(node: number, index: number): number {
    const pool = this.pool
    const isAppend = pool.next[node] === 0 && index === CAPACITY && pool.level[node] === 0
    const right = pool.take(pool.level[node]!)
    if (pool.above[node] === 0) this.#raiseRoot(node)
    pool.next[right] = pool.next[node]!
    pool.next[node] = right
    const stay = isAppend ? CAPACITY : CAPACITY / 2
    const separator = pool.keys[(node << SHIFT) + Math.min(stay, LAST)]!
    const entry = pool.above[node]!
    this.#insertEntry(entry >>> SHIFT, (entry & LAST) + 1, separator, right)
    if (!isAppend) this.#shift(node, stay, CAPACITY - stay, { node: right, at: 0 })
    return right
  }

  #raiseRoot(node: number): void {
    const pool = this.pool
    const root = pool.take(pool.level[node]! + 1)
    pool.refs[root << SHIFT] = node
    pool.keys[root << SHIFT] = pool.keys[node << SHIFT]!
    pool.used[root] = 1
    pool.add(root << SHIFT, this.size)
    this.#adopt(root, 0)
    this.root = root
  }

  /** Moves entries between two children of one parent. */
  #shift(from: number, index: number, count: number, to: { node: number; at: number }): void {
    const pool = this.pool
    pool.move(from, index, count, to)
    this.#adopt(to.node, to.at)
    this.#adopt(from, index)
    const weight = pool.weigh(to.node, to.at, count)
    pool.add(pool.above[from]!, -weight)
    pool.add(pool.above[to.node]!, weight)
  }

  /** A node that became too small takes from a neighbour, or the two become one. */
  #refill(node: number): void {
    if (this.pool.above[node] === 0) this.#lowerRoot()
    else this.#join(node)
  }

  #join(node: number): void {
    const pool = this.pool
    const entry = pool.above[node]!
    const at = (entry & LAST) === 0 ? entry : entry - 1
    const left = pool.refs[at]!
    const right = pool.refs[at + 1]!
    if (pool.used[left]! + pool.used[right]! > MERGED) this.#balance(left, right)
    else this.#merge(left, right)
  }

  #merge(left: number, right: number): void {
    const pool = this.pool
    this.#shift(right, 0, pool.used[right]!, { node: left, at: pool.used[left]! })
    pool.next[left] = pool.next[right]!
    const entry = pool.above[right]!
    this.removeEntry(entry >>> SHIFT, entry & LAST)
    pool.give(right)
  }

  #balance(left: number, right: number): void {
    const { used, keys, above } = this.pool
    const spare = (used[left]! - used[right]!) >> 1
    if (spare > 0) this.#shift(left, used[left]! - spare, spare, { node: right, at: 0 })
    else this.#shift(right, 0, -spare, { node: left, at: used[left]! })
    keys[above[right]!] = keys[right << SHIFT]!
  }

  #lowerRoot(): void {
    const pool = this.pool
    while (pool.level[this.root]! > 0 && pool.used[this.root] === 1) {
      const child = pool.refs[this.root << SHIFT]!
      pool.give(this.root)
      pool.above[child] = 0
      this.root = child
    }
  }

  /** Tells the entries of a node, from `index` on, where they are now. */
  #adopt(node: number, index: number): void {
    const { refs, used, above, level } = this.pool
    const leafOf = this.leafOf
    const end = (node << SHIFT) + used[node]!
    if (level[node] === 0) for (let i = (node << SHIFT) + index; i < end; i++) leafOf[refs[i]!] = node
    else for (let i = (node << SHIFT) + index; i < end; i++) above[refs[i]!] = i
  }
}
