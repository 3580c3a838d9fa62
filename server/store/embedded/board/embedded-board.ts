// One board in LMDB with its current period in memory. Memory is changed at once and the change confirmed when it is
// committed (board-writes.ts); when a commit fails, memory is thrown away and read again.

import type { Database } from 'lmdb'
import { AppError } from '../../../core/errors.ts'
import { SortedSet } from '../../../lib/sorted-set/sorted-set.ts'
import {
  type BoardRow,
  type BoardRules,
  type BoardWrite,
  combine,
  type PeriodState,
  type StoredBoard,
} from '../../board-store.ts'
import { type AppliedNumber, AppliedNumbers, type NumberKey } from './applied-numbers.ts'
import { BoardWrites, type EntryKey, type StoredPeriods } from './board-writes.ts'
import { LoadedPeriod, type StoredEntry } from './loaded-period.ts'

export interface EmbeddedBoardOptions {
  name: string
  rules: BoardRules
  entries: Database<StoredEntry, EntryKey>
  periods: Database<StoredPeriods, string>
  numbers: Database<AppliedNumber, NumberKey>
}

const fresh = (id: number): PeriodState => ({ id, rewarded: 0, failed: [], isDone: false })

export class EmbeddedBoard implements StoredBoard {
  readonly #options: EmbeddedBoardOptions
  #rules: BoardRules
  #periods!: PeriodState[]
  /** The current period, and at most one ended one that was read last. */
  #loaded!: Map<number, LoadedPeriod>
  #sequence = 0
  /** Resolves when the current period is stored, and with it all writes to the one before. */
  #rolled: Promise<void> | undefined
  readonly #writes: BoardWrites
  readonly #numbers: AppliedNumbers

  private constructor(options: EmbeddedBoardOptions) {
    this.#options = options
    this.#rules = options.rules
    this.#numbers = new AppliedNumbers(options.name, options.numbers)
    this.#writes = new BoardWrites({ ...options, onFailure: () => this.#reload() })
  }

  static async open(options: EmbeddedBoardOptions): Promise<EmbeddedBoard> {
    const board = new EmbeddedBoard(options)
    board.#reload()
    board.#trim(board.#load(board.#current.id))
    await board.#writes.stored()
    return board
  }

  async enter(period: number): Promise<void> {
    if (period > this.#current.id) this.#roll(period)
    await this.#rolled
  }

  async write(period: number, write: BoardWrite): Promise<BoardRow | undefined> {
    const { member, number } = write
    if (period > this.#current.id) this.#roll(period)
    const loaded = this.#load(this.#current.id)
    if (number !== undefined && !this.#numbers.isNew(member, number)) return this.#asStored(loaded, member)
    const old = loaded.get(member)
    const score = combine(this.#rules, write, old?.[0])
    if (!Number.isFinite(score)) throw new AppError('BAD_MESSAGE', 'the score is too large')
    const sequence = old?.[0] === score ? old[1] : ++this.#sequence
    const entry: StoredEntry = [score, sequence, write.info === undefined ? old?.[2] : write.info]
    loaded.put(member, entry)
    this.#writes.put(this.#key(member), entry)
    this.#trim(loaded)
    const row = loaded.row(member)
    if (number !== undefined) this.#noteNumber(member, number)
    await this.#writes.stored()
    if (number !== undefined) this.#numbers.stored(member, number)
    return row
  }

  async remove(period: number, member: string): Promise<boolean> {
    await this.enter(period)
    if (!this.#load(this.#current.id).set.delete(member)) return false
    this.#writes.remove(this.#key(member))
    await this.#writes.stored()
    return true
  }

  async forget(member: string): Promise<void> {
    for (const { id, isDone } of this.#periods) {
      if (!isDone && id !== this.#current.id) continue
      this.#loaded.get(id)?.set.delete(member)
      this.#writes.remove([this.#options.name, id, member])
    }
    await this.#writes.stored()
  }

  /** Goes by what is in memory: entries that are just being stored can't be read from the store yet. */
  async clear(period: number): Promise<void> {
    await this.enter(period)
    const { id } = this.#current
    for (const [member] of this.#load(id).set) this.#writes.remove(this.#key(member))
    this.#loaded.set(id, this.#empty())
    await this.#writes.stored()
  }

  async find(members: readonly string[], period = this.#current.id): Promise<(BoardRow | undefined)[]> {
    const loaded = this.#load(period)
    return members.map(member => loaded.row(member))
  }

  async range(start: number, end: number, period = this.#current.id): Promise<BoardRow[]> {
    return this.#load(period).range(start, end)
  }

  async around(member: string, before: number, behind: number, period = this.#current.id) {
    const loaded = this.#load(period)
    const rank = loaded.set.rank(member)
    return rank === undefined ? [] : loaded.range(rank - before, rank + behind + 1)
  }

  async size(period = this.#current.id): Promise<number> {
    return this.#load(period).set.size
  }

  async periods(): Promise<PeriodState[]> {
    return this.#periods.map(period => ({ ...period }))
  }

  async note(state: PeriodState): Promise<void> {
    this.#periods = this.#periods.map(period => (period.id === state.id ? { ...state } : period))
    this.#savePeriods()
    await this.#writes.stored()
  }

  async drop(period: number): Promise<void> {
    if (period === this.#current.id) throw new Error('the current period stays')
    this.#periods = this.#periods.filter(({ id }) => id !== period)
    this.#loaded.delete(period)
    this.#savePeriods()
    for (const key of this.#options.entries.getKeys(this.#rangeOf(period))) this.#writes.remove(key)
    await this.#writes.stored()
  }

  async claim(): Promise<boolean> {
    return true
  }

  /** Orders the current period anew; an ended one is read again when it is asked for. */
  async setRules(rules: BoardRules): Promise<void> {
    const { id } = this.#current
    const before = this.#load(id)
    this.#rules = rules
    const after = this.#empty()
    after.load([...before.set].map(([member]) => [member, before.get(member)!]))
    this.#loaded = new Map([[id, after]])
    this.#trim(after)
    await this.#writes.stored()
  }

  async close(): Promise<void> {
    await this.#writes.stored()
  }

  /** The entry, once what memory says of it is stored. */
  async #asStored(loaded: LoadedPeriod, member: string): Promise<BoardRow | undefined> {
    const row = loaded.row(member)
    await this.#writes.stored()
    return row
  }

  #noteNumber(member: string, number: number): void {
    this.#writes.putNumber(...this.#numbers.note(member, number))
    for (const old of this.#numbers.nextOld()) this.#writes.removeNumber(old)
  }

  get #current(): PeriodState {
    return this.#periods.at(-1)!
  }

  #key(member: string): EntryKey {
    return [this.#options.name, this.#current.id, member]
  }

  #empty(): LoadedPeriod {
    return new LoadedPeriod(new SortedSet({ order: this.#rules.order }))
  }

  /** Forgets what is in memory: entries are read from the store when they are asked for. */
  #reload(): void {
    this.#periods = this.#options.periods.get(this.#options.name) ?? [fresh(0)]
    this.#loaded = new Map()
    this.#numbers.reload()
    this.#rolled = undefined
  }

  /** Drops what stands beyond the capacity in the current period. */
  #trim(loaded: LoadedPeriod): void {
    for (const member of loaded.set.trim(this.#rules.capacity)) this.#writes.remove(this.#key(member))
  }

  #load(period: number): LoadedPeriod {
    const known = this.#loaded.get(period)
    if (known) return known
    const loaded = this.#empty()
    const highest = loaded.load(
      [...this.#options.entries.getRange(this.#rangeOf(period))].map(({ key, value }) => [key[2], value]),
    )
    this.#sequence = Math.max(this.#sequence, highest)
    for (const id of this.#loaded.keys()) if (id !== this.#current.id) this.#loaded.delete(id)
    this.#loaded.set(period, loaded)
    return loaded
  }

  #rangeOf(period: number): { start: EntryKey; end: EntryKey } {
    const { name } = this.#options
    return { start: [name, period, ''], end: [name, period + 1, ''] }
  }

  /** Ends the current period; one without entries is not kept. */
  #roll(period: number): void {
    const isEmpty = this.#load(this.#current.id).set.size === 0
    this.#periods = [...(isEmpty ? this.#periods.slice(0, -1) : this.#periods), fresh(period)]
    this.#loaded.set(period, this.#empty())
    this.#savePeriods()
    this.#rolled = this.#writes.stored()
  }

  #savePeriods(): void {
    this.#writes.putPeriods(this.#options.name, this.#periods)
  }
}
