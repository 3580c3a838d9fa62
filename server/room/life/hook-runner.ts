// Errors in the hooks of one room: a bug is logged with the room and becomes INTERNAL for whoever caused it; so many of
// them within a short time end the room. A hook that does not end is given up, so that the room goes on; several of them
// at a time end the room too.

import { AppError } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'
import { endsWithin } from '../../core/patience.ts'

const MOST = 10
const WITHIN = 10_000
/** Hooks that were given up and have not ended since. */
const MOST_HANGING = 3

export interface HookRunnerOptions {
  /** ms that a hook may take. */
  patience: number
  onTooMany(): void
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

  /** Runs a hook, which may wait, but not for ever: then it is TIMEOUT. */
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
      return await endsWithin(this.#options.patience, work, giveUp)
    } catch (error) {
      if (error === giveUp) this.#noteHanging(hook, work)
      throw this.#judge(hook, error)
    }
  }

  #noteHanging(hook: string, work: PromiseLike<unknown>): void {
    this.#log.error({ hook, ms: this.#options.patience }, 'a hook of a room does not end; the room goes on')
    const ended = () => void this.#hanging--
    if (++this.#hanging >= MOST_HANGING) this.#options.onTooMany()
    work.then(ended, ended)
  }

  /** The same, for hooks that nobody waits for. A promise only when the hook waits: what many hooks of one turn say
   * goes out as one message then. */
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
      this.#log.warn({ err: error, hook }, 'a hook of a room refused, and nobody waits for that')
  }

  #judge(hook: string, error: unknown): AppError {
    if (error instanceof AppError) return error
    this.#log.error({ err: error, hook }, 'a hook of a room failed')
    const now = performance.now()
    this.#times = [...this.#times.filter(time => now - time < WITHIN), now]
    if (this.#times.length >= MOST) this.#options.onTooMany()
    return new AppError('INTERNAL', undefined, { cause: error })
  }
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
