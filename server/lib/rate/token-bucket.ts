// A rate with a burst: `rate` tokens a second flow in, at most `burst` wait. The time is passed in, so it needs no clock.

export class TokenBucket {
  readonly #perMs: number
  readonly #burst: number
  #tokens: number
  #filledAt: number

  constructor(rate: number, burst: number, now: number) {
    this.#perMs = rate / 1000
    this.#burst = burst
    this.#tokens = burst
    this.#filledAt = now
  }

  /** Takes a token; false when there is none. `now` in ms; a clock that goes back adds nothing. */
  take(now: number): boolean {
    const passed = now - this.#filledAt
    this.#filledAt = now
    if (passed > 0) this.#tokens = Math.min(this.#burst, this.#tokens + passed * this.#perMs)
    if (this.#tokens < 1) return false
    this.#tokens--
    return true
  }
}
