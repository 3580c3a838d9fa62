// The timers of one service. What they run is a message of the service; all end with it.

import type { Turn } from './service.ts'

export class Timers {
  readonly #turn: Turn
  readonly #running = new Set<() => void>()

  constructor(turn: Turn) {
    this.#turn = turn
  }

  after(ms: number, work: () => unknown): () => void {
    const timer = setTimeout(() => {
      this.#running.delete(cancel)
      this.#turn.enqueue('timer', work)
    }, ms)
    const cancel = this.#keep(() => clearTimeout(timer))
    return cancel
  }

  every(ms: number, work: () => unknown): () => void {
    let waiting = false
    const timer = setInterval(() => {
      if (waiting) return
      waiting = true
      const queued = this.#turn.enqueue('timer', async () => {
        try {
          await work()
        } finally {
          waiting = false
        }
      })
      if (!queued) waiting = false
    }, ms)
    return this.#keep(() => clearInterval(timer))
  }

  close(): void {
    for (const cancel of this.#running) cancel()
  }

  #keep(clear: () => void): () => void {
    const cancel = () => {
      clear()
      this.#running.delete(cancel)
    }
    this.#running.add(cancel)
    return cancel
  }
}
