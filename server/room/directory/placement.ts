// Which thread a new room goes to: the one with the least load. A room counts as one, and so does each member.

import { type Address, lifeOf } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'

export class Placement {
  /** RoomsService -> load. */
  readonly #loads = new Map<Address, number>()

  get services(): Address[] {
    return [...this.#loads.keys()]
  }

  add(service: Address): void {
    this.#loads.set(service, 0)
  }

  /** Removes the services of a thread that has ended. */
  lose(life: number): void {
    for (const service of this.#loads.keys()) if (lifeOf(service) === life) this.#loads.delete(service)
  }

  /** Throws TRY_AGAIN while no thread serves rooms. */
  choose(): Address {
    const [first, ...others] = this.#loads
    if (!first) throw new AppError('TRY_AGAIN')
    return others.reduce((least, each) => (each[1] < least[1] ? each : least), first)[0]
  }

  /** `by`: how many rooms and members have come, negative when they have gone. */
  change(service: Address | undefined, by: number): void {
    const load = service === undefined ? undefined : this.#loads.get(service)
    if (load !== undefined) this.#loads.set(service!, load + by)
  }
}
