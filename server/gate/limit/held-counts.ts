// What each spot holds at the moment (sockets, for example), counted by all threads together, each in a part of its own:
// clearing its part gives back what a dead thread held.
//
//   Int32[slots][SPOTS]

import { placeIn, SITE, SPOTS, siteIn } from './spots.ts'

export class HeldCounts {
  static readonly cellsFor = (slots: number): number => slots * SPOTS
  readonly #cells: Int32Array
  readonly #slots: number
  readonly #limit: number

  constructor(cells: Int32Array, limit: number) {
    this.#cells = cells
    this.#slots = cells.length / SPOTS
    this.#limit = limit
  }

  /** Counts one more in `slot`. False, and nothing is counted, when the spot has reached the limit. */
  take(slot: number, spot: number): boolean {
    const site = siteIn(spot)
    if (!this.#add(slot, placeIn(spot), this.#limit)) return false
    if (site === undefined || this.#add(slot, site, this.#limit * SITE)) return true
    this.#sub(slot, placeIn(spot))
    return false
  }

  give(slot: number, spot: number): void {
    this.#sub(slot, placeIn(spot))
    const site = siteIn(spot)
    if (site !== undefined) this.#sub(slot, site)
  }

  clear(slot: number): void {
    this.#cells.fill(0, slot * SPOTS, (slot + 1) * SPOTS)
  }

  #add(slot: number, place: number, limit: number): boolean {
    Atomics.add(this.#cells, slot * SPOTS + place, 1)
    let sum = 0
    for (let each = 0; each < this.#slots; each++) sum += Atomics.load(this.#cells, each * SPOTS + place)
    if (sum <= limit) return true
    this.#sub(slot, place)
    return false
  }

  #sub(slot: number, place: number): void {
    Atomics.sub(this.#cells, slot * SPOTS + place, 1)
  }
}
