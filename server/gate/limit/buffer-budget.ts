// How many bytes may wait in the sockets of all connections of the node together. Each thread reports its part to memory
// that all share; the thread with the largest backlog of the node closes that connection.
//
//   Float64, per slot: bytes waiting on the thread · bytes of its largest connection

import { MAX_SLOTS } from '../../lib/snowflake.ts'

export const createBufferMemory = (): SharedArrayBuffer => new SharedArrayBuffer(8 * 2 * MAX_SLOTS)

export class BufferBudget {
  readonly #cells: Float64Array
  readonly #limit: number
  readonly #slot: number

  constructor(memory: SharedArrayBuffer, limit: number, slot: number) {
    this.#cells = new Float64Array(memory)
    this.#limit = limit
    this.#slot = slot
  }

  report(sum: number, largest: number): void {
    this.#cells[2 * this.#slot] = sum
    this.#cells[2 * this.#slot + 1] = largest
  }

  /** Bytes above the limit; 0 or less when there is room. */
  get excess(): number {
    let sum = 0
    for (let slot = 0; slot < MAX_SLOTS; slot++) sum += this.#cells[2 * slot]!
    return sum - this.#limit
  }

  /** Whether no other thread has a larger backlog than `size`. */
  isLargest(size: number): boolean {
    for (let slot = 0; slot < MAX_SLOTS; slot++)
      if (slot !== this.#slot && this.#cells[2 * slot + 1]! > size) return false
    return true
  }

  /** The thread in `slot` has ended: nothing waits there. */
  clear(slot: number): void {
    this.#cells[2 * slot] = this.#cells[2 * slot + 1] = 0
  }
}
