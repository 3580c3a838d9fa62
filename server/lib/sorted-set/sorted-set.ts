// A sorted set: member -> score, in order, with ranks. Used by a Board for what it ranks; knows no store.
// Ranks count from 0. Every operation on one member is O(log n). Two parts: the names with their slots
// (member-index.ts), and a counted tree (counted-tree.ts) of the slots, which has the scores as its keys: rising, so
// a descending set negates them.

import { CountedTree } from './counted-tree.ts'
import { MemberIndex } from './member-index.ts'
import { grown } from './node-pool.ts'

export interface SortedSetOptions {
  /** Which score comes first; default `descending`. */
  order?: 'ascending' | 'descending'
  /** Who comes first among equal scores: who had the score `first` (default), or the smaller `member`. */
  ties?: 'first' | 'member'
}

export interface Ranked {
  member: string
  score: number
  rank: number
}

export class SortedSet implements Iterable<[member: string, score: number]> {
  readonly #sign: 1 | -1
  readonly #byMember: boolean
  #members = new MemberIndex()
  #tree = new CountedTree()

  constructor(options: SortedSetOptions = {}) {
    this.#sign = options.order === 'ascending' ? 1 : -1
    this.#byMember = options.ties === 'member'
  }

  get size(): number {
    return this.#members.size
  }

  has(member: string): boolean {
    return this.#members.find(member) >= 0
  }

  score(member: string): number | undefined {
    const slot = this.#members.find(member)
    return slot < 0 ? undefined : this.#scoreOf(this.#tree.keyOf(slot))
  }

  /** A small number that stays with the member while it is in the set: an index for what its owner keeps of it. */
  slot(member: string): number | undefined {
    const slot = this.#members.find(member)
    return slot < 0 ? undefined : slot
  }

  /** Adds a member or changes its score; one whose score stays keeps its place. NaN is a RangeError. */
  set(member: string, score: number): void {
    if (Number.isNaN(score)) throw new RangeError('a score must be a number')
    const key = this.#keyOf(score)
    const slot = this.#members.take(member)
    if (slot < 0) this.#insert(~slot, key)
    else this.#change(slot, key)
  }

  /** Adds to a member's score, from 0 for a new one, and returns the sum. */
  increase(member: string, by: number): number {
    const score = (this.score(member) ?? 0) + by
    this.set(member, score)
    return score
  }

  delete(member: string): boolean {
    const slot = this.#members.drop(member)
    if (slot < 0) return false
    this.#tree.remove(slot)
    return true
  }

  rank(member: string): number | undefined {
    const slot = this.#members.find(member)
    return slot < 0 ? undefined : this.#tree.rank(slot)
  }

  /** Those from rank `start` to before rank `end`, as Array.slice counts, but without negative numbers. */
  range(start: number, end: number): Ranked[] {
    const from = Math.max(0, Math.trunc(start))
    const to = Math.min(this.size, Math.trunc(end))
    const found: Ranked[] = []
    if (!(from < to)) return found
    let entry = this.#tree.at(from)
    for (let rank = from; rank < to; rank++) {
      const member = this.#members.names[this.#tree.refAt(entry)]!
      found.push({ member, score: this.#scoreOf(this.#tree.keyAt(entry)), rank })
      entry = this.#tree.after(entry)
    }
    return found
  }

  top(count: number): Ranked[] {
    return this.range(0, count)
  }

  /** The member with up to `before` in front of it and `behind` after it; nothing for an unknown one. */
  around(member: string, before: number, behind: number): Ranked[] {
    const rank = this.rank(member)
    return rank === undefined ? [] : this.range(rank - before, rank + behind + 1)
  }

  /** Those with a score from `low` to `high`, both included, in the set's order; at most `limit`. */
  rangeByScore(low: number, high: number, limit = Number.POSITIVE_INFINITY): Ranked[] {
    const [from, to] = this.#between(low, high)
    return this.range(from, Math.min(to, from + limit))
  }

  /** How many have a score from `low` to `high`, both included. */
  count(low: number, high: number): number {
    const [from, to] = this.#between(low, high)
    return Math.max(0, to - from)
  }

  /** Removes all but the first `count`, and returns who was removed, the last first. */
  trim(count: number): string[] {
    const removed: string[] = []
    while (this.size > Math.max(0, count)) {
      const last = this.#members.names[this.#tree.refAt(this.#tree.at(this.size - 1))]!
      this.delete(last)
      removed.push(last)
    }
    return removed
  }

  /**
   * Fills an empty set: in O(n) when the entries come in its order, else they are sorted first. Entries of the same
   * score stand in the order given (or by member). A member that comes twice is a RangeError, as is NaN.
   */
  load(entries: Iterable<readonly [member: string, score: number]>): void {
    if (this.size > 0) throw new RangeError('load fills an empty set')
    try {
      const keys = this.#nameAll(entries)
      const refs = Int32Array.from(keys.keys())
      if (this.#isSorted(keys)) this.#tree.build(keys, refs)
      else {
        refs.sort((a, b) => this.#compare(keys, a, b) || a - b)
        this.#tree.build(
          Float64Array.from(refs, slot => keys[slot]!),
          refs,
        )
      }
    } catch (error) {
      this.clear()
      throw error
    }
  }

  clear(): void {
    this.#members = new MemberIndex()
    this.#tree = new CountedTree()
  }

  /** All members in order. The set must not change on the way. */
  *[Symbol.iterator](): IterableIterator<[member: string, score: number]> {
    let entry = this.size === 0 ? -1 : this.#tree.at(0)
    for (; entry >= 0; entry = this.#tree.after(entry)) {
      const member = this.#members.names[this.#tree.refAt(entry)]!
      yield [member, this.#scoreOf(this.#tree.keyAt(entry))]
    }
  }

  #between(low: number, high: number): [from: number, to: number] {
    const [first, last] = this.#sign > 0 ? [low, high] : [-high, -low]
    return [this.#tree.countBelow(first), this.#tree.countUpTo(last)]
  }

  /** The tree is in rising order. Minus zero becomes zero. */
  #keyOf(score: number): number {
    return this.#sign * score + 0
  }

  #scoreOf(key: number): number {
    return this.#sign * key + 0
  }

  /** Gives every entry a slot, in their order, and returns the keys by slot. */
  #nameAll(entries: Iterable<readonly [member: string, score: number]>): Float64Array {
    this.clear()
    let keys = new Float64Array(64)
    for (const [member, score] of entries) {
      if (Number.isNaN(score)) throw new RangeError('a score must be a number')
      const slot = ~this.#members.take(member)
      if (slot < 0) throw new RangeError(`the member ${member} comes twice`)
      if (slot === keys.length) keys = grown(keys, slot * 2)
      keys[slot] = this.#keyOf(score)
    }
    return keys.subarray(0, this.size)
  }

  #isSorted(keys: Float64Array): boolean {
    for (let slot = 1; slot < keys.length; slot++) if (this.#compare(keys, slot - 1, slot) > 0) return false
    return true
  }

  #insert(slot: number, key: number): void {
    if (this.#byMember) this.#insertByMember(slot, key)
    else this.#tree.insert(key, slot)
  }

  #change(slot: number, key: number): void {
    if (!this.#byMember) this.#tree.move(slot, key)
    else if (this.#tree.keyOf(slot) !== key) {
      this.#tree.remove(slot)
      this.#insertByMember(slot, key)
    }
  }

  /** Finds the place among equal scores by halving them. */
  #insertByMember(slot: number, key: number): void {
    const first = this.#tree.countBelow(key)
    const name = this.#members.names[slot]!
    let low = first
    let high = this.#tree.countUpTo(key)
    if (low === high) {
      this.#tree.insert(key, slot)
      return
    }
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#members.names[this.#tree.refAt(this.#tree.at(middle))]! < name) low = middle + 1
      else high = middle
    }
    this.#tree.insertBeside(low === first ? first : low - 1, key, slot, low > first)
  }

  #compare(keys: Float64Array, a: number, b: number): number {
    const [first, second] = [keys[a]!, keys[b]!]
    if (first !== second) return first < second ? -1 : 1
    if (!this.#byMember) return 0
    return this.#members.names[a]! < this.#members.names[b]! ? -1 : 1
  }
}
