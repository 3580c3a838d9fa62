// What one room owes its players. For one payment:
//
//   promised ── the store has it, for a stored kind ──▶ due ── the role is durable ──▶ paid
//                                                        │ ◀── not possible now, after a while
//                                                        ├── the payment itself throws ──▶ failed: logged, forgotten
//                                                        └── end(): the thread stops ──▶ kept in the store, or logged
//
// It keeps true: a player's payments are made in the order of their numbers, by which a role knows those it has; none is
// forgotten in silence.

import { AppError, hasCode, isGone } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'
import { Backoff } from '../../lib/backoff.ts'
import type { Debt, RoomRecord } from '../../store/room-store.ts'

/** Makes one payment, once for each sender and number. Resolves when the role is durable. */
export type PayOnce = (sender: string, debt: Debt) => Promise<void>

export interface DebtsOptions {
  record: Pick<RoomRecord, 'payments' | 'debts'>
  /** Names this room among all that pay, in every role that it pays. */
  sender: string
  payOnce: PayOnce
  /** Makes the record durable; undefined for a kind that is not stored. */
  keep: (() => Promise<void>) | undefined
  log: Logger
}

/** Waits before a payment that was not possible is tried again. */
const STEPS = { first: 200, longest: 10_000 }

export class Debts {
  readonly #options: DebtsOptions
  readonly #owed = new Map<number, Debt>()
  /** uid -> its last payment, which those that follow wait for. */
  readonly #lines = new Map<string, Promise<unknown>>()
  readonly #waits = new Set<Backoff>()
  /** Numbers of those that the store does not know of yet. */
  readonly #unkept = new Set<number>()
  #last: number
  #isEnding = false

  constructor(options: DebtsOptions) {
    this.#options = options
    this.#last = options.record.payments ?? 0
    for (const debt of options.record.debts ?? []) this.#owed.set(debt.number, debt)
  }

  get isEmpty(): boolean {
    return this.#owed.size === 0
  }

  /** What the record keeps. */
  get lasting(): Pick<RoomRecord, 'payments' | 'debts'> {
    return this.#last === 0 ? {} : { payments: this.#last, debts: [...this.#owed.values()] }
  }

  /** Pays what the room owed when it was stored; nobody waits for it. */
  resume(): void {
    for (const debt of this.#owed.values()) this.#pay(debt, Promise.resolve()).catch(() => undefined)
  }

  /** Resolves when it is paid; rejects when the payment itself throws, or the thread ends before. */
  async add(uid: string, pay: string, data: unknown): Promise<void> {
    if (this.#isEnding) throw new AppError('TRY_AGAIN', 'the room has ended')
    const debt = { number: ++this.#last, uid, pay, data: JSON.stringify(data ?? null) }
    this.#owed.set(debt.number, debt)
    await this.#pay(debt, this.#persist(debt))
  }

  /** Resolves when nothing is owed. */
  async settled(): Promise<void> {
    while (!this.isEmpty && !this.#isEnding) await Promise.allSettled(this.#lines.values())
  }

  /** The thread ends: what is not paid within `ms` stays in the store, or in the log where nothing is stored. */
  async end(ms: number): Promise<void> {
    if (this.isEmpty) return
    for (const wait of this.#waits) wait.skip()
    let timer: NodeJS.Timeout | undefined
    await Promise.race([this.settled(), new Promise(resolve => (timer = setTimeout(resolve, ms)))])
    clearTimeout(timer)
    this.#isEnding = true
    for (const wait of this.#waits) wait.skip()
    for (const debt of this.#owed.values()) this.#reportLeft(debt)
  }

  #pay(debt: Debt, isKept: Promise<void>): Promise<void> {
    const before = this.#lines.get(debt.uid)
    const paid = this.#payAfter(before, debt, isKept)
    const quiet = paid.catch(() => undefined)
    this.#lines.set(debt.uid, quiet)
    void quiet.then(() => this.#lines.get(debt.uid) === quiet && this.#lines.delete(debt.uid))
    return paid
  }

  async #payAfter(before: Promise<unknown> | undefined, debt: Debt, isKept: Promise<void>): Promise<void> {
    await isKept
    await before
    try {
      await this.#insist(debt, () => this.#options.payOnce(this.#options.sender, debt))
    } catch (error) {
      if (this.#isEnding) throw error
      this.#options.log.error(
        { err: error, ...this.#describe(debt) },
        'a payment failed; it is not tried again',
      )
      this.#forget(debt)
      throw error
    }
    this.#forget(debt)
  }

  /** The store has to know of a debt before it is paid. */
  async #persist({ number }: Debt): Promise<void> {
    const { keep } = this.#options
    if (!keep) return
    this.#unkept.add(number)
    await this.#insist(undefined, keep)
    this.#unkept.delete(number)
  }

  /** Tries until it is done, or has failed for a reason that stays. */
  async #insist(debt: Debt | undefined, work: () => Promise<void>): Promise<void> {
    const backoff = new Backoff(STEPS)
    this.#waits.add(backoff)
    try {
      for (;;) {
        try {
          return await work()
        } catch (error) {
          if ((debt && !isPassing(error)) || this.#isEnding) throw error
          this.#reportDelay(debt, error)
          await backoff.wait()
        }
      }
    } finally {
      this.#waits.delete(backoff)
    }
  }

  /** A player who is just leaving is paid a moment later, which is no reason to warn. */
  #reportDelay(debt: Debt | undefined, error: unknown): void {
    const { log } = this.#options
    if (!debt) log.warn({ err: error }, 'what a room owes could not be stored; retrying')
    else if (hasCode(error, 'TRY_AGAIN', 'ROLE_CLOSED'))
      log.info(
        { ...this.#describe(debt), code: (error as AppError).code },
        'a payment is not possible now; retrying',
      )
    else log.warn({ err: error, ...this.#describe(debt) }, 'a payment is not possible now; retrying')
  }

  /** Its record forgets it with the next write; until then a second payment is one that the role has already. */
  #forget({ number }: Debt): void {
    this.#owed.delete(number)
    this.#unkept.delete(number)
    const { keep, log } = this.#options
    keep?.().catch(error =>
      log.warn({ err: error }, 'a debt that is paid could not be removed from the store'),
    )
  }

  #reportLeft(debt: Debt): void {
    const { keep, log } = this.#options
    if (keep && !this.#unkept.has(debt.number))
      log.warn(this.#describe(debt), 'a room still owes; it pays after the next start')
    else log.error(this.#describe(debt), 'a room could not pay before its thread ended; pay by hand')
  }

  #describe({ number, uid, pay, data }: Debt): object {
    return { uid, pay, data, edit: `${this.#options.sender}/${number}` }
  }
}

/** It may be possible later: somebody is busy, away or about to move. */
const isPassing = (error: unknown): error is AppError =>
  isGone(error) || hasCode(error, 'TRY_AGAIN', 'TIMEOUT', 'MAILBOX_FULL', 'ROLE_CLOSED', 'CALL_CYCLE')
