// The service `.homes` on main: which gate has which session, for clients that come back to another one. A session is where it
// began, which its token says, unless it has moved.

import { type Address, lifeOf } from '../../core/address.ts'
import { Service } from '../../core/service/service.ts'

/** What gates hear of each other. */
export interface Neighbour {
  /** The thread with this life has ended. */
  lost(life: number): void
}

/** Where a session is. */
export interface Home {
  gate: Address
  connection: number
  /** How many times it has moved; undefined where that is not known. */
  moves?: number
}

/** Where a session began, as its token says. */
export interface Birthplace {
  /** Of the thread. */
  life: number
  connection: number
}

/** What a gate needs of them. */
export interface HomeFinder {
  /** This gate serves clients. */
  open(gate: Address): void
  /** undefined when it has ended with its thread. */
  find(born: Birthplace): Promise<Home | undefined>
  /** A session that began there is here now. */
  moved(born: Birthplace, home: Home): void
  /** One that has moved has ended. */
  over(born: Birthplace): void
}

/** Of sessions that have ended after a move: the gate where they did knows how. */
const MOST_OVER = 2000

export class Homes extends Service<void> {
  static concurrent = true
  /** By the life of its thread. */
  readonly #gates = new Map<number, Address>()
  readonly #moved = new Map<string, Home>()
  /** The one that ended first stands first. */
  readonly #over = new Map<string, Home>()

  /** A gate serves clients. */
  open(gate: Address): void {
    this.#gates.set(lifeOf(gate), gate)
  }

  find(born: Birthplace): Home | undefined {
    const moved = this.#moved.get(keyOf(born)) ?? this.#over.get(keyOf(born))
    if (moved) return moved
    const gate = this.#gates.get(born.life)
    return gate === undefined ? undefined : { gate, connection: born.connection }
  }

  moved(born: Birthplace, home: Home): void {
    const key = keyOf(born)
    const known = this.#moved.get(key)?.moves ?? 0
    if (this.#gates.has(lifeOf(home.gate)) && (home.moves ?? 0) > known) this.#moved.set(key, home)
  }

  over(born: Birthplace): void {
    const key = keyOf(born)
    const home = this.#moved.get(key)
    if (!home || !this.#moved.delete(key)) return
    this.#over.set(key, home)
    if (this.#over.size > MOST_OVER) this.#over.delete(this.#over.keys().next().value!)
  }

  /** Lives of the threads that serve clients. */
  lives(): number[] {
    return [...this.#gates.keys()]
  }

  lost(life: number): void {
    this.#gates.delete(life)
    for (const homes of [this.#moved, this.#over])
      for (const [key, { gate }] of homes) if (lifeOf(gate) === life) homes.delete(key)
    for (const gate of this.#gates.values()) this.node.ref<Neighbour>(gate).send.lost(life)
  }

  protected override inspect(): object {
    return { gates: this.#gates.size, moved: this.#moved.size }
  }
}

export const keyOf = ({ life, connection }: Birthplace): string => `${life}.${connection}`
