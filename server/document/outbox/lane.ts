// The way to one receiver: whether it can be reached now, and for which documents it has to be tried again. Always true: while
// it is away nothing is sent to it, until a wait is over that grows with each failure; then a few are tried, and all the
// others follow when one of them has arrived.

import { backoffMs } from '../../lib/backoff.ts'

/** Before a receiver that is away is tried again, ms. */
const WAITS = { first: 100, longest: 5000 }
/** Documents that try whether a receiver is back. */
const PROBES = 32

export class Lane {
  readonly #waiting = new Set<string>()
  /** Hears of documents whose messages may be sent now. */
  readonly #onDue: (ids: Iterable<string>) => void
  #failures = 0
  /** Documents whose messages are being sent. */
  #users = 0
  #timer: NodeJS.Timeout | undefined

  constructor(onDue: (ids: Iterable<string>) => void) {
    this.#onDue = onDue
  }

  get isAway(): boolean {
    return this.#timer !== undefined
  }

  get waiting(): number {
    return this.#waiting.size
  }

  enter(): void {
    this.#users++
  }

  /** True when nobody needs the lane any more. */
  leave(): boolean {
    this.#users--
    return this.#users === 0 && !this.isAway && this.#waiting.size === 0
  }

  /** A message of this document could not be sent. */
  keep(id: string): void {
    this.#waiting.add(id)
  }

  /** A message did not arrive. Returns how many times in a row it was tried in vain; undefined where the receiver is known to be
   * away already, as of messages that were sent together. */
  failed(): number | undefined {
    if (this.isAway) return undefined
    const ms = backoffMs(this.#failures++, WAITS) * (0.75 + Math.random() * 0.5)
    this.#timer = setTimeout(() => this.#probe(), ms).unref()
    return this.#failures
  }

  /** A message has arrived. Returns how many times in a row it was tried in vain before. */
  arrived(): number {
    const failures = this.#failures
    this.#failures = 0
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#waiting.size > 0) this.#release(this.#waiting.size)
    return failures
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #probe(): void {
    this.#timer = undefined
    this.#release(PROBES)
  }

  #release(count: number): void {
    const ids = [...this.#waiting].slice(0, count)
    for (const id of ids) this.#waiting.delete(id)
    this.#onDue(ids)
  }
}
