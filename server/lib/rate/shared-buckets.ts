// Rates by name, shared by all threads of a node, which a new login does not reset: a bounded table of token buckets in shared
// memory, without locks. It keeps true: a full bucket needs no slot, so a slot is free as soon as its bucket has refilled;
// when none is free, the fullest of a few neighbours is replaced.
//
//   a slot: 64 bits of the name's hash · a double, the ms (of the node's ticks) at which the bucket is full again

import { createHash } from 'node:crypto'
import { ticks } from '../clock.ts'

const PLACES = 65_536
/** Slots that a name can be in. */
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

  /** Takes `tokens` at once; more than the burst need a full bucket. */
  takeMany(name: string, rate: Rate, tokens: number): boolean {
    const has = this.has(name, rate, Math.min(tokens, rate.burst))
    if (has) this.charge(name, rate, tokens)
    return has
  }

  /** Whether there is a token, or so many. */
  has(name: string, { rate, burst }: Rate, tokens = 1): boolean {
    const now = this.#ticks()
    const fullAt = this.#fullAt[this.#placeOf(name, now)]!
    return burst - ((Math.max(now, fullAt) - now) * rate) / 1000 >= tokens
  }

  /** Charges for what was done already, also more tokens than there are. */
  charge(name: string, { rate }: Rate, tokens: number): void {
    const now = this.#ticks()
    const place = this.#placeOf(name, now)
    this.#fullAt[place] = Math.max(now, this.#fullAt[place]!) + (tokens * 1000) / rate
  }

  /** The index of the name's time in #fullAt; the name is one before it. */
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
