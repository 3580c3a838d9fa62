// Counts by name, shared by all threads of a node, each within a window that begins with the first: a bounded table in shared
// memory, without locks. It keeps true: no more than the limit is let through within a window. A slot is free as soon as
// its window has passed; when none is free, that of a few neighbours which ends first is replaced.
//
//   a slot: 64 bits of the name's hash · 32 bits the second (of the node's ticks) at which its window ends, 32 bits the count

import { createHash } from 'node:crypto'
import { ticks } from '../clock.ts'

const PLACES = 32_768
/** Slots that a name can be in. */
const NEIGHBOURS = 8
const BYTES = 16

export const createWindowMemory = (): SharedArrayBuffer => new SharedArrayBuffer(PLACES * BYTES)

export class SharedWindows {
  readonly #cells: BigUint64Array
  readonly #ticks: () => number

  constructor(memory: SharedArrayBuffer, now = ticks) {
    this.#cells = new BigUint64Array(memory)
    this.#ticks = now
  }

  /** Counts one of `name`; false, and nothing is counted, when there were `limit` in the `seconds` that began with the first. */
  take(name: string, limit: number, seconds: number): boolean {
    const now = BigInt(Math.floor(this.#ticks() / 1000))
    const place = this.#placeOf(name, now)
    for (;;) {
      const seen = Atomics.load(this.#cells, place)
      const isOver = seen >> 32n <= now
      const count = isOver ? 0n : seen & COUNT
      if (count >= BigInt(limit)) return false
      const end = isOver ? now + BigInt(seconds) : seen >> 32n
      const next = (end << 32n) | (count + 1n)
      if (Atomics.compareExchange(this.#cells, place, seen, next) === seen) return true
    }
  }

  /** The index of the name's window and count; the name is one before it. */
  #placeOf(name: string, now: bigint): number {
    const hash = hashOf(name)
    for (;;) {
      const place = this.#find(hash, now)
      const before = Atomics.load(this.#cells, place - 1)
      if (before === hash) return place
      // Another thread may have taken it meanwhile.
      if (Atomics.compareExchange(this.#cells, place - 1, before, hash) !== before) continue
      if (this.#endOf(place, now) > 0n) Atomics.store(this.#cells, place, 0n)
      return place
    }
  }

  /** That of the name, or else the one that can best be spared. */
  #find(hash: bigint, now: bigint): number {
    const first = Number(hash % BigInt(PLACES))
    const places = Array.from({ length: NEIGHBOURS }, (_, i) => ((first + i) % PLACES) * 2 + 1)
    const own = places.find(place => Atomics.load(this.#cells, place - 1) === hash)
    if (own !== undefined) return own
    return places.reduce((best, place) => (this.#endOf(place, now) < this.#endOf(best, now) ? place : best))
  }

  /** 0 for one that has passed. */
  #endOf(place: number, now: bigint): bigint {
    const end = Atomics.load(this.#cells, place) >> 32n
    return end <= now ? 0n : end
  }
}

const COUNT = 0xffff_ffffn

const hashOf = (name: string): bigint => createHash('sha256').update(name).digest().readBigUInt64LE() || 1n
