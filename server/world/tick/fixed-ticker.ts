// The ticks of a world: tick n is due at start + n · period, so that none drifts. After a delay up to 5 are made up at once; further
// ones are left out, and that is logged, as is a run that takes longer than its ticks may. Nothing in it waits.

import type { Logger } from '../../core/log/log.ts'

export const MOST_AT_ONCE = 5
/** ms between two warnings. */
const COMPLAIN_EVERY = 10_000

export interface FixedTickerOptions {
  /** ms */
  period: number
  /** Runs this many ticks, one after the other. */
  run(ticks: number): void
  /** Runs `work` as a message of the room; returns what cancels it. */
  after(ms: number, work: () => unknown): () => void
  log: Logger
}

export class FixedTicker {
  readonly #options: FixedTickerOptions
  readonly #start = performance.now()
  /** Ticks that came a period late or more, or were left out. */
  late = 0
  #done = 0
  #complainedAt = Number.NEGATIVE_INFINITY
  #cancel: () => void
  #isStopped = false

  constructor(options: FixedTickerOptions) {
    this.#options = options
    this.#cancel = this.#schedule()
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

  #run(): void {
    const { period, run } = this.#options
    const began = performance.now()
    const due = Math.floor((began - this.#start) / period) - this.#done
    this.#done += due
    this.late += Math.max(0, due - 1)
    const ticks = Math.min(due, MOST_AT_ONCE)
    if (due > ticks) this.#complain({ missed: due - ticks }, 'ticks of a world were left out')
    try {
      if (ticks > 0) run(ticks)
    } finally {
      const ms = performance.now() - began
      if (ms > period * Math.max(1, ticks))
        this.#complain({ ms: Math.round(ms), ticks, period }, 'a tick of a world takes too long')
      if (!this.#isStopped) this.#cancel = this.#schedule()
    }
  }

  #complain(what: object, message: string): void {
    const now = performance.now()
    if (now - this.#complainedAt < COMPLAIN_EVERY) return
    this.#complainedAt = now
    this.#options.log.warn(what, message)
  }
}
