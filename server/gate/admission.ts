// Who may connect: clients of the whole node, connections and upgrades per address. Counted in memory that all threads
// share, each thread in a part of its own, so that a dead worker's part is given back by clearing it.
//
//   Int32: clients · clients[32] · upgrades[SPOTS] (second << 16 | count, whole node) · connections[32][SPOTS]
//
// Addresses share SPOTS by a keyed hash; two that meet in one spot share its limit, which 2^14 spots make rare.

import { createHash } from 'node:crypto'
import { ticks } from '../lib/clock.ts'

const SLOTS = 32
const SPOTS = 16_384
/** Of the whole node, so that of many who ask at once exactly as many get in as there are places. */
const CLIENTS = 0
const CLIENTS_OF = 1
const UPGRADES = CLIENTS_OF + SLOTS
const CONNECTIONS = UPGRADES + SPOTS

export interface AdmissionLimits {
  maxClients: number
  maxPerAddress: number
  maxUpgrades: number
}

export type Verdict = 'admitted' | 'full' | 'crowded' | 'hasty'

export const createAdmissionMemory = (): SharedArrayBuffer =>
  new SharedArrayBuffer(4 * (CONNECTIONS + SLOTS * SPOTS))

export class Admission {
  readonly #counts: Int32Array
  readonly #limits: AdmissionLimits
  readonly #slot: number
  readonly #key: string

  /** `key` is the node's secret, so that nobody can aim at another's spot. */
  constructor(
    memory: SharedArrayBuffer,
    limits: AdmissionLimits,
    { slot, key }: { slot: number; key: string },
  ) {
    this.#counts = new Int32Array(memory)
    this.#limits = limits
    this.#slot = slot
    this.#key = key
  }

  /** Clients in the whole node. */
  get clients(): number {
    return Atomics.load(this.#counts, CLIENTS)
  }

  /** Counts a client in when it is 'admitted'; release() counts it out. `spot` is undefined for loopback. */
  admit(spot: number | undefined): Verdict {
    if (spot !== undefined && this.#isHasty(spot)) return 'hasty'
    if (!this.#enter()) return 'full'
    if (spot === undefined || this.#take(spot)) return 'admitted'
    this.#leave(this.#slot, 1)
    return 'crowded'
  }

  release(spot: number | undefined): void {
    this.#leave(this.#slot, 1)
    if (spot !== undefined) Atomics.sub(this.#counts, this.#connections(this.#slot, spot), 1)
  }

  /** A worker has ended: what it held is free. */
  clear(slot: number): void {
    this.#leave(slot, Atomics.load(this.#counts, CLIENTS_OF + slot))
    this.#counts.fill(0, this.#connections(slot, 0), this.#connections(slot + 1, 0))
  }

  /** Where an address is counted; undefined for loopback, which is not. IPv6 counts by /64. */
  spotOf(address: string): number | undefined {
    if (address.startsWith('127.') || address === '::1') return undefined
    const network = address.includes(':') ? address.split(':').slice(0, 4).join(':') : address
    return createHash('sha1').update(this.#key).update(network).digest().readUInt16BE() % SPOTS
  }

  #enter(): boolean {
    for (;;) {
      const { clients } = this
      if (clients >= this.#limits.maxClients) return false
      if (Atomics.compareExchange(this.#counts, CLIENTS, clients, clients + 1) === clients) break
    }
    Atomics.add(this.#counts, CLIENTS_OF + this.#slot, 1)
    return true
  }

  #leave(slot: number, count: number): void {
    Atomics.sub(this.#counts, CLIENTS_OF + slot, count)
    Atomics.sub(this.#counts, CLIENTS, count)
  }

  #connections(slot: number, spot: number): number {
    return CONNECTIONS + slot * SPOTS + spot
  }

  #take(spot: number): boolean {
    const mine = this.#connections(this.#slot, spot)
    Atomics.add(this.#counts, mine, 1)
    let sum = 0
    for (let slot = 0; slot < SLOTS; slot++) sum += Atomics.load(this.#counts, this.#connections(slot, spot))
    if (sum <= this.#limits.maxPerAddress) return true
    Atomics.sub(this.#counts, mine, 1)
    return false
  }

  #isHasty(spot: number): boolean {
    const second = Math.floor(ticks() / 1000) & 0x7fff
    const index = UPGRADES + spot
    for (;;) {
      const seen = Atomics.load(this.#counts, index)
      const count = seen >> 16 === second ? seen & 0xffff : 0
      if (count >= Math.min(this.#limits.maxUpgrades, 0xffff)) return true
      const next = (second << 16) | (count + 1)
      if (Atomics.compareExchange(this.#counts, index, seen, next) === seen) return false
    }
  }
}
