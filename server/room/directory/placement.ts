// Which thread a new room goes to: the one with the least load, where a room counts as one and each member as one.

import { type Address, lifeOf } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'

export class Placement {
  /** Desk -> load. */
  readonly #loads = new Map<Address, number>()

  get desks(): Address[] {
    return [...this.#loads.keys()]
  }

  add(desk: Address): void {
    this.#loads.set(desk, 0)
  }

  /** The desks of a thread that has ended. */
  lose(life: number): void {
    for (const desk of this.#loads.keys()) if (lifeOf(desk) === life) this.#loads.delete(desk)
  }

  /** Throws TRY_AGAIN while no thread serves rooms. */
  choose(): Address {
    const [first, ...others] = this.#loads
    if (!first) throw new AppError('TRY_AGAIN')
    return others.reduce((least, each) => (each[1] < least[1] ? each : least), first)[0]
  }

  /** A room, or members of one, came (or went: negative). */
  change(desk: Address | undefined, by: number): void {
    const load = desk === undefined ? undefined : this.#loads.get(desk)
    if (load !== undefined) this.#loads.set(desk!, load + by)
  }
}
