// Whether Redis answers. A command without an answer for 1.5 s is given up with TRY_AGAIN; from then on every command is
// refused at once, and Redis is asked until it answers. So players wait for an unreachable Redis once, not each time.
// A write that was given up may have been done; a Redis that was only paused does it later.

import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { AppError } from '../../core/errors.ts'
import { endsWithin } from '../../core/patience.ts'

const PATIENCE = 1500
const ASK_AGAIN = 500

/** One for all commands, as each would cost a stack that nobody reads. */
const SILENCE = new Error(`no answer within ${PATIENCE} ms`)

export class RedisHealth {
  readonly #redis: Redis
  readonly #log: Logger | undefined
  #asking: NodeJS.Timeout | undefined

  constructor(redis: Redis, log: Logger | undefined) {
    this.#redis = redis
    this.#log = log
  }

  get isAway(): boolean {
    return this.#asking !== undefined
  }

  /** Every error reaches the caller as TRY_AGAIN. */
  async ask<R>(work: () => Promise<R>): Promise<R> {
    if (this.isAway) throw new AppError('TRY_AGAIN')
    try {
      return await answered(work())
    } catch (cause) {
      if (cause === SILENCE) this.#onSilence()
      throw new AppError('TRY_AGAIN', undefined, { cause })
    }
  }

  /** Rejects with what kept Redis from answering once. */
  async check(): Promise<void> {
    await answered(this.#redis.ping())
  }

  /** Ends the connection, in order where Redis answers. */
  async close(): Promise<void> {
    const wasAway = this.isAway
    clearInterval(this.#asking)
    if (!wasAway && this.#redis.status === 'ready') await answered(this.#redis.quit()).catch(() => undefined)
    this.#redis.disconnect()
  }

  #onSilence(): void {
    if (this.isAway) return
    this.#log?.error({ afterMs: PATIENCE }, 'the Redis of the boards does not answer; players get TRY_AGAIN')
    this.#asking = setInterval(() => void this.#askAgain(), ASK_AGAIN).unref()
  }

  async #askAgain(): Promise<void> {
    try {
      await this.check()
      if (!this.isAway) return
      clearInterval(this.#asking)
      this.#asking = undefined
      this.#log?.info('the Redis of the boards answers again')
    } catch (error) {
      this.#log?.debug({ err: error }, 'the Redis of the boards does not answer yet')
    }
  }
}

const answered = <R>(work: Promise<R>): Promise<R> => endsWithin(PATIENCE, work, SILENCE)
