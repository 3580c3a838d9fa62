// Answers that a service gives after its handler has returned. While they are owed, its mailbox goes on. It keeps true: each is
// given once; when the service ends, those that are owed fail at once.
//
//   made ── the handler returns it ──→ owed ── answer(), fail(), the service's end ──→ given
//     └──── answer(), fail() ─────────────────→ kept until the handler returns it ────→┘

import type { AppError } from '../errors.ts'
import { checkMessage } from '../service/clone-check.ts'
import { reportFailure } from '../service/complaints.ts'
import { type Chain, type Message, toAppError } from '../service/message.ts'
import { Answerer, type AnswererHost } from './answerer.ts'

/** The most services in a chain that are there because an answer is owed to them. */
const MOST_OWED = 64

type Give = (message: Message, host: AnswererHost) => void

export class Later<T> extends Answerer<T> {
  /** Who waits for the answer. */
  readonly chain: Chain | undefined
  readonly #laters: Laters
  #owed: [message: Message, host: AnswererHost] | undefined
  /** The answer, given before the handler has returned. */
  #kept: Give | undefined
  #isGiven = false

  /** Made by a service's `defer()`. */
  constructor(laters: Laters, chain: Chain | undefined) {
    super()
    this.#laters = laters
    this.chain = chain
  }

  /** False once it is answered, or the service has ended. */
  get isOpen(): boolean {
    return !this.#isGiven
  }

  /** Answers the call. Only the first answer counts; returns whether this was it. */
  answer(value: T): boolean {
    return this.#give(({ command, answer }, { runtime }) => {
      try {
        if (runtime.development) checkMessage(command, value)
        answer?.done(value)
      } catch (error) {
        answer?.fail(toAppError(error))
      }
    })
  }

  /** The caller gets `error`; as in a handler, anything but an AppError is a bug, and INTERNAL for the caller. */
  fail(error: unknown): boolean {
    return this.#give((message, host) => {
      const reported = toAppError(error)
      reportFailure(host, message, { error, reported })
      message.answer?.fail(reported)
    })
  }

  /** The service has ended. */
  abandon(error: AppError): void {
    this.#give(({ answer }) => answer?.fail(error))
  }

  override take(message: Message, host: AnswererHost): void {
    this.#owed = [message, host]
    if (this.#kept) this.#kept(message, host)
    else if (this.#laters.isClosed) this.abandon(this.#laters.endError)
    else this.#laters.add(this)
  }

  #give(give: Give): boolean {
    if (this.#isGiven) return false
    this.#isGiven = true
    this.#laters.remove(this)
    if (this.#owed) give(...this.#owed)
    else this.#kept = give
    return true
  }
}

export class Laters {
  readonly #open = new Set<Later<unknown>>()
  readonly #endError: () => AppError
  readonly #onChange: () => void
  isClosed = false

  /** `onChange` is called when another answer is owed, or one no more. */
  constructor(endError: () => AppError, onChange: () => void) {
    this.#endError = endError
    this.#onChange = onChange
  }

  get endError(): AppError {
    return this.#endError()
  }

  add(later: Later<unknown>): void {
    this.#open.add(later)
    this.#onChange()
  }

  remove(later: Later<unknown>): void {
    if (this.#open.delete(later)) this.#onChange()
  }

  close(): void {
    this.isClosed = true
    for (const later of [...this.#open]) later.abandon(this.endError)
  }

  /** `chain`, and in front of it those to whom answers are owed: a call to one of them would wait for itself. */
  before(chain: Chain | undefined): Chain | undefined {
    let all = chain
    let count = 0
    for (const later of this.#open) {
      if (count === MOST_OWED) break
      for (let c = later.chain; c && count < MOST_OWED; c = c.parent, count++)
        all = { address: c.address, turn: c.turn, parent: all }
    }
    return all
  }
}
