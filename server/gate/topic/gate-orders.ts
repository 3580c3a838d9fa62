// What rooms tell the gate of a thread. All that a thread's rooms say in one turn of its loop travels as one message.

import type { Address } from '../../core/address.ts'
import type { Frames } from '../peer.ts'

export type GateOrder =
  | ['subscribe', connection: number, topic: string, isIndividual: boolean]
  | ['unsubscribe', connection: number, topic: string]
  | ['switch', connection: number, topic: string, isIndividual: boolean]
  | ['publish', topic: string, frames: Frames, except: number | undefined]
  | ['sendTo', connections: readonly number[], frames: Frames, topic: string | undefined]
  /** The client knows the view of the world in `room` by this number from now on, or no longer. */
  | ['watch', connection: number, view: number, room: Address]
  | ['unwatch', connection: number, view: number]
  | PatchesOrder

/** Patches of a view, for members of `topic`; `table`: of each the connection, and where in `bytes` its frame begins and ends. `lent`:
 * the bytes are the world's, which waits to hear that they are sent. */
export type PatchesOrder = readonly [
  kind: 'patches',
  topic: string,
  view: number,
  table: Int32Array,
  bytes: Uint8Array,
  lent: { readonly room: Address; readonly number: number } | undefined,
]

/** The command of a slave that takes them. */
export interface OrderedGate {
  batch(orders: readonly GateOrder[]): void
}
