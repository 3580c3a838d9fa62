// One call that waits for its answer. Settled once: by the answer, by its deadline or by the loss of the other thread.

import { AppError } from '../errors.ts'
import type { Answer } from '../service/message.ts'
import { type Deadlines, Waiting } from './deadlines.ts'
import type { Link } from './link.ts'

export class PendingCall extends Waiting implements Answer {
  link: Link | undefined = undefined
  id = 0
  readonly #deadlines: Deadlines
  readonly #resolve: (value: unknown) => void
  readonly #reject: (error: AppError) => void
  readonly #command: string

  constructor(
    deadlines: Deadlines,
    command: string,
    resolve: (value: unknown) => void,
    reject: (error: AppError) => void,
  ) {
    super()
    this.#deadlines = deadlines
    this.#command = command
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
    this.#reject(new AppError('TIMEOUT', undefined, { cause: `no answer to "${this.#command}" in time` }))
  }
}
