// Asks the server for its time at intervals: that keeps the connection alive, keeps the clock right, and notices a
// connection that is dead without anyone having said so.

import type { ServerClock } from './server-clock.ts'
import { after, ticks } from './time.ts'

export interface HeartbeatOptions {
  /** Time between two, in ms. */
  interval: number
  clock: ServerClock
  /** One heartbeat: resolves with the reply's body. */
  ask: () => Promise<unknown>
  /** Nobody answered. */
  dead: () => void
  /** The clock has a new sample. */
  beat: () => void
}

export class Heartbeat {
  readonly #options: HeartbeatOptions
  #timer: ReturnType<typeof setTimeout> | undefined
  #stopped = false
  #isAsking = false

  constructor(options: HeartbeatOptions) {
    this.#options = options
    void this.#run()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  /** One now, unless one is under way. */
  hurry(): void {
    if (this.#isAsking || this.#stopped) return
    clearTimeout(this.#timer)
    void this.#run()
  }

  async #run(): Promise<void> {
    const sent = ticks()
    this.#isAsking = true
    try {
      this.#take(await this.#options.ask(), ticks() - sent)
    } catch (error) {
      if (this.#stopped) return
      if ((error as { code?: unknown }).code === 'TIMEOUT') return this.#options.dead()
    }
    this.#isAsking = false
    if (!this.#stopped) this.#timer = after(this.#options.interval, () => void this.#run())
  }

  #take(body: unknown, roundTrip: number): void {
    const time = (body as { time?: unknown } | undefined)?.time
    if (this.#stopped || !Number.isFinite(time)) return
    this.#options.clock.add(time as number, roundTrip)
    this.#options.beat()
  }
}
