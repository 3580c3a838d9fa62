// Gives the rewards of a board's ended periods: the game's hook runs for each entry, in order of rank, then the period is
// marked as done and the oldest ones are removed. Progress is stored after the hooks have resolved, so that a crash repeats
// hooks and never skips one; `rewardId` makes the repetition harmless: a member's periods are its numbers. Always true: a
// member has its reward of one period before the hook runs for the next.

import { AppError } from '../core/errors.ts'
import type { Logger } from '../core/log/log.ts'
import { backoffMs } from '../lib/backoff.ts'
import type { Clock } from '../lib/clock.ts'
import { createDeferred, type Deferred } from '../lib/deferred.ts'
import type { BoardRow, PeriodState, StoredBoard } from '../store/board-store.ts'
import type { AnyBoardDefinition, EditRole } from './define-board.ts'

export interface RewardsOptions {
  name: string
  definition: AnyBoardDefinition
  stored: StoredBoard
  edit: EditRole
  owner: string
  clock: Clock
  log: Logger
}

/** Hooks that run at a time. */
const BATCH = 64
/** ms that this process may be silent before another one takes over the rewards. */
const CLAIM = 30_000
/** Waits before hooks that failed run again. */
const STEPS = { first: 1000, longest: 600_000 }
/** ms that a hook may take, less than a claim; then it has failed. */
const HOOK_TIMEOUT = 20_000
/** The same when the thread ends, ms. */
const LAST_WAIT = 1000

export class Rewards {
  #options: RewardsOptions
  #running: Promise<void> | undefined
  #isStopped = false
  /** Reject the running hooks. */
  readonly #late = new Set<Deferred<never>>()
  #isDue = true
  /** How many times in a row hooks have failed. */
  #failures = 0
  #waitUntil = Number.NEGATIVE_INFINITY

  constructor(options: RewardsOptions) {
    this.#options = options
  }

  /** From now on rewards are given by this definition. */
  follow(definition: AnyBoardDefinition): void {
    this.#options = { ...this.#options, definition }
  }

  /** Says that a period may have ended. */
  wake(): void {
    this.#isDue = true
  }

  /** Gives the rewards that are left of ended periods; a second call joins the first, and its work is done as well. */
  run(): Promise<void> {
    if (!this.#isDue) return Promise.resolve()
    this.#running ??= this.#run().finally(() => (this.#running = undefined))
    return this.#running
  }

  /** Ends between two batches. */
  async stop(): Promise<void> {
    this.#isStopped = true
    const timer = setTimeout(() => {
      for (const late of this.#late) late.reject(new AppError('TIMEOUT'))
    }, LAST_WAIT)
    await this.#running?.catch(error => this.#options.log.warn({ err: error }, 'rewards were interrupted'))
    clearTimeout(timer)
  }

  /** Due again when it fails, and as long as a period is not done, which another process may be doing. */
  async #run(): Promise<void> {
    try {
      do {
        this.#isDue = false
        await this.#giveOpen()
      } while (this.#isDue && !this.#isStopped)
      if ((await this.#open()).length > 0) this.#isDue = true
    } catch (error) {
      this.#isDue = true
      throw error
    }
  }

  async #giveOpen(): Promise<void> {
    const { stored, owner } = this.#options
    const open = await this.#open()
    const owed = new Set<string>()
    if (open.length > 0 && (await stored.claim(owner, CLAIM)))
      for (const state of open) for (const member of await this.#give(state, owed)) owed.add(member)
    await this.#forget()
  }

  /** The ended periods that are not done. */
  async #open(): Promise<PeriodState[]> {
    const ended = (await this.#options.stored.periods()).slice(0, -1)
    return ended.filter(({ isDone }) => !isDone)
  }

  /** Ended periods beyond those that are kept, once they are done. */
  async #forget(): Promise<void> {
    const { stored, definition } = this.#options
    const ended = (await stored.periods()).slice(0, -1)
    const old = ended.slice(0, Math.max(0, ended.length - (definition.keep ?? 1)))
    for (const { id, isDone } of old) if (isDone) await stored.drop(id)
  }

  /** `owed`: the members that have not got the reward of an earlier period. Returns those that have not got this one. */
  async #give(state: PeriodState, owed: ReadonlySet<string>): Promise<readonly string[]> {
    const { stored, definition, name, log, owner } = this.#options
    let now = state
    for (;;) {
      const rows = definition.onPeriodEnd ? await this.#next(now) : []
      if (rows.length === 0) break
      now = await this.#giveBatch(now, rows, owed)
      if (this.#isStopped || !(await stored.claim(owner, CLAIM))) return now.failed
    }
    now = await this.#retry(now, owed)
    if (now.failed.length > 0) return now.failed
    await stored.note({ ...now, isDone: true })
    log.info({ board: name, period: state.id, entries: now.rewarded }, 'all rewards of a period are given')
    return []
  }

  #next({ id, rewarded }: PeriodState): Promise<BoardRow[]> {
    return this.#options.stored.range(rewarded, rewarded + BATCH, id)
  }

  async #giveBatch(state: PeriodState, rows: BoardRow[], owed: ReadonlySet<string>): Promise<PeriodState> {
    const failed = await this.#giveAll(state.id, rows, owed)
    const next = { ...state, rewarded: state.rewarded + rows.length, failed: [...state.failed, ...failed] }
    await this.#options.stored.note(next)
    return next
  }

  /** Runs the hooks that failed before, once their wait is over. */
  async #retry(state: PeriodState, owed: ReadonlySet<string>): Promise<PeriodState> {
    const { stored, clock } = this.#options
    if (state.failed.length === 0 || clock.ticks() < this.#waitUntil) return state
    const rows = await stored.find(state.failed, state.id)
    const failed = await this.#giveAll(
      state.id,
      rows.filter(row => row !== undefined),
      owed,
    )
    const wait = failed.length > 0 ? backoffMs(this.#failures++, STEPS) : 0
    if (failed.length === 0) this.#failures = 0
    this.#waitUntil = clock.ticks() + wait
    const next = { ...state, failed }
    await stored.note(next)
    return next
  }

  /** Runs the hook for each row; returns the members for which it failed, or has to wait. */
  async #giveAll(period: number, rows: BoardRow[], owed: ReadonlySet<string>): Promise<string[]> {
    const { name, definition, edit, log } = this.#options
    const failed = rows.filter(({ member }) => owed.has(member)).map(({ member }) => member)
    const giveOne = async (row: BoardRow): Promise<void> => {
      const rewardId = { sender: `${name}/${row.member}`, number: period }
      try {
        const hook = definition.onPeriodEnd?.(row, { board: name, period, rewardId, edit })
        if (hook instanceof Promise) await this.#endsInTime(hook)
      } catch (error) {
        failed.push(row.member)
        log.error({ err: error, rewardId, rank: row.rank }, 'onPeriodEnd failed; it will run again')
      }
    }
    await Promise.all(rows.filter(({ member }) => !owed.has(member)).map(giveOne))
    return failed
  }

  /** Throws TIMEOUT for a hook that does not end. */
  async #endsInTime(hook: Promise<unknown>): Promise<void> {
    const late = createDeferred<never>()
    this.#late.add(late)
    const timer = setTimeout(() => late.reject(new AppError('TIMEOUT')), HOOK_TIMEOUT)
    try {
      await Promise.race([hook, late.promise])
    } finally {
      clearTimeout(timer)
      this.#late.delete(late)
    }
  }
}
