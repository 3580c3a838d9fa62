// A sorted set: member -> score, in order, with ranks. Used by a Board for what it ranks; knows no store.
// Ranks count from 0. Every operation on one member is O(log n). Built on a counted tree (counted-tree.ts) that
// holds the members' slots: a member keeps its slot from `set` to `delete`, and a freed slot is used again.

import { CountedTree } from './counted-tree.ts'
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
  readonly #slots = new Map<string, number>()
  readonly #names: string[] = []
  readonly #free: number[] = []
  readonly #sign: 1 | -1
  readonly #byMember: boolean
  #scores = new Float64Array(64)
  #tree = new CountedTree()

  constructor(options: SortedSetOptions = {}) {
    this.#sign = options.order === 'ascending' ? 1 : -1
    this.#byMember = options.ties === 'member'
  }

  get size(): number {
    return this.#slots.size
  }

  has(member: string): boolean {
    return this.#slots.has(member)
  }

  score(member: string): number | undefined {
    const slot = this.#slots.get(member)
    return slot === undefined ? undefined : this.#scores[slot]
  }

  /** A small number that stays with the member while it is in the set: an index for what its owner keeps of it. */
  slot(member: string): number | undefined {
    return this.#slots.get(member)
  }

  /** Adds a member or changes its score; one whose score stays keeps its place. NaN is a RangeError. */
  set(member: string, score: number): void {
    if (Number.isNaN(score)) throw new RangeError('a score must be a number')
    const value = score + 0
    const slot = this.#slots.get(member)
    if (slot === undefined) this.#insert(this.#name(member, value), value)
    else if (this.#scores[slot] !== value) this.#change(slot, value)
  }

  /** Adds to a member's score, from 0 for a new one, and returns the sum. */
  increase(member: string, by: number): number {
    const score = (this.score(member) ?? 0) + by
    this.set(member, score)
    return score
  }

  delete(member: string): boolean {
    const slot = this.#slots.get(member)
    if (slot === undefined) return false
    this.#tree.remove(slot)
    this.#slots.delete(member)
    this.#names[slot] = ''
    this.#free.push(slot)
    return true
  }

  rank(member: string): number | undefined {
    const slot = this.#slots.get(member)
    return slot === undefined ? undefined : this.#tree.rank(slot)
  }

  /** Those from rank `start` to before rank `end`, as Array.slice counts, but without negative numbers. */
  range(start: number, end: number): Ranked[] {
    const from = Math.max(0, Math.trunc(start))
    const to = Math.min(this.size, Math.trunc(end))
    const found: Ranked[] = []
    if (!(from < to)) return found
    let entry = this.#tree.at(from)
    for (let rank = from; rank < to; rank++) {
      const slot = this.#tree.refAt(entry)
      found.push({ member: this.#names[slot]!, score: this.#scores[slot]!, rank })
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
      const last = this.#names[this.#tree.refAt(this.#tree.at(this.size - 1))]!
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
      const isSorted = this.#nameAll(entries)
      const refs = new Uint32Array(this.#slots.values())
      if (!isSorted) refs.sort((a, b) => this.#compare(a, b) || a - b)
      this.#tree.build(
        Float64Array.from(refs, slot => this.#sign * this.#scores[slot]!),
        refs,
      )
    } catch (error) {
      this.clear()
      throw error
    }
  }

  clear(): void {
    this.#slots.clear()
    this.#names.length = this.#free.length = 0
    this.#scores = new Float64Array(64)
    this.#tree = new CountedTree()
  }

  /** All members in order. The set must not change on the way. */
  *[Symbol.iterator](): IterableIterator<[member: string, score: number]> {
    let entry = this.size === 0 ? -1 : this.#tree.at(0)
    for (; entry >= 0; entry = this.#tree.after(entry)) {
      const slot = this.#tree.refAt(entry)
      yield [this.#names[slot]!, this.#scores[slot]!]
    }
  }

  #between(low: number, high: number): [from: number, to: number] {
    const [first, last] = this.#sign > 0 ? [low, high] : [-high, -low]
    return [this.#tree.countBelow(first), this.#tree.countUpTo(last)]
  }

  /** Gives every entry a slot, in their order, and tells whether that is the set's own. */
  #nameAll(entries: Iterable<readonly [member: string, score: number]>): boolean {
    this.clear()
    let isSorted = true
    for (const [member, score] of entries) {
      if (Number.isNaN(score)) throw new RangeError('a score must be a number')
      if (this.#slots.has(member)) throw new RangeError(`the member ${member} comes twice`)
      const slot = this.#name(member, score + 0)
      isSorted &&= slot === 0 || this.#compare(slot - 1, slot) <= 0
    }
    return isSorted
  }

  #name(member: string, score: number): number {
    const slot = this.#free.pop() ?? this.#names.length
    if (slot >= this.#scores.length) this.#scores = grown(this.#scores, slot * 2)
    this.#names[slot] = member
    this.#scores[slot] = score
    this.#slots.set(member, slot)
    return slot
  }

  #insert(slot: number, score: number): void {
    const key = this.#sign * score
    if (this.#byMember) this.#insertByMember(slot, key)
    else this.#tree.insert(key, slot)
  }

  #change(slot: number, score: number): void {
    this.#scores[slot] = score
    if (this.#byMember) {
      this.#tree.remove(slot)
      this.#insertByMember(slot, this.#sign * score)
    } else this.#tree.move(slot, this.#sign * score)
  }

  /** Finds the place among equal scores by halving them. */
  #insertByMember(slot: number, key: number): void {
    const first = this.#tree.countBelow(key)
    const name = this.#names[slot]!
    let low = first
    let high = this.#tree.countUpTo(key)
    if (low === high) {
      this.#tree.insert(key, slot)
      return
    }
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#names[this.#tree.refAt(this.#tree.at(middle))]! < name) low = middle + 1
      else high = middle
    }
    this.#tree.insertBeside(low === first ? first : low - 1, key, slot, low > first)
  }

  #compare(a: number, b: number): number {
    const [first, second] = [this.#sign * this.#scores[a]!, this.#sign * this.#scores[b]!]
    if (first !== second) return first < second ? -1 : 1
    if (!this.#byMember) return 0
    return this.#names[a]! < this.#names[b]! ? -1 : 1
  }
}
