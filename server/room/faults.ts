// Errors in the hooks of one room: a bug is logged with the room and becomes INTERNAL for whoever caused it; so many of
// them within a short time end the room.

import { AppError } from '../core/errors.ts'
import type { Logger } from '../core/log.ts'

const MOST = 10
const WITHIN = 10_000

export class Faults {
  readonly #log: Logger
  readonly #onTooMany: () => void
  #times: number[] = []

  constructor(log: Logger, onTooMany: () => void) {
    this.#log = log
    this.#onTooMany = onTooMany
  }

  /** Runs a hook, which may wait. */
  run<T>(hook: string, work: () => T): T {
    let result: T
    try {
      result = work()
    } catch (error) {
      throw this.#judge(hook, error)
    }
    if (!(result instanceof Promise)) return result
    return result.catch((error: unknown) => {
      throw this.#judge(hook, error)
    }) as T
  }

  /** The same, for hooks that nobody waits for. A promise only when the hook waits: what many hooks of one turn say
   * goes out as one message then. */
  runQuietly(hook: string, work: () => unknown): Promise<void> | undefined {
    try {
      const result = this.run(hook, work)
      if (!(result instanceof Promise)) return undefined
      return result.then(
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
    if (this.#times.length >= MOST) this.#onTooMany()
    return new AppError('INTERNAL', undefined, { cause: error })
  }
}
