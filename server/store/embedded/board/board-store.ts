// Leaderboards in LMDB: an entry is [board, period, member] -> [score, sequence, info], what is known of the periods
// is [board], the last numbered write of a member [board, member]. One StoredBoard owns its board; it keeps the current period in memory and answers from there. Writes of
// one turn of the loop are committed together; one that resolved survives the end of the process (kill -9 too), and
// a loss of power as soon as LMDB has flushed, a moment later.

import type { Database } from 'lmdb'
import type { BoardRules, BoardStore, StoredBoard } from '../../board-store.ts'
import { copyEnvironment, type Environment } from '../environment/environment.ts'
import type { AppliedNumber, NumberKey } from './applied-numbers.ts'
import type { EntryKey, StoredPeriods } from './board-writes.ts'
import { EmbeddedBoard } from './embedded-board.ts'
import type { StoredEntry } from './loaded-period.ts'

interface EntryRange {
  start: EntryKey
  end: EntryKey
  limit: number
}

export interface EmbeddedBoardStoreOptions {
  /** The environment is closed with the store. */
  owns?: boolean
}

export class EmbeddedBoardStore implements BoardStore {
  readonly #environment: Environment
  readonly #options: EmbeddedBoardStoreOptions
  readonly #entries: Database<StoredEntry, EntryKey>
  readonly #periods: Database<StoredPeriods, string>
  readonly #numbers: Database<AppliedNumber, NumberKey>
  readonly #rules: Database<BoardRules, string>

  constructor(environment: Environment, options: EmbeddedBoardStoreOptions = {}) {
    this.#environment = environment
    this.#options = options
    this.#entries = environment.openDB({ name: 'board-entries' })
    this.#periods = environment.openDB({ name: 'board-periods' })
    this.#numbers = environment.openDB({ name: 'board-numbers' })
    this.#rules = environment.openDB({ name: 'board-rules' })
  }

  async open(name: string, rules: BoardRules): Promise<StoredBoard> {
    const databases = { entries: this.#entries, periods: this.#periods, numbers: this.#numbers }
    return EmbeddedBoard.open({ name, rules, ...databases })
  }

  async has(name: string): Promise<boolean> {
    if (this.#rules.doesExist(name) || this.#periods.doesExist(name)) return true
    const range = { start: [name, 0, ''], end: [name, Number.MAX_VALUE, ''], limit: 1 } satisfies EntryRange
    return this.#entries.getKeysCount(range) > 0
  }

  async readRules(name: string): Promise<BoardRules | undefined> {
    return this.#rules.get(name)
  }

  async writeRules(rules: ReadonlyMap<string, BoardRules>): Promise<void> {
    await Promise.all([...rules].map(([name, each]) => this.#rules.put(name, each)))
  }

  backup(folder: string): Promise<void> {
    return copyEnvironment(this.#environment, folder)
  }

  async close(): Promise<void> {
    if (this.#options.owns) await this.#environment.close()
  }
}
