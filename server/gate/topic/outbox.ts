// The orders of one thread's rooms to the gates: collected per gate, in order, and sent as one message per turn of the loop.
// So a thousand rooms do not fill a mailbox, and a room's subscribe, publish and unsubscribe never overtake each other.

import type { Address } from '../../core/address.ts'
import type { ServiceScope } from '../../core/service/service.ts'
import { TurnBatches } from '../../lib/turn-batches.ts'
import type { GateOrder, OrderedGate } from './gate-orders.ts'

export class Outbox extends TurnBatches<Address, GateOrder> {
  constructor(scope: ServiceScope) {
    super((gate, orders) => scope.ref<OrderedGate>(gate).send.batch(orders), queueMicrotask)
  }
}
