// Rates by name that all threads of a node share, and that nobody gets rid of by leaving and coming back: a table of token
// buckets in shared memory, bounded, without locks. It keeps true: a bucket that is full needs no place, so a place is free
// as soon as what was taken has flowed back; when none is free, the fullest of a few makes room.
//
//   a place: 64 bits of the name's hash · a double, the ms (of the node's ticks) at which the bucket is full again

import { createHash } from 'node:crypto'
import { ticks } from './clock.ts'

const PLACES = 65_536
/** Places that a name can be in. */
const NEIGHBOURS = 8
const BYTES = 16

export interface Rate {
  /** Tokens a second. */
  rate: number
  /** Tokens at once. */
  burst: number
}

export const createBucketMemory = (): SharedArrayBuffer => new SharedArrayBuffer(PLACES * BYTES)

export class SharedBuckets {
  readonly #names: BigUint64Array
  readonly #fullAt: Float64Array
  readonly #ticks: () => number

  constructor(memory: SharedArrayBuffer, now = ticks) {
    this.#names = new BigUint64Array(memory)
    this.#fullAt = new Float64Array(memory)
    this.#ticks = now
  }

  /** Takes a token of the bucket `name`; false when there is none. */
  take(name: string, rate: Rate): boolean {
    const has = this.has(name, rate)
    if (has) this.charge(name, rate, 1)
    return has
  }

  /** Whether there is a token. */
  has(name: string, { rate, burst }: Rate): boolean {
    const now = this.#ticks()
    const fullAt = this.#fullAt[this.#placeOf(name, now)]!
    return burst - ((Math.max(now, fullAt) - now) * rate) / 1000 >= 1
  }

  /** Takes tokens that were used already, also more than there are. */
  charge(name: string, { rate }: Rate, tokens: number): void {
    const now = this.#ticks()
    const place = this.#placeOf(name, now)
    this.#fullAt[place] = Math.max(now, this.#fullAt[place]!) + (tokens * 1000) / rate
  }

  /** The index of the name's place in both arrays' halves. */
  #placeOf(name: string, now: number): number {
    const hash = hashOf(name)
    const first = Number(hash % BigInt(PLACES))
    let chosen = -1
    for (let i = 0; i < NEIGHBOURS; i++) {
      const place = ((first + i) % PLACES) * 2
      if (Atomics.load(this.#names, place) === hash) return place + 1
      if (chosen < 0 || this.#fullAt[place + 1]! < this.#fullAt[chosen]!) chosen = place + 1
    }
    Atomics.store(this.#names, chosen - 1, hash)
    this.#fullAt[chosen] = Math.min(this.#fullAt[chosen]!, now)
    return chosen
  }
}

const hashOf = (name: string): bigint => createHash('sha256').update(name).digest().readBigUInt64LE() || 1n
