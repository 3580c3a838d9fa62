// What clients and their connections say of the views of worlds, on its way to the worlds: nobody waits for it. All that comes on a
// thread in one turn of its loop travels to a world as one message.

import type { Address } from '../../core/address.ts'
import type { ServiceScope } from '../../core/service/service.ts'
import { TurnBatches } from '../../lib/turn-batches.ts'

export type ViewReport =
  /** An input of the world, as it was decoded. */
  | ['input', connection: number, body: object]
  /** The client has applied the patch of this tick. */
  | ['seen', connection: number, applied: number]
  /** What was sent by the socket before may not have come; `isNew`: the client has lost what it had, too. */
  | ['missed', connection: number, isNew: boolean]
  /** Something waits in the socket, or no longer. */
  | ['behind', connection: number, isBehind: boolean]

/** The command of a room that takes them. */
export interface WatchedRoom {
  report(gate: Address, reports: readonly ViewReport[]): void
}

export class ViewReports extends TurnBatches<Address, ViewReport> {
  constructor(gate: Address, scope: ServiceScope) {
    super((room, reports) => scope.ref<WatchedRoom>(room).send.report(gate, reports), setImmediate)
  }
}
