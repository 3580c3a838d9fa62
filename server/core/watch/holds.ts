// When threads are held on purpose, as by a snapshot of their heap: what waits meanwhile is neither stuck nor slow. In memory
// that all threads share, the last hold of each.
//
//   per slot 2 doubles: its beginning · its end, in ticks; an endless one lasts now; 0: there was none
//   then a double: the latest of these ends

import { ticks } from '../../lib/clock.ts'
import { MAX_SLOTS } from '../../lib/snowflake.ts'

const WIDTH = 2
const LATEST = MAX_SLOTS * WIDTH

/** Bytes that it needs. */
export const HOLDS_SIZE = (LATEST + 1) * 8

export class Holds {
  readonly #cells: Float64Array
  readonly #slot: number

  /** `offset`: bytes, where its memory begins. */
  constructor(memory: SharedArrayBuffer, offset: number, slot: number) {
    this.#cells = new Float64Array(memory, offset, LATEST + 1)
    this.#slot = slot
  }

  /** Runs `work`, which holds this thread. */
  during<T>(work: () => T): T {
    const place = this.#slot * WIDTH
    this.#cells[place + 1] = Number.POSITIVE_INFINITY
    this.#cells[place] = ticks()
    this.#findLatest()
    try {
      return work()
    } finally {
      this.#cells[place + 1] = ticks()
      this.#findLatest()
    }
  }

  /** For how many ms the thread in `slot` has been held by now; undefined when it is not. */
  of(slot: number): number | undefined {
    return this.endOf(slot) === Number.POSITIVE_INFINITY ? ticks() - this.#cells[slot * WIDTH]! : undefined
  }

  /** Ticks at which the last hold of a thread has ended; infinite while it lasts. */
  endOf(slot: number): number {
    return this.#cells[slot * WIDTH + 1]!
  }

  /** How many of the ms from `since` (ticks) until now passed while a thread was held: that which was held longest. */
  within(since: number): number {
    if (this.#cells[LATEST]! <= since) return 0
    const now = ticks()
    let longest = 0
    for (let place = 0; place < LATEST; place += WIDTH) {
      const held = Math.min(now, this.#cells[place + 1]!) - Math.max(since, this.#cells[place]!)
      if (held > longest) longest = held
    }
    return longest
  }

  /** The thread in `slot` has ended. */
  forget(slot: number): void {
    this.#cells.fill(0, slot * WIDTH, (slot + 1) * WIDTH)
    this.#findLatest()
  }

  #findLatest(): void {
    let latest = 0
    for (let place = 0; place < LATEST; place += WIDTH) latest = Math.max(latest, this.#cells[place + 1]!)
    this.#cells[LATEST] = latest
  }
}
