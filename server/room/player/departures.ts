// Players of one thread who have left, and those whose connections are lost or back. Each of their rooms is told once per turn
// of the loop: thousands who vanish at once fill no mailbox, so that none of them stays behind in a room.

import type { Address } from '../../core/address.ts'
import type { ServiceScope } from '../../core/service/service.ts'
import { TurnBatches } from '../../lib/turn-batches.ts'
import type { RoomService } from '../life/room-service.ts'
import type { Absence, Caller } from '../room-messages.ts'

export class Departures extends TurnBatches<Address, Caller> {
  constructor(scope: ServiceScope) {
    super((room, callers) => scope.ref<RoomService>(room).send.gone(callers), setImmediate)
  }
}

export class Absences extends TurnBatches<Address, Absence> {
  constructor(scope: ServiceScope) {
    super((room, absences) => scope.ref<RoomService>(room).send.away(absences), setImmediate)
  }
}
