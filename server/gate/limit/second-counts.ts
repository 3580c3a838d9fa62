// How often something happens at each spot within this second, counted by all threads together.
//
//   Int32[SPOTS]: second << 16 | count

import { ticks } from '../../lib/clock.ts'
import { placeIn, SITE, SPOTS, siteIn } from './spots.ts'

/** A limit this high is no limit: the count has 16 bits. */
const MOST = 0xffff

export class SecondCounts {
  static readonly CELLS = SPOTS
  readonly #cells: Int32Array
  readonly #limit: number

  constructor(cells: Int32Array, limit: number) {
    this.#cells = cells
    this.#limit = limit
  }

  /** Counts one; false when this second has none left. */
  take(spot: number): boolean {
    if (this.#limit >= MOST) return true
    const site = siteIn(spot)
    if (site !== undefined && !this.#add(site, 1, this.#limit * SITE)) return false
    return this.#add(placeIn(spot), 1, this.#limit)
  }

  /** Counts `amount` that has happened already; false, and nothing is counted, when none was left before. */
  charge(spot: number, amount: number): boolean {
    if (this.#limit >= MOST) return true
    if (this.left(spot) === 0) return false
    if (amount === 0) return true
    const site = siteIn(spot)
    if (site !== undefined) this.#add(site, amount, MOST)
    this.#add(placeIn(spot), amount, MOST)
    return true
  }

  /** How many are left at `spot` in this second. */
  left(spot: number): number {
    if (this.#limit >= MOST) return Number.MAX_SAFE_INTEGER
    const here = this.#limit - this.#count(placeIn(spot))
    const site = siteIn(spot)
    const there = site === undefined ? here : Math.min(MOST, this.#limit * SITE) - this.#count(site)
    return Math.max(0, Math.min(here, there))
  }

  #count(place: number): number {
    const seen = Atomics.load(this.#cells, place)
    return seen >> 16 === currentSecond() ? seen & MOST : 0
  }

  #add(place: number, amount: number, limit: number): boolean {
    const second = currentSecond()
    for (;;) {
      const seen = Atomics.load(this.#cells, place)
      const count = (seen >> 16 === second ? seen & MOST : 0) + amount
      if (count > Math.min(limit, MOST)) return false
      if (Atomics.compareExchange(this.#cells, place, seen, (second << 16) | count) === seen) return true
    }
  }
}

/** 15 bits, so that it stays positive when shifted above a count. All threads share this clock. */
const currentSecond = (): number => Math.floor(ticks() / 1000) & 0x7fff
