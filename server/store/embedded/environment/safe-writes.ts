// Every write to LMDB goes through here: put, remove, batch and transactions of an environment and of every database that
// is opened in it. It keeps true: a write that cannot be committed rejects with TRY_AGAIN, changes nothing and is reported;
// every rejection has a handler, whether or not anybody waits; nothing is written after the close; the close always ends.
//
// What lmdb does when a commit fails: it rejects the promises that it has given out, one of its own for the writes of the
// turn (found as `committed`), and `error.commitError` of each, which has the reason. Each of them would end the thread.
// `flushed` and its own close then wait for ever. A write that has resolved is on the disk: lmdb reports a commit when its
// thread has flushed it. So `flushed` is not used.

import type { Database, DatabaseOptions, RootDatabase } from 'lmdb'
import { AppError } from '../../../core/errors.ts'
import { lackOfRoom } from '../room-guard.ts'
import { isLmdbError, whyNotWritten } from './write-failure.ts'

export interface WriteReports {
  /** For people: names the folder. */
  path: string
  /** Bytes to keep free on the disk; with less, nothing is passed to LMDB. */
  minFree: number
  /** Called once for each commit that failed. */
  onFailure(error: Error): void
  /** A commit succeeded after one that failed. */
  onSuccess(): void
  /** A write has waited for so long. */
  onSlow(ms: number): void
}

/** ms after which a write that has not settled is told of. */
const SLOW = 10_000

type Written<T> = Promise<T> & { isSync?: boolean }
type WriteMethods = Pick<Database, 'put' | 'remove' | 'batch' | 'transaction' | 'childTransaction'>

/** Changes the environment itself, and returns it. */
export function guardWrites(environment: RootDatabase, reports: WriteReports): RootDatabase {
  const guard = new WriteGuard(environment, reports)
  const openDB = environment.openDB.bind(environment)
  const close = environment.close.bind(environment)
  Object.assign(environment, guard.methodsOf(environment), {
    openDB: (options: DatabaseOptions & { name: string }) => {
      const database = openDB(options)
      return Object.assign(database, guard.methodsOf(database as unknown as Database))
    },
    close: () => guard.close(close),
  })
  return environment
}

class WriteGuard {
  readonly #environment: RootDatabase
  readonly #reports: WriteReports
  /** What was given out and is not settled, and since when. */
  readonly #open = new Map<Promise<unknown>, number>()
  /** lmdb gives one promise to all writes of a commit: what is given out for the last one. */
  #last: { raw: Promise<unknown>; given: Promise<unknown> } | undefined
  #reason: unknown
  #hasFailed = false
  #lacksRoom = false
  #isClosed = false
  /** The work of a batch or transaction runs, which was let through as a whole. */
  #isInside = false
  readonly #watch = setInterval(() => this.#tellSlow(), SLOW / 2).unref()

  constructor(environment: RootDatabase, reports: WriteReports) {
    this.#environment = environment
    this.#reports = reports
    environment.on('beforecommit', () => queueMicrotask(() => this.#handleOwn()))
  }

  methodsOf(database: Database): WriteMethods {
    const [put, remove] = [database.put.bind(database), database.remove.bind(database)]
    const batch = database.batch.bind(database)
    const transaction = database.transaction.bind(database)
    const childTransaction = database.childTransaction.bind(database)
    return {
      put: (...args: Parameters<Database['put']>) => this.#write(() => put(...args)),
      remove: (...args: Parameters<Database['remove']>) => this.#write(() => remove(...args)),
      batch: work => this.#write(() => batch(() => this.#inside(work))),
      transaction: work => this.#transact(transaction, work),
      childTransaction: work => this.#transact(childTransaction, work),
    } as WriteMethods
  }

  async close(close: () => Promise<void>): Promise<void> {
    this.#isClosed = true
    clearInterval(this.#watch)
    await Promise.allSettled(this.#open.keys())
    // Else lmdb waits for the flush of the commit that failed.
    if (this.#hasFailed) Object.assign(this.#environment, { _endWrites: undefined })
    await close()
  }

  #write<T>(write: () => Written<T>): Promise<T> {
    if (this.#isClosed) throw new Error('the store is closed')
    const refusal = this.#refuse<T>()
    if (refusal) return refusal
    const raw = write()
    // Inside of a transaction, whose own promise tells how it ended.
    if (raw.isSync) return raw
    if (this.#last?.raw !== raw) this.#last = { raw, given: this.#give(raw, () => undefined) }
    return this.#last.given as Promise<T>
  }

  #transact<T>(transact: (work: () => T) => Promise<T>, work: () => T): Promise<T> {
    if (this.#isClosed) throw new Error('the store is closed')
    const refusal = this.#refuse<T>()
    if (refusal) return refusal
    let thrown: unknown
    const raw = transact(() => {
      try {
        return this.#inside(work)
      } catch (error) {
        thrown = error
        throw error
      }
    })
    return this.#give(raw, () => thrown)
  }

  #inside<T>(work: () => T): T {
    const before = this.#isInside
    this.#isInside = true
    try {
      return work()
    } finally {
      this.#isInside = before
    }
  }

  /** A rejection while the disk has too little room. */
  #refuse<T>(): Promise<T> | undefined {
    const { path, minFree } = this.#reports
    const reason = this.#isInside ? undefined : lackOfRoom(path, minFree)
    if (!reason) return undefined
    this.#lacksRoom = true
    this.#reports.onFailure(reason)
    const refusal = Promise.reject<T>(new AppError('TRY_AGAIN', undefined, { cause: reason }))
    refusal.catch(() => undefined)
    return refusal
  }

  #give<T>(raw: Promise<T>, thrown: () => unknown): Promise<T> {
    const given = this.#settle(raw, thrown).finally(() => this.#open.delete(given))
    // Reported already: a caller that does not wait must not end the thread by an unhandled rejection.
    given.catch(() => undefined)
    this.#open.set(given, performance.now())
    return given
  }

  async #settle<T>(raw: Promise<T>, thrown: () => unknown): Promise<T> {
    try {
      const value = await raw
      this.#onSuccess()
      return value
    } catch (error) {
      // An error of the work itself goes to its caller.
      if (error === thrown() && !isLmdbError(error)) throw error
      throw await this.#onFailure(error)
    }
  }

  #onSuccess(): void {
    if (!this.#hasFailed && !this.#lacksRoom) return
    this.#hasFailed = this.#lacksRoom = false
    this.#reports.onSuccess()
  }

  async #onFailure(error: unknown): Promise<AppError> {
    this.#hasFailed = true
    const reason = await reasonOf(error)
    const cause = whyNotWritten(this.#reports.path, reason)
    if (reason !== this.#reason) this.#reports.onFailure(cause)
    this.#reason = reason
    return new AppError('TRY_AGAIN', undefined, { cause })
  }

  /** lmdb's own promise for the writes of this turn, which it gives to nobody. */
  #handleOwn(): void {
    this.#environment.committed.then(
      () => undefined,
      error => this.#onFailure(error),
    )
  }

  #tellSlow(): void {
    const [oldest] = this.#open.values()
    const ms = oldest === undefined ? 0 : performance.now() - oldest
    if (ms > SLOW) this.#reports.onSlow(ms)
  }
}

/** Why a commit failed; the error itself when lmdb says no more. */
async function reasonOf(error: unknown): Promise<unknown> {
  const { commitError } = (error ?? {}) as { commitError?: Promise<never> }
  return commitError ? commitError.catch((reason: unknown) => reason) : error
}
