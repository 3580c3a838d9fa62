// The writes of one board on their way into LMDB: one commit at a time, and what is written meanwhile goes with the next
// one. It keeps true: writes are stored in their order; when a commit fails, what came after it fails too, because it was
// made of what the memory said then. So memory may be ahead of the store and never differs from it for good.

import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from 'lmdb'
import { createDeferred, type Deferred } from '../../../lib/deferred.ts'
import type { PeriodState } from '../../board-store.ts'
import type { AppliedNumber, NumberKey } from './applied-numbers.ts'
import type { StoredEntry } from './loaded-period.ts'

export type EntryKey = [board: string, period: number, member: string]

/** The oldest period first; the last one is the current. */
export type StoredPeriods = PeriodState[]

export interface BoardWritesOptions {
  entries: Database<StoredEntry, EntryKey>
  periods: Database<StoredPeriods, string>
  numbers: Database<AppliedNumber, NumberKey>
  /** Runs before anybody is told. */
  onFailure(): void
}

/** What one commit writes, in this order; an entry that is undefined is removed. */
interface Batch {
  entries: [key: EntryKey, entry: StoredEntry | undefined][]
  numbers: [key: NumberKey, number: AppliedNumber | undefined][]
  periods: [board: string, periods: StoredPeriods] | undefined
  stored: Deferred<void>
}

export class BoardWrites {
  readonly #options: BoardWritesOptions
  #next: Batch | undefined
  #work: Promise<void> | undefined

  constructor(options: BoardWritesOptions) {
    this.#options = options
  }

  put(key: EntryKey, entry: StoredEntry): void {
    this.#batch.entries.push([key, entry])
  }

  remove(key: EntryKey): void {
    this.#batch.entries.push([key, undefined])
  }

  putNumber(key: NumberKey, number: AppliedNumber): void {
    this.#batch.numbers.push([key, number])
  }

  removeNumber(key: NumberKey): void {
    this.#batch.numbers.push([key, undefined])
  }

  putPeriods(board: string, periods: StoredPeriods): void {
    this.#batch.periods = [board, periods]
  }

  /** Resolves when everything written until now is stored. Rejects with TRY_AGAIN when it is not, and memory was thrown away. */
  stored(): Promise<void> {
    return this.#next?.stored.promise ?? this.#work ?? Promise.resolve()
  }

  get #batch(): Batch {
    if (!this.#next) {
      this.#next = { entries: [], numbers: [], periods: undefined, stored: createDeferred() }
      // Who doesn't wait for it is not told.
      this.#next.stored.promise.catch(() => undefined)
      this.#work ??= this.#writeAll()
    }
    return this.#next
  }

  /** Never rejects: who waits is told through the batch. */
  async #writeAll(): Promise<void> {
    // One turn later, so that what is written in the same turn travels together.
    await nextTurn()
    for (let batch = this.#next; batch; batch = this.#next) {
      this.#next = undefined
      try {
        await this.#commit(batch)
        batch.stored.resolve()
      } catch (error) {
        this.#fail(batch, error as Error)
      }
    }
    this.#work = undefined
  }

  #commit({ entries, numbers, periods }: Batch): Promise<boolean> {
    const options = this.#options
    return options.entries.batch(() => {
      if (periods) options.periods.put(...periods)
      putAll(options.entries, entries)
      putAll(options.numbers, numbers)
    })
  }

  #fail(batch: Batch, error: Error): void {
    const after = this.#next
    this.#next = undefined
    try {
      this.#options.onFailure()
      batch.stored.reject(error)
      after?.stored.reject(error)
    } catch (closed) {
      batch.stored.reject(closed)
      after?.stored.reject(closed)
    }
  }
}

function putAll<V, K extends EntryKey | NumberKey>(database: Database<V, K>, changes: [K, V | undefined][]) {
  for (const [key, value] of changes) {
    if (value) database.put(key, value)
    else database.remove(key)
  }
}
