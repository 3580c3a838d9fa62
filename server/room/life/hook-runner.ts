// Runs the hooks of one room. An error that is not an AppError is logged with the room, and is INTERNAL for the caller;
// ten of them within 10 s end the room. A hook that does not end in time is given up, so that the room goes on; three of
// them hanging at a time end the room too.

import { AppError } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'
import { endsWithin } from '../../core/patience.ts'
import { isThenable } from '../../lib/thenable.ts'

const MOST = 10
const WITHIN = 10_000
/** Hooks that were given up and have not ended since. */
const MOST_HANGING = 3

export interface HookRunnerOptions {
  /** ms that a hook may take. */
  timeout: number
  onTooMany(): void
  /** An error that is no AppError. */
  onError(hook: string, error: unknown): void
  /** A payment is waited for: a hook that takes long has a good reason. */
  isPaying?(): boolean
}

export class HookRunner {
  readonly #log: Logger
  readonly #options: HookRunnerOptions
  #times: number[] = []
  #hanging = 0

  constructor(log: Logger, options: HookRunnerOptions) {
    this.#log = log
    this.#options = options
  }

  /** Runs a hook, which may wait. Throws TIMEOUT, what it throws as an AppError, or INTERNAL. */
  run<T>(hook: string, work: () => T): T {
    let result: T
    try {
      result = work()
    } catch (error) {
      throw this.#judge(hook, error)
    }
    return isThenable(result) ? (this.#await(hook, result) as T) : result
  }

  async #await(hook: string, work: PromiseLike<unknown>): Promise<unknown> {
    const giveUp = new AppError('TIMEOUT')
    try {
      return await endsWithin(this.#options.timeout, work, giveUp)
    } catch (error) {
      if (error === giveUp) this.#noteHanging(hook, work)
      throw this.#judge(hook, error)
    }
  }

  #noteHanging(hook: string, work: PromiseLike<unknown>): void {
    this.#log.error(
      { hook, ms: this.#options.timeout },
      'a hook of a room does not end; the room goes on without it',
    )
    if (this.#options.isPaying?.()) return
    const ended = () => void this.#hanging--
    if (++this.#hanging >= MOST_HANGING) this.#options.onTooMany()
    work.then(ended, ended)
  }

  /** The same for hooks whose errors nobody waits for. A promise only when the hook waits: what many hooks say in one turn
   * goes out as one message. */
  runQuietly(hook: string, work: () => unknown): Promise<void> | undefined {
    try {
      const result = this.run(hook, work)
      if (!isThenable(result)) return undefined
      return Promise.resolve(result).then(
        () => undefined,
        (error: unknown) => this.#report(hook, error),
      )
    } catch (error) {
      this.#report(hook, error)
      return undefined
    }
  }

  #report(hook: string, error: unknown): void {
    if (error instanceof AppError && error.code !== 'INTERNAL')
      this.#log.warn({ err: error, hook }, 'a hook of a room threw an AppError that nobody waits for')
  }

  #judge(hook: string, error: unknown): AppError {
    if (error instanceof AppError) return error
    this.#options.onError(hook, error)
    this.#log.error({ err: error, hook }, 'a hook of a room failed')
    const now = performance.now()
    this.#times = [...this.#times.filter(time => now - time < WITHIN), now]
    if (this.#times.length >= MOST) this.#options.onTooMany()
    return new AppError('INTERNAL', undefined, { cause: error })
  }
}
