// The order in which the services of a thread run: those that have messages queue up, and take their turns in microtasks.
// After TURN_LIMIT messages sockets and timers come first, even if services keep each other busy for ever.

import type { Cell } from './cell.ts'

/** Messages handled between two turns of the loop. */
const TURN_LIMIT = 2000

/** Places for services that are kept while none has messages. */
const MOST_KEPT = 1024

/** Its reactions are microtasks, without the async resource that queueMicrotask() creates for each. */
const SETTLED = Promise.resolve()

export class Scheduler {
  readonly #onTurn: () => void
  /** The first `#count` of them; the array keeps its length, as making it anew costs more than a message. */
  #ready: (Cell | undefined)[] = []
  #count = 0
  #budget = TURN_LIMIT
  #isScheduled = false
  #willRefill = false

  /** `onTurn` is called after each turn of the loop in which services ran. */
  constructor(onTurn: () => void) {
    this.#onTurn = onTurn
  }

  add(cell: Cell): void {
    cell.isScheduled = true
    this.#ready[this.#count++] = cell
    if (this.#isScheduled) return
    this.#isScheduled = true
    void SETTLED.then(this.#drain)
  }

  #drain = (): void => {
    this.#refillLater()
    for (let i = 0; i < this.#count; i++) {
      if (this.#budget <= 0) return this.#keepFrom(i)
      const cell = this.#ready[i]!
      this.#ready[i] = undefined
      this.#budget -= cell.run(this.#budget)
      cell.isScheduled = cell.canRun
      if (cell.isScheduled) this.#ready[this.#count++] = cell
    }
    this.#count = 0
    if (this.#ready.length > MOST_KEPT) this.#ready = []
    this.#isScheduled = false
  }

  #keepFrom(start: number): void {
    this.#ready = this.#ready.slice(start, this.#count)
    this.#count = this.#ready.length
  }

  #refillLater(): void {
    if (this.#willRefill) return
    this.#willRefill = true
    setImmediate(this.#refill)
  }

  #refill = (): void => {
    this.#willRefill = false
    this.#onTurn()
    this.#budget = TURN_LIMIT
    if (this.#isScheduled) this.#drain()
  }
}
