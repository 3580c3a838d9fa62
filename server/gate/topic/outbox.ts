// The orders of one thread's rooms to the gates: collected per gate, in order, and sent as one message per turn of the loop.
// So a thousand rooms do not fill a mailbox, and a room's subscribe, publish and unsubscribe never overtake each other.

import type { Address } from '../../core/address.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { ServiceScope } from '../../core/service/service.ts'
import type { GateOrder, OrderedGate } from './gate-orders.ts'

interface Box {
  gate: Ref<OrderedGate>
  orders: GateOrder[]
}

export class Outbox {
  readonly #scope: ServiceScope
  readonly #boxes = new Map<Address, Box>()
  #isScheduled = false

  constructor(scope: ServiceScope) {
    this.#scope = scope
  }

  add(gate: Address, order: GateOrder): void {
    let box = this.#boxes.get(gate)
    if (!box) {
      box = { gate: this.#scope.ref<OrderedGate>(gate), orders: [] }
      this.#boxes.set(gate, box)
    }
    box.orders.push(order)
    if (this.#isScheduled) return
    this.#isScheduled = true
    queueMicrotask(this.flush)
  }

  /** Sends them at once; called before an answer that must come after them. */
  flush = (): void => {
    this.#isScheduled = false
    for (const { gate, orders } of this.#boxes.values()) gate.send.batch(orders)
    this.#boxes.clear()
  }
}
