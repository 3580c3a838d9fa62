// One period of a board in memory: the order in a sorted set, beside it what is kept with each entry, by slot.

import type { SortedSet } from '../../../lib/sorted-set/sorted-set.ts'
import type { BoardRow } from '../../board-store.ts'

/** [score, sequence, info]: of equal scores the smaller sequence came first. */
export type StoredEntry = [score: number, sequence: number, info: unknown]

export class LoadedPeriod {
  readonly set: SortedSet
  readonly #infos: unknown[] = []
  readonly #sequences: number[] = []

  constructor(set: SortedSet) {
    this.set = set
  }

  /** Fills an empty one; the entries in any order. Returns the highest sequence. */
  load(entries: [member: string, entry: StoredEntry][]): number {
    entries.sort((a, b) => a[1][1] - b[1][1])
    this.set.load(entries.map(([member, [score]]) => [member, score] as const))
    for (const [member, entry] of entries) this.#keep(member, entry)
    return entries.at(-1)?.[1][1] ?? 0
  }

  get(member: string): StoredEntry | undefined {
    const slot = this.set.slot(member)
    if (slot === undefined) return undefined
    return [this.set.score(member)!, this.#sequences[slot]!, this.#infos[slot]]
  }

  put(member: string, entry: StoredEntry): void {
    this.set.set(member, entry[0])
    this.#keep(member, entry)
  }

  row(member: string): BoardRow | undefined {
    const rank = this.set.rank(member)
    if (rank === undefined) return undefined
    return { member, score: this.set.score(member)!, rank: rank + 1, info: this.#info(member) }
  }

  range(start: number, end: number): BoardRow[] {
    return this.set
      .range(start, end)
      .map(({ member, score, rank }) => ({ member, score, rank: rank + 1, info: this.#info(member) }))
  }

  #keep(member: string, [, sequence, info]: StoredEntry): void {
    const slot = this.set.slot(member)!
    this.#sequences[slot] = sequence
    this.#infos[slot] = info
  }

  #info(member: string): unknown {
    return this.#infos[this.set.slot(member)!]
  }
}
