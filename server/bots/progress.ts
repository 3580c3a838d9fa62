// What is seen of a run while it goes on: on a terminal one line that is written anew each second, elsewhere a line every
// 5 s. What scripts print stands above it.

import type { Plan } from './plan.ts'
import type { Tally } from './tally.ts'

/** ms between two lines. */
const ON_TERMINAL = 1000
const ELSEWHERE = 5000
/** To the line's beginning, and empties it. */
const CLEAR = '\r\x1b[2K'

export class Progress {
  readonly #tally: Tally
  readonly #plan: Plan
  readonly #out: NodeJS.WriteStream
  readonly #every: number
  #timer: NodeJS.Timeout | undefined
  #startedAt = 0
  #line = ''

  constructor(tally: Tally, plan: Plan, out: NodeJS.WriteStream) {
    this.#tally = tally
    this.#plan = plan
    this.#out = out
    this.#every = out.isTTY ? ON_TERMINAL : ELSEWHERE
  }

  start(): void {
    this.#startedAt = performance.now()
    this.#timer = setInterval(() => this.#tick(), this.#every)
  }

  /** Seconds since the start. */
  get seconds(): number {
    return (performance.now() - this.#startedAt) / 1000
  }

  /** A line of its own. */
  print(text: string): void {
    if (!this.#out.isTTY) this.#out.write(`${text}\n`)
    else this.#out.write(`${CLEAR}${text}\n${this.#line}`)
  }

  stop(): void {
    clearInterval(this.#timer)
    if (this.#out.isTTY) this.#out.write(CLEAR)
    this.#line = ''
  }

  #tick(): void {
    this.#line = this.#text()
    this.#tally.recent.reset()
    this.#out.write(this.#out.isTTY ? `${CLEAR}${this.#line}` : `${this.#line}\n`)
  }

  #text(): string {
    const { recent, bots, errorCount, losses, mistakes } = this.#tally
    const ms = (percent: number) => (recent.count === 0 ? 0 : recent.percentile(percent) / 1000).toFixed(1)
    const lost = [...losses.values()].reduce((sum, count) => sum + count, 0)
    const wrong = [...mistakes.values()].reduce((sum, { count }) => sum + count, 0)
    return [
      `${Math.round(this.seconds)} s`,
      `${bots.playing}/${this.#plan.count} bots`,
      `${Math.round((recent.count * 1000) / this.#every)} answers/s`,
      `p50 ${ms(50)} ms, p99 ${ms(99)} ms`,
      `${errorCount} errors, ${lost} lost, ${wrong} mistakes`,
    ].join(' · ')
  }
}
