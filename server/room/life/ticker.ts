// Ticks at a fixed rate that does not drift: tick n is due at start + n · period. After a delay, up to 5 missed ticks are made
// up; further ones are skipped and logged, as is a tick that takes longer than its period.

import type { Logger } from '../../core/log/log.ts'

const MOST_AT_ONCE = 5
/** ms between two warnings. */
const COMPLAIN_EVERY = 10_000

export interface TickerOptions {
  /** ms */
  period: number
  tick(dt: number): unknown
  /** Runs `work` as a message of the room; returns what cancels it. */
  after(ms: number, work: () => unknown): () => void
  log: Logger
}

export class Ticker {
  readonly #options: TickerOptions
  readonly #start = performance.now()
  #done = 0
  #complainedAt = Number.NEGATIVE_INFINITY
  #cancel: () => void
  #isStopped = false

  constructor(options: TickerOptions) {
    this.#options = options
    this.#cancel = this.#schedule()
  }

  get period(): number {
    return this.#options.period
  }

  stop(): void {
    this.#isStopped = true
    this.#cancel()
  }

  #schedule(): () => void {
    const { period, after } = this.#options
    const wait = this.#start + (this.#done + 1) * period - performance.now()
    return after(Math.max(0, wait), () => this.#run())
  }

  async #run(): Promise<void> {
    const { period } = this.#options
    const due = Math.floor((performance.now() - this.#start) / period) - this.#done
    if (due > MOST_AT_ONCE) {
      this.#complain({ missed: due - MOST_AT_ONCE }, 'ticks of a room were skipped')
      this.#done += due - MOST_AT_ONCE
    }
    for (let i = 0; i < Math.min(due, MOST_AT_ONCE) && !this.#isStopped; i++) await this.#tick()
    if (!this.#isStopped) this.#cancel = this.#schedule()
  }

  async #tick(): Promise<void> {
    const { period, tick } = this.#options
    const began = performance.now()
    this.#done++
    await tick(period)
    const ms = performance.now() - began
    if (ms > period) this.#complain({ ms: Math.round(ms), period }, 'a tick of a room takes too long')
  }

  #complain(what: object, message: string): void {
    const now = performance.now()
    if (now - this.#complainedAt < COMPLAIN_EVERY) return
    this.#complainedAt = now
    this.#options.log.warn(what, message)
  }
}
