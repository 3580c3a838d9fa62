// The operations of one thread: long work that somebody has begun and asks for later, by its id. It keeps true: an operation
// ends once, by its result, its error, its limit or a cancel; what its work does after that changes nothing; it is shown to
// its owner only, and forgotten `keep` ms after its end, or when its owner has ten newer ones.
//
//   running ──→ done · failed · cancelled ── keep is over ──→ forgotten

import { AppError } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'
import type { Clock } from '../../lib/clock.ts'
import type { OperationConfig } from '../settings.ts'

export type OperationState = 'running' | 'done' | 'failed' | 'cancelled'

/** How an operation is. */
export interface OperationStatus<R = unknown> {
  id: string
  state: OperationState
  /** 0 to 100, as its work has told. */
  progress: number
  /** What its work has returned; undefined until it is done. */
  result?: R
  /** Why it has failed: a code, and the text for the client. */
  error?: { code: AppError['code']; message: string } | undefined
}

/** An operation for operators. `owner`: the uid of who has begun it, '' for the game · `since`: ms since 1970. */
export type OperationRow = Omit<OperationStatus, 'result'> & { owner: string; since: number }

/** What the work of an operation has. */
export interface Operation {
  readonly id: string
  /** Aborted when it is cancelled, when its limit is over, and when the thread ends. */
  readonly signal: AbortSignal
  /** 0 to 100. */
  progress(percent: number): void
}

export interface OperationOptions {
  /** ms that it may take; `operation.timeout` unless said. */
  within?: number
}

export interface StartOperation extends OperationOptions {
  owner: string
  /** How many of this owner may run. */
  most: number
  /** Hears of its progress, at most every 200 ms, and of its end. */
  onChange?: (status: OperationStatus) => void
}

interface Entry extends OperationStatus {
  readonly owner: string
  /** When it was begun, ms since 1970. */
  readonly since: number
  readonly stop: AbortController
  limit: NodeJS.Timeout | undefined
  /** Runs while a change is not told yet. */
  telling: NodeJS.Timeout | undefined
  onChange: ((status: OperationStatus) => void) | undefined
}

export interface OperationBookOptions {
  slot: number
  config: OperationConfig
  log: Logger
  clock: Pick<Clock, 'now'>
  newId(): string
}

/** ms between two words on the progress of an operation. */
const TELL_EVERY = 200
/** Results of one player that are kept. */
const MOST_KEPT = 10
const LONGEST = 2 ** 31 - 1

export class OperationBook {
  readonly #options: OperationBookOptions
  readonly #entries = new Map<string, Entry>()
  #isClosed = false

  constructor(options: OperationBookOptions) {
    this.#options = options
  }

  /** How many run here. */
  get running(): number {
    return [...this.#entries.values()].filter(({ state }) => state === 'running').length
  }

  /** Begins `work`, and returns the id of the operation at once. Throws TRY_AGAIN when there are too many, THREAD_LOST when the
   * thread ends. */
  start(work: (operation: Operation) => unknown, given: StartOperation): string {
    const { slot, config, clock, newId } = this.#options
    if (this.#isClosed) throw new AppError('THREAD_LOST')
    if (this.#runningOf(given.owner) >= given.most)
      throw new AppError('TRY_AGAIN', `${given.most} of your operations are running`)
    this.#makeRoom()
    const id = `${slot}-${newId()}`
    const entry: Entry = {
      ...{ id, owner: given.owner, since: clock.now(), state: 'running', progress: 0 },
      ...{ stop: new AbortController(), limit: undefined, telling: undefined, onChange: given.onChange },
    }
    const ms = Math.min(given.within ?? config.timeout, LONGEST)
    entry.limit = setTimeout(() => this.#end(entry, { error: lateOf(ms) }), ms)
    this.#entries.set(id, entry)
    void this.#run(entry, work)
    return id
  }

  /** undefined when there is none that `owner` has begun. */
  find(id: string, owner: string): OperationStatus | undefined {
    const entry = this.#entries.get(id)
    return entry?.owner === owner ? statusOf(entry) : undefined
  }

  /** The first `limit`, in the order in which they were begun. */
  look(limit: number): { rows: OperationRow[]; total: number } {
    const rows = [...this.#entries.values()]
      .slice(0, limit)
      .map(({ id, owner, since, state, progress, error }) => ({ id, owner, since, state, progress, error }))
    return { rows, total: this.#entries.size }
  }

  /** Of anybody when `owner` is left out. False when there is none, or when it has ended. */
  cancel(id: string, owner?: string): boolean {
    const entry = this.#entries.get(id)
    if (entry?.state !== 'running' || (owner !== undefined && entry.owner !== owner)) return false
    this.#end(entry, { state: 'cancelled' })
    return true
  }

  /** The thread ends. */
  close(): void {
    this.#isClosed = true
    for (const entry of this.#entries.values()) {
      entry.stop.abort()
      for (const timer of [entry.limit, entry.telling]) clearTimeout(timer)
    }
  }

  /** Forgets what has ended longest ago where there are too many. Throws TRY_AGAIN when all of them run. */
  #makeRoom(): void {
    if (this.#entries.size < this.#options.config.most) return
    const ended = [...this.#entries.values()].find(({ state }) => state !== 'running')
    if (!ended) throw new AppError('TRY_AGAIN', 'too many operations are running')
    this.#entries.delete(ended.id)
  }

  /** So that nobody's results displace those of others. */
  #forgetOldOf(owner: string): void {
    const ended = [...this.#entries.values()].filter(each => each.owner === owner && each.state !== 'running')
    if (owner !== '' && ended.length > MOST_KEPT) this.#entries.delete(ended[0]!.id)
  }

  #runningOf(owner: string): number {
    return [...this.#entries.values()].filter(each => each.owner === owner && each.state === 'running').length
  }

  /** Never rejects. */
  async #run(entry: Entry, work: (operation: Operation) => unknown): Promise<void> {
    const { id, stop } = entry
    const progress = (percent: number) => this.#note(entry, percent)
    try {
      // Who has begun it gets the id before anything of it runs.
      await Promise.resolve()
      const result = await work({ id, signal: stop.signal, progress })
      this.#end(entry, { state: 'done', progress: 100, result })
    } catch (error) {
      if (entry.state !== 'running') return
      if (!(error instanceof AppError))
        this.#options.log.error({ err: error, operation: id }, 'an operation failed')
      this.#end(entry, { error: errorOf(error) })
    }
  }

  #note(entry: Entry, percent: number): void {
    if (entry.state !== 'running') return
    if (!(percent >= 0 && percent <= 100)) throw new RangeError(`progress: expected 0 to 100, got ${percent}`)
    entry.progress = Math.round(percent)
    if (entry.onChange) entry.telling ??= setTimeout(() => this.#tell(entry), TELL_EVERY)
  }

  #tell(entry: Entry): void {
    clearTimeout(entry.telling)
    entry.telling = undefined
    entry.onChange?.(statusOf(entry))
  }

  /** Once. */
  #end(entry: Entry, end: Partial<OperationStatus>): void {
    if (entry.state !== 'running') return
    const { state = 'failed' } = end
    Object.assign(entry, { ...end, state })
    clearTimeout(entry.limit)
    if (state !== 'done') entry.stop.abort()
    this.#tell(entry)
    entry.onChange = undefined
    this.#forgetOldOf(entry.owner)
    setTimeout(() => this.#entries.delete(entry.id), this.#options.config.keep).unref()
  }
}

function statusOf({ id, state, progress, result, error }: Entry): OperationStatus {
  return { id, state, progress, ...(state === 'done' && { result }), ...(error && { error }) }
}

const errorOf = (error: unknown): OperationStatus['error'] => {
  const { code, message } = error instanceof AppError ? error : new AppError('INTERNAL')
  return { code, message }
}

const lateOf = (ms: number) => ({ code: 'TIMEOUT' as const, message: `it took longer than ${ms} ms` })
