// One call that waits for its answer. Settled once: by the answer, by its deadline or by the loss of the other thread.

import type { Address } from '../address.ts'
import { AppError } from '../errors.ts'
import type { Answer, Chain } from '../service/message.ts'
import { type Deadlines, Waiting } from './deadlines.ts'
import type { Link } from './link.ts'

export class PendingCall extends Waiting implements Answer {
  link: Link | undefined = undefined
  id = 0
  readonly #deadlines: Deadlines
  readonly #resolve: (value: unknown) => void
  readonly #reject: (error: AppError) => void
  readonly command: string
  /** Who called, and for whom; undefined for code outside of services. */
  readonly chain: Chain | undefined
  /** An address. First undefined, so that V8 keeps the caller's number instead of making one of its own. */
  to: Address | undefined = undefined

  constructor(
    deadlines: Deadlines,
    to: Address,
    command: string,
    chain: Chain | undefined,
    resolve: (value: unknown) => void,
    reject: (error: AppError) => void,
  ) {
    super()
    this.#deadlines = deadlines
    this.to = to
    this.command = command
    this.chain = chain
    this.#resolve = resolve
    this.#reject = reject
  }

  done(value: unknown): void {
    this.#deadlines.remove(this)
    this.#resolve(value)
  }

  fail(error: AppError): void {
    this.#deadlines.remove(this)
    this.#reject(error)
  }

  override expire(): void {
    this.link?.forget(this.id)
    this.#reject(new AppError('TIMEOUT', undefined, { cause: `no answer to "${this.command}" in time` }))
  }
}

/** `settle`, with somebody who looks told first. */
export const telling =
  <T>(onAnswer: () => void, settle: (result: T) => void) =>
  (result: T): void => {
    onAnswer()
    settle(result)
  }
