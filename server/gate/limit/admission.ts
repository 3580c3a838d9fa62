// Who may connect, and how much one address may do: clients of the whole node; sockets, connections, upgrades and messages
// of each address. Counted in memory that all threads share, so limits hold for the node; clear() gives back what a dead
// worker held.
//
//   Int32: clients · clients[32] · sockets · sockets[32] · upgrades[SPOTS] · messages[SPOTS] ·
//          connections[32][SPOTS] · sockets[32][SPOTS]
//
// A socket counts as one until it has upgraded, and as a connection from then on.

import { isLoopback } from '../../lib/networks.ts'
import { MAX_SLOTS } from '../../lib/snowflake.ts'
import { HeldCounts } from './held-counts.ts'
import { SecondCounts } from './second-counts.ts'
import { spotAt } from './spots.ts'

/** A sum for the whole node, so that exactly as many clients are admitted as there are places. */
const CLIENTS = 0
const CLIENTS_OF = 1
const SOCKETS = CLIENTS_OF + MAX_SLOTS
const SOCKETS_OF = SOCKETS + 1
const UPGRADES = SOCKETS_OF + MAX_SLOTS
const MESSAGES = UPGRADES + SecondCounts.CELLS
const CONNECTIONS = MESSAGES + SecondCounts.CELLS
const WAITING = CONNECTIONS + HeldCounts.cellsFor(MAX_SLOTS)
const END = WAITING + HeldCounts.cellsFor(MAX_SLOTS)

/** Sockets beyond maxClients, so that a client too many can be told so. */
const SPARE = 1024
/** Sockets without an upgrade that one address may always have: browsers open some in advance. */
const LEAST_WAITING = 16

export interface AdmissionLimits {
  maxClients: number
  maxPerAddress: number
  maxUpgrades: number
  /** Messages a second; no limit by default. */
  messageRatePerAddress?: number
}

export type Verdict = 'admitted' | 'full' | 'crowded' | 'hasty'

export const createAdmissionMemory = (): SharedArrayBuffer => new SharedArrayBuffer(4 * END)

export class Admission {
  readonly #counts: Int32Array
  readonly #limits: AdmissionLimits
  readonly #slot: number
  readonly #key: string
  readonly #upgrades: SecondCounts
  readonly #messages: SecondCounts
  readonly #connections: HeldCounts
  readonly #waiting: HeldCounts

  /** `key`: a secret of the node, so that nobody can aim at another's spot. */
  constructor(
    memory: SharedArrayBuffer,
    limits: AdmissionLimits,
    { slot, key }: { slot: number; key: string },
  ) {
    const counts = new Int32Array(memory)
    this.#counts = counts
    this.#limits = limits
    this.#slot = slot
    this.#key = key
    const { maxPerAddress, maxUpgrades, messageRatePerAddress = Number.MAX_SAFE_INTEGER } = limits
    this.#upgrades = new SecondCounts(counts.subarray(UPGRADES, MESSAGES), maxUpgrades)
    this.#messages = new SecondCounts(counts.subarray(MESSAGES, CONNECTIONS), messageRatePerAddress)
    this.#connections = new HeldCounts(counts.subarray(CONNECTIONS, WAITING), maxPerAddress)
    const waiting = Math.max(LEAST_WAITING, maxPerAddress)
    this.#waiting = new HeldCounts(counts.subarray(WAITING, END), waiting)
  }

  /** Clients of the whole node. */
  get clients(): number {
    return Atomics.load(this.#counts, CLIENTS)
  }

  /** Sockets of the whole node that have not upgraded. */
  get sockets(): number {
    return Atomics.load(this.#counts, SOCKETS)
  }

  /** A socket was accepted. False when there are too many; otherwise depart() counts it out. */
  arrive(spot: number | undefined): boolean {
    if (this.clients + this.sockets >= this.#limits.maxClients + SPARE) return false
    if (spot !== undefined && !this.#waiting.take(this.#slot, spot)) return false
    Atomics.add(this.#counts, SOCKETS, 1)
    Atomics.add(this.#counts, SOCKETS_OF + this.#slot, 1)
    return true
  }

  /** It has upgraded, or is gone. `keepsSpot`: it goes on counting for its address until forget(). */
  depart(spot: number | undefined, keepsSpot = false): void {
    Atomics.sub(this.#counts, SOCKETS, 1)
    Atomics.sub(this.#counts, SOCKETS_OF + this.#slot, 1)
    if (!keepsSpot) this.forget(spot)
  }

  forget(spot: number | undefined): void {
    if (spot !== undefined) this.#waiting.give(this.#slot, spot)
  }

  /** Counts a client in when it is 'admitted'; release() counts it out. `spot` is undefined for loopback. */
  admit(spot: number | undefined): Verdict {
    if (spot !== undefined && !this.#upgrades.take(spot)) return 'hasty'
    if (!this.#enter()) return 'full'
    if (spot === undefined || this.#connections.take(this.#slot, spot)) return 'admitted'
    this.#leave(CLIENTS, this.#slot, 1)
    return 'crowded'
  }

  release(spot: number | undefined): void {
    this.#leave(CLIENTS, this.#slot, 1)
    if (spot !== undefined) this.#connections.give(this.#slot, spot)
  }

  /** Counts messages that an address has sent; false when it had none left in this second. */
  charge(spot: number, messages: number): boolean {
    return this.#messages.charge(spot, messages)
  }

  /** Messages that an address may still send in this second. */
  allowance(spot: number): number {
    return this.#messages.left(spot)
  }

  /** A worker has ended: what it held is free. */
  clear(slot: number): void {
    this.#leave(CLIENTS, slot, Atomics.load(this.#counts, CLIENTS_OF + slot))
    this.#leave(SOCKETS, slot, Atomics.load(this.#counts, SOCKETS_OF + slot))
    this.#connections.clear(slot)
    this.#waiting.clear(slot)
  }

  /** Where an address is counted; undefined for loopback, which is not counted. An address that a proxy claims
   * (`isClaimed`) is never loopback. */
  spotOf(address: string, isClaimed = false): number | undefined {
    if (!isClaimed && isLoopback(address)) return undefined
    return spotAt(this.#key, address)
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

  /** `sum`: CLIENTS or SOCKETS; the counts of the slots follow it. */
  #leave(sum: number, slot: number, count: number): void {
    Atomics.sub(this.#counts, sum + 1 + slot, count)
    Atomics.sub(this.#counts, sum, count)
  }
}
