// What the rooms of one thread have to say to the gates: collected per gate in the order it was said, and sent as one
// message per turn of the loop. So a thousand rooms fill no mailbox, and subscribe, publish and unsubscribe of a room
// never overtake each other.

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

  /** At once: before an answer that has to come behind what was said. */
  flush = (): void => {
    this.#isScheduled = false
    for (const { gate, orders } of this.#boxes.values()) gate.send.batch(orders)
    this.#boxes.clear()
  }
}
