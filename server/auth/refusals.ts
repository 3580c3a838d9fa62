// Logs logins that were refused, and why; never what was shown. Whoever guesses comes again and again, so only some of them
// have a line, and it says how many had none.

import { AppError } from '../core/errors.ts'
import type { Logger } from '../core/log/log.ts'
import { ticks } from '../lib/clock.ts'
import { TokenBucket } from '../lib/rate/token-bucket.ts'

/** Lines a second, and at once. */
const RATE = 2
const BURST = 20
/** Characters of a cause. */
const LONGEST = 200

export class Refusals {
  readonly #log: Logger
  readonly #lines = new TokenBucket(RATE, BURST, ticks())
  #unsaid = 0

  constructor(log: Logger) {
    this.#log = log
  }

  /** Anything but an AppError is a bug, which is logged elsewhere. */
  tell(error: unknown, address: string): void {
    if (!(error instanceof AppError)) return
    if (!this.#lines.take(ticks())) {
      this.#unsaid++
      return
    }
    const { code, message: reason, cause } = error
    const why = cause instanceof Error ? { why: cause.message.slice(0, LONGEST) } : {}
    const unsaid = this.#unsaid > 0 ? { unsaid: this.#unsaid } : {}
    this.#unsaid = 0
    this.#log.info({ address, code, reason, ...why, ...unsaid }, 'a login was refused')
  }
}
