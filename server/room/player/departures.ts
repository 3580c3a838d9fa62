// Players of one thread whose connections have ended, said to each of their rooms as one message per turn of the loop:
// thousands who vanish at once fill no mailbox, so that none of them stays behind in a room.

import type { Address } from '../../core/address.ts'
import type { ServiceScope } from '../../core/service/service.ts'
import type { RoomService } from '../life/room-service.ts'
import type { Caller } from '../room-messages.ts'

export class Departures {
  readonly #scope: ServiceScope
  readonly #gone = new Map<Address, Caller[]>()

  constructor(scope: ServiceScope) {
    this.#scope = scope
  }

  add(room: Address, caller: Caller): void {
    if (this.#gone.size === 0) setImmediate(() => this.#tell())
    const callers = this.#gone.get(room)
    if (callers) callers.push(caller)
    else this.#gone.set(room, [caller])
  }

  #tell(): void {
    for (const [room, callers] of this.#gone) this.#scope.ref<RoomService>(room).send.gone(callers)
    this.#gone.clear()
  }
}
