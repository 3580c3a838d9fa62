// The bots of one process: each begins at its time, so that all processes together keep the rate; all stop together.

import { BotPlayer } from './bot-player.ts'
import type { BotScript } from './define-bot.ts'
import type { Plan } from './plan.ts'
import type { Samples } from './samples.ts'

/** How long rounds may take to come to their next wait, ms. */
const ENDS_WITHIN = 5000

export class Crowd {
  readonly #plan: Plan
  readonly #script: BotScript
  readonly #samples: Samples
  /** Numbers that have not begun, the next one last. */
  readonly #numbers: number[]
  readonly #players: BotPlayer[] = []
  readonly #runs: Promise<void>[] = []
  #startedAt = 0
  #allBegun!: () => void
  #timer: NodeJS.Timeout | undefined

  /** `index`: which of the plan's processes this is, from 0. */
  constructor(plan: Plan, index: number, script: BotScript, samples: Samples) {
    this.#plan = plan
    this.#script = script
    this.#samples = samples
    const all = Array.from({ length: plan.count }, (_, i) => i + 1)
    this.#numbers = all.filter(number => (number - 1) % plan.processes === index).reverse()
  }

  /** Resolves when every bot has begun and has left: has played its rounds, or was refused for good. */
  async play(): Promise<void> {
    this.#startedAt = performance.now()
    await new Promise<void>(resolve => {
      this.#allBegun = resolve
      this.#beginDue()
    })
    await Promise.all(this.#runs)
  }

  /** Resolves when every round has ended, or has had its time. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    for (const player of this.#players) player.stop()
    let cut: NodeJS.Timeout | undefined
    const late = new Promise<void>(resolve => {
      cut = setTimeout(resolve, ENDS_WITHIN)
    })
    await Promise.race([Promise.all(this.#runs), late])
    clearTimeout(cut)
    for (const player of this.#players) player.close()
  }

  #beginDue(): void {
    const passed = performance.now() - this.#startedAt
    while (this.#numbers.length > 0 && this.#dueAt(this.#numbers.at(-1)!) <= passed) this.#begin()
    const next = this.#numbers.at(-1)
    if (next === undefined) return this.#allBegun()
    this.#timer = setTimeout(() => this.#beginDue(), this.#dueAt(next) - passed)
  }

  /** ms after the start. */
  #dueAt(number: number): number {
    return ((number - 1) / this.#plan.rate) * 1000
  }

  #begin(): void {
    const player = new BotPlayer({
      number: this.#numbers.pop()!,
      plan: this.#plan,
      script: this.#script,
      samples: this.#samples,
    })
    this.#players.push(player)
    this.#runs.push(player.run())
  }
}
