// Accounts that were put out: tokens of theirs from before that let nobody in any more. Kept for as long as such a token
// can be good, on this node and until it stops.

import { AppError } from '../core/errors.ts'
import type { Clock } from '../lib/clock.ts'

/** ms; longer than the 5 minutes of an access token, with a clock that differs. */
const KEPT = 900_000

export class EndedTokens {
  readonly #clock: Clock
  /** Account -> which of its tokens count, and since when this is known, in ticks; the oldest first. */
  readonly #ended = new Map<string, { validFrom: number; ticks: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get size(): number {
    return this.#ended.size
  }

  /** Tokens count that were made at `validFrom` or later, in ms since 1970 by the clock of who makes them. */
  end(account: string, validFrom = this.#clock.now()): void {
    const ticks = this.#clock.ticks()
    const known = this.#ended.get(account)?.validFrom ?? 0
    this.#ended.delete(account)
    this.#ended.set(account, { validFrom: Math.max(validFrom, known), ticks })
    for (const [old, { ticks: since }] of this.#ended) {
      if (ticks - since <= KEPT) break
      this.#ended.delete(old)
    }
  }

  /** `issuedAt`: when the token of a login was made, in ms since 1970. Most programs write whole seconds, which may be
   * any moment of theirs: such a token from the second of the end is let in. Throws LOGIN_FAILED. */
  check(account: string, issuedAt: number): void {
    const ended = this.#ended.get(account)
    const latest = issuedAt % 1000 === 0 ? issuedAt + 999 : issuedAt
    if (ended && latest < ended.validFrom)
      throw new AppError('LOGIN_FAILED', 'the token has been ended; log in again')
  }
}
