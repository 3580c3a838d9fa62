// The slowest messages of the last hour on one thread. It holds at most MOST of them: when it is full, the one that was the
// least slow makes place.

import { ticks } from '../../lib/clock.ts'

/** A message is noted when it took this long, in ms. */
export const NOTED = 100
const HOUR = 3_600_000
const MOST = 200

export interface SlowMessage {
  service: string
  command: string
  /** From the beginning of its handler to its end. */
  ms: number
  /** Ticks at its end. */
  at: number
  /** Whose: a player, a room. */
  about: object
}

export class SlowBook {
  #messages: SlowMessage[] = []

  note(message: Omit<SlowMessage, 'at'>): void {
    this.#forgetOld()
    if (this.#messages.length >= MOST && !this.#makePlaceFor(message.ms)) return
    this.#messages.push({ ...message, at: ticks() })
  }

  /** The slowest first. */
  list(): SlowMessage[] {
    this.#forgetOld()
    return [...this.#messages].sort((a, b) => b.ms - a.ms)
  }

  #forgetOld(): void {
    const oldest = ticks() - HOUR
    if (this.#messages.some(({ at }) => at < oldest))
      this.#messages = this.#messages.filter(({ at }) => at >= oldest)
  }

  #makePlaceFor(ms: number): boolean {
    let least = 0
    for (const [i, message] of this.#messages.entries()) if (message.ms < this.#messages[least]!.ms) least = i
    if (this.#messages[least]!.ms >= ms) return false
    this.#messages.splice(least, 1)
    return true
  }
}
