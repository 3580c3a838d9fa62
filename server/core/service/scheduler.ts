// The order in which the services of a thread run: those that have messages queue up, and take their turns in microtasks.
// After TURN_LIMIT messages sockets and timers come first, even if services keep each other busy for ever.

import type { Cell } from './cell.ts'

/** Messages handled between two turns of the loop. */
const TURN_LIMIT = 2000

/** Its reactions are microtasks, without the async resource that queueMicrotask() creates for each. */
const SETTLED = Promise.resolve()

export class Scheduler {
  readonly #onTurn: () => void
  #ready: Cell[] = []
  #budget = TURN_LIMIT
  #isScheduled = false
  #willRefill = false

  /** `onTurn` is called after each turn of the loop in which services ran. */
  constructor(onTurn: () => void) {
    this.#onTurn = onTurn
  }

  add(cell: Cell): void {
    cell.isScheduled = true
    this.#ready.push(cell)
    if (this.#isScheduled) return
    this.#isScheduled = true
    void SETTLED.then(this.#drain)
  }

  #drain = (): void => {
    this.#refillLater()
    for (let i = 0; i < this.#ready.length; i++) {
      if (this.#budget <= 0) {
        this.#ready = this.#ready.slice(i)
        return
      }
      const cell = this.#ready[i]!
      this.#budget -= cell.run(this.#budget)
      cell.isScheduled = cell.canRun
      if (cell.isScheduled) this.#ready.push(cell)
    }
    this.#ready.length = 0
    this.#isScheduled = false
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
