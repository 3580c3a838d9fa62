// What clients and their connections say of the views of worlds, on its way to the worlds: nobody waits for it. What comes on a
// thread in a few ms travels to a world as one message.

import type { Address } from '../../core/address.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { ServiceScope } from '../../core/service/service.ts'
import { TurnBatches } from '../../lib/turn-batches.ts'

export type ViewReport =
  /** An input of the world, as it was decoded. */
  | ['input', connection: number, body: object]
  /** The client has applied the patch of this tick. */
  | ['seen', connection: number, applied: number]
  /** What was sent by the socket before may not have come; `isNew`: the client has lost what it had, too. */
  | ['missed', connection: number, isNew: boolean]
  /** The gate has sent the patches that were lent to it by this number. */
  | ['sent', connection: 0, number: number]
  /** Something waits in the socket, or no longer. */
  | ['behind', connection: number, isBehind: boolean]

/** The command of a room that takes them. */
export interface WatchedRoom {
  report(gate: Address, reports: readonly ViewReport[]): void
}

/** ms from one message to the next, where there is much to say. */
const GAP = 4
/** Worlds whose refs are kept. */
const MOST_REFS = 1000

/** What comes after a while is passed on in the same turn; what comes at once behind others waits for a few ms, in which the inputs of
 * a thousand clients become one message. */
export class ViewReports extends TurnBatches<Address, ViewReport> {
  constructor(gate: Address, scope: ServiceScope) {
    const refs = new Map<Address, Ref<WatchedRoom>>()
    const refOf = (room: Address) => {
      let ref = refs.get(room)
      if (ref) return ref
      if (refs.size === MOST_REFS) refs.clear()
      ref = scope.ref<WatchedRoom>(room)
      refs.set(room, ref)
      return ref
    }
    let last = Number.NEGATIVE_INFINITY
    super(
      (room, reports) => {
        last = performance.now()
        refOf(room).send.report(gate, reports)
      },
      deliver => (performance.now() - last < GAP ? setTimeout(deliver, GAP) : setImmediate(deliver)),
    )
  }
}
