// The service `.homes` on main: which gate has the sessions of which thread, for clients that come back to another one.

import { type Address, lifeOf } from '../../core/address.ts'
import { Service } from '../../core/service/service.ts'

/** What gates hear of each other. */
export interface Neighbour {
  /** The thread with this life has ended. */
  lost(life: number): void
}

/** What a gate needs of them. */
export interface HomeFinder {
  /** This gate serves clients. */
  open(gate: Address): void
  /** The gate on the thread with this life; undefined when that has ended. */
  find(life: number): Promise<Address | undefined>
}

export class Homes extends Service<void> {
  static concurrent = true
  /** By the life of its thread. */
  readonly #gates = new Map<number, Address>()

  /** A gate serves clients. */
  open(gate: Address): void {
    this.#gates.set(lifeOf(gate), gate)
  }

  /** undefined when that thread has ended. */
  find(life: number): Address | undefined {
    return this.#gates.get(life)
  }

  lost(life: number): void {
    this.#gates.delete(life)
    for (const gate of this.#gates.values()) this.node.ref<Neighbour>(gate).send.lost(life)
  }
}
