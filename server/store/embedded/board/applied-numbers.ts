// Which numbered write of each member a board in LMDB has applied last, whatever the period. Stored with the write itself.
// Memory holds only what is being stored. A member without a numbered write for 90 days is forgotten: each numbered
// write looks at the next two members, so the numbers of all come round while as many writes are made.

import type { Database, RangeOptions } from 'lmdb'
import { systemClock } from '../../../lib/clock.ts'

export type NumberKey = [board: string, member: string]
/** The number, and the day on which it was applied. */
export type AppliedNumber = [number: number, day: number]

const DAY = 86_400_000
const KEPT_DAYS = 90
const LOOKED_AT = 2
/** Stands behind every member. */
const LAST = '\u{10ffff}'

export class AppliedNumbers {
  readonly #board: string
  readonly #numbers: Database<AppliedNumber, NumberKey>
  /** Of writes that are not stored yet. */
  readonly #pending = new Map<string, number>()
  /** The last member that was looked at. */
  #cursor = ''

  constructor(board: string, numbers: Database<AppliedNumber, NumberKey>) {
    this.#board = board
    this.#numbers = numbers
  }

  isNew(member: string, number: number): boolean {
    const last = this.#pending.get(member) ?? this.#numbers.get([this.#board, member])?.[0]
    return last === undefined || number > last
  }

  /** The entry to store with the write. */
  note(member: string, number: number): [NumberKey, AppliedNumber] {
    this.#pending.set(member, number)
    return [
      [this.#board, member],
      [number, today()],
    ]
  }

  /** The write with this number is stored. */
  stored(member: string, number: number): void {
    if (this.#pending.get(member) === number) this.#pending.delete(member)
  }

  /** What is in memory was thrown away: what is stored counts. */
  reload(): void {
    this.#pending.clear()
  }

  /** Those of the next members that can be forgotten. */
  nextOld(): NumberKey[] {
    const range = { start: [this.#board, this.#cursor], end: [this.#board, LAST], limit: LOOKED_AT }
    const next = [...this.#numbers.getRange({ ...range, exclusiveStart: true } as RangeOptions)]
    this.#cursor = next.length < LOOKED_AT ? '' : next.at(-1)!.key[1]
    const oldest = today() - KEPT_DAYS
    const old = next.filter(({ key, value }) => value[1] < oldest && !this.#pending.has(key[1]))
    return old.map(({ key }) => key)
  }
}

const today = (): number => Math.floor(systemClock.now() / DAY)
