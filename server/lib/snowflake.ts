// Makes ids that are unique among all threads, nodes and runs: 39 bits of 10 ms, 7 bits node, 5 bits thread, 12 bits sequence.
// Its last tick lives in a shared cell, one per thread slot, so that a replaced worker goes on after its predecessor;
// main saves the cells' ticks ahead of their use (server/store/seat/node-seat.ts), so that a restarted node does too.
// It never blocks and never makes an id twice: when the clock is behind its last tick, it continues from there as a logical
// clock.

import type { Clock } from './clock.ts'

/** Thread slots of a node: main is 0, workers follow. An id has 5 bits for its thread. */
export const MAX_SLOTS = 32
export const TICK_MS = 10
const EPOCH_MS = Date.UTC(2024, 0, 1)
const SEQUENCES = 4096

/** Ticks (10 ms since 2024-01-01T00:00Z) at the time `nowMs`. */
export const tickAt = (nowMs: number): number => Math.floor((nowMs - EPOCH_MS) / TICK_MS)

/** Cells for `threads` thread slots, each the last tick that the slot has used; give the same ones to a slot's next thread. */
export const createTickCells = (threads: number): BigInt64Array =>
  new BigInt64Array(new SharedArrayBuffer(threads * BigInt64Array.BYTES_PER_ELEMENT))

/** Lets no slot use a tick up to `tick`: for the cells of a restarted node. */
export function advanceTickCells(cells: BigInt64Array, tick: number): void {
  for (let slot = 0; slot < cells.length; slot++) Atomics.store(cells, slot, BigInt(tick))
}

/** The last tick that any slot has used. */
export const lastTickOf = (cells: BigInt64Array): number =>
  cells.reduce((last, cell) => Math.max(last, Number(cell)), 0)

interface SnowflakeOptions {
  clock: Clock
  /** 0…127, `node.id`. */
  node: number
  /** 0…31, the thread's slot; its cell is `cells[thread]`. */
  thread: number
  cells: BigInt64Array
}

export class Snowflake {
  readonly #clock: Clock
  readonly #cells: BigInt64Array
  readonly #thread: number
  readonly #place: bigint
  #tick: number
  #sequence = SEQUENCES

  constructor({ clock, node, thread, cells }: SnowflakeOptions) {
    if (!(Number.isInteger(node) && node >= 0 && node < 128))
      throw new RangeError(`node ${node} is not 0…127`)
    if (!(thread >= 0 && thread < MAX_SLOTS && thread < cells.length))
      throw new RangeError(`thread ${thread} has no slot`)
    this.#clock = clock
    this.#cells = cells
    this.#thread = thread
    this.#place = (BigInt(node) << 17n) | (BigInt(thread) << 12n)
    this.#tick = Number(Atomics.load(cells, thread))
  }

  /** A decimal string. */
  next(): string {
    const now = tickAt(this.#clock.now())
    if (now > this.#tick) this.#begin(now)
    else if (this.#sequence === SEQUENCES) this.#begin(this.#tick + 1)
    return String((BigInt(this.#tick) << 24n) | this.#place | BigInt(this.#sequence++))
  }

  #begin(tick: number): void {
    this.#tick = tick
    this.#sequence = 0
    Atomics.store(this.#cells, this.#thread, BigInt(tick))
  }
}

/** When the id was made, in ms since 1970; later than that where the clock had gone back. */
export const timeOfId = (id: string): number => Number(BigInt(id) >> 24n) * TICK_MS + EPOCH_MS
