// Accounts that were put out: tokens of theirs that were made before that let nobody in any more. Kept for as long as such a
// token can be good, on this node and until it stops.

import { AppError } from '../core/errors.ts'
import type { Clock } from '../lib/clock.ts'

/** ms; longer than the 5 minutes of an access token, with a clock that differs. */
const KEPT = 900_000

export class EndedTokens {
  readonly #clock: Clock
  /** Account -> when, by both readings of the clock; the oldest first. */
  readonly #ended = new Map<string, { at: number; ticks: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get size(): number {
    return this.#ended.size
  }

  end(account: string): void {
    const [at, ticks] = [this.#clock.now(), this.#clock.ticks()]
    this.#ended.delete(account)
    this.#ended.set(account, { at, ticks })
    for (const [old, { ticks: since }] of this.#ended) {
      if (ticks - since <= KEPT) break
      this.#ended.delete(old)
    }
  }

  /** `issuedAt`: when the token of a login was made, in ms since 1970. Tokens count in seconds: one that was made in the second of
   * the end is let in. Throws LOGIN_FAILED. */
  check(account: string, issuedAt: number): void {
    const ended = this.#ended.get(account)
    if (ended && secondOf(issuedAt) < secondOf(ended.at))
      throw new AppError('LOGIN_FAILED', 'the token has been ended; log in again')
  }
}

const secondOf = (ms: number): number => Math.floor(ms / 1000)
