// How many new accounts a network makes in a day: those with a name, and the others. Networks are counted as guesses.ts does.

import { createRequire } from 'node:module'
import type { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { LaterError } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'
import { ticks } from '../../lib/clock.ts'
import { TokenBucket } from '../../lib/rate/token-bucket.ts'

const require = createRequire(import.meta.url)

/** s. */
const DAY = 86_400
/** Lines of the log a second, and at once. */
const LINES = 0.1
const MOST_LINES = 5

export interface ArrivalsOptions {
  /** A day. */
  most: number
  /** The setting that says so, for operators. */
  setting: string
  log: Logger
}

export class Arrivals {
  readonly #options: ArrivalsOptions
  readonly #counts: RateLimiterMemory
  readonly #lines = new TokenBucket(LINES, MOST_LINES, ticks())

  constructor(options: ArrivalsOptions) {
    const { RateLimiterMemory } = require('rate-limiter-flexible') as typeof import('rate-limiter-flexible')
    this.#options = options
    this.#counts = new RateLimiterMemory({ keyPrefix: options.setting, points: options.most, duration: DAY })
  }

  /** One more from `spot`; undefined is this machine. Throws LaterError. */
  async count(spot: string | undefined): Promise<void> {
    if (spot === undefined) return
    try {
      await this.#counts.consume(spot)
    } catch (refused) {
      if (refused instanceof Error) throw refused
      const { setting, log } = this.#options
      const seconds = Math.ceil((refused as RateLimiterRes).msBeforeNext / 1000)
      if (this.#lines.take(ticks())) log.warn({ network: spot, setting }, 'a network makes too many accounts')
      throw new LaterError('TRY_AGAIN', seconds, 'too many new accounts from your network; try again later')
    }
  }

  /** No account was made. */
  async takeBack(spot: string | undefined): Promise<void> {
    if (spot !== undefined) await this.#counts.reward(spot)
  }
}
