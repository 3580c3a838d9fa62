// The service `.dates`, one in the node, on a serving thread: sets, moves and cancels dates, and has done what is due. It
// keeps true: a date is removed when it is done, and not before; it is begun again after a wait until then, also by the
// next process; one id is done once at a time. What a date edits knows its number, and is made once. Made by
// createDateService, one class per thread.
//
//   waiting ── due ──→ begun ── done ──→ removed
//                      ↑   │ failed, or the server ended
//                      └───┘ after a wait of 1 s to 10 min

import { Service, type ServiceClass } from '../../core/service/service.ts'
import { backoffMs } from '../../lib/backoff.ts'
import type { DateRecord, DateStore } from '../../store/due/date-store.ts'
import { type ReachedRoles, runDate } from './date-run.ts'
import { readTarget, showTarget } from './date-target.ts'
import type { DateDefinitions, WaitingDate } from './define-date.ts'

/** The name under which a thread's services hold this class, and that of the service. */
export const DATE_SERVICE = 'dates'
export const DATES = '.dates'

/** What the dates of a thread need. */
export interface DateContext {
  definitions: DateDefinitions
  store: DateStore
  roles: ReachedRoles
  /** Those that run on this thread. */
  running: Set<DateService>
  /** Counted for metrics. */
  counts: { done: number; failed: number }
}

/** A date for operators. */
export interface DateRow {
  id: string
  due: string
  what: string
  /** How often it was begun, and when it is begun next after that. */
  attempts: number
  next: string | undefined
}

/** ms between two looks at the clock. */
const TICK = 500
/** Before dates that could not be read are looked for again, ms. */
const RETRY = 1000
/** Dates that are done at a time. */
const MOST = 64
/** Before a date that has failed is begun again, ms. */
const WAITS = { first: 1000, longest: 600_000 }

export abstract class DateService extends Service {
  static concurrent = true
  protected abstract get context(): DateContext
  /** By id. */
  readonly #doing = new Map<string, Promise<void>>()
  /** No date is due before this moment. */
  #next = 0
  #lookedAt = 0
  #look: Promise<void> | undefined
  #isStopped = false

  /** From main, once all that dates may call has been started: from now on what is due is done. */
  begin(): void {
    if (this.#isStopped) return
    this.context.running.add(this)
    this.every(TICK, () => void this.#lookIfDue())
    void this.#lookIfDue()
  }

  protected override onExit(): Promise<void> {
    return this.stop()
  }

  /** Begins nothing more; resolves when what was begun has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#look
    await Promise.all(this.#doing.values())
    this.context.running.delete(this)
  }

  /** Looks at the clock, as it does by itself; resolves when what is due was done, or has failed. */
  async tick(): Promise<void> {
    do {
      await this.#lookIfDue()
      await Promise.all(this.#doing.values())
    } while (!this.#isStopped && this.now() >= this.#next)
  }

  async set(date: Pick<DateRecord, 'id' | 'due' | 'target'>): Promise<void> {
    await this.context.store.put(date)
    this.#expect(date.due)
  }

  async move(id: string, due: number): Promise<boolean> {
    const isMoved = await this.context.store.move(id, due)
    if (isMoved) this.#expect(due)
    return isMoved
  }

  async cancel(id: string): Promise<boolean> {
    const date = await this.context.store.remove(id)
    return date?.attempts === 0
  }

  async find(id: string): Promise<WaitingDate | undefined> {
    const date = await this.context.store.find(id)
    return date && { id, due: date.due }
  }

  async list(from: number, limit: number): Promise<{ rows: DateRow[]; total: number }> {
    const { store } = this.context
    return { rows: (await store.page(from, limit)).map(rowOf), total: await store.count() }
  }

  protected override inspect(): object {
    return { doing: this.#doing.size, next: this.#next === NEVER ? undefined : timeOf(this.#next) }
  }

  #expect(at: number): void {
    this.#next = Math.min(this.#next, at)
  }

  /** Resolves when what is due was begun. Never rejects. */
  #lookIfDue(): Promise<void> {
    const now = this.now()
    // A clock that was set back shows dates again that were far away.
    const isDue = now >= this.#next || now < this.#lookedAt
    if (this.#isStopped || !isDue) return Promise.resolve()
    this.#look ??= this.#lookNow(now).finally(() => (this.#look = undefined))
    return this.#look
  }

  async #lookNow(now: number): Promise<void> {
    // What is set while it looks lowers it again.
    this.#next = NEVER
    this.#lookedAt = now
    try {
      const first = await this.context.store.page(0, MOST + this.#doing.size + 1)
      this.#expect(this.#beginDue(first, now)?.at ?? NEVER)
    } catch (error) {
      this.#expect(now + RETRY)
      this.log.warn({ err: error }, 'the dates could not be read; retrying')
    }
  }

  /** Returns the first one that has to wait. */
  #beginDue(dates: readonly DateRecord[], now: number): DateRecord | undefined {
    for (const date of dates) {
      if (this.#doing.has(date.id)) continue
      if (date.at > now || this.#doing.size === MOST) return date
      this.#begin(date)
    }
    return undefined
  }

  #begin(date: DateRecord): void {
    const doing = this.#do(date).finally(() => {
      this.#doing.delete(date.id)
      if (this.#doing.size <= MOST / 2) void this.#lookIfDue()
    })
    this.#doing.set(date.id, doing)
  }

  /** Never rejects. */
  async #do(date: DateRecord): Promise<void> {
    const { store, counts } = this.context
    const { id, number, attempts } = date
    const again = this.now() + backoffMs(attempts, WAITS)
    try {
      if (!(await store.begin(date, again))) return
      await runDate(date, { ...this.context, node: this.node, log: this.log })
      await store.end(id, number)
      counts.done++
    } catch (error) {
      counts.failed++
      this.#expect(again)
      const what = showTarget(readTarget(date.target))
      this.log.error(
        { err: error, date: id, what, attempt: attempts + 1 },
        'a date failed; it is tried again',
      )
    }
  }
}

const NEVER = Number.POSITIVE_INFINITY

const timeOf = (ms: number): string => new Date(ms).toISOString()

const rowOf = ({ id, due, target, attempts, at }: DateRecord): DateRow => ({
  id,
  due: timeOf(due),
  what: showTarget(readTarget(target)),
  attempts,
  next: attempts > 0 ? timeOf(at) : undefined,
})

/** The class of a thread's dates, which it offers under `dates`. */
export function createDateService(context: DateContext): ServiceClass<DateService, void> {
  return class DateServiceOfThread extends DateService {
    protected get context(): DateContext {
      return context
    }
  }
}
