// What rooms tell the gate of a thread. All that a thread's rooms say in one turn of its loop travels as one message.

import type { Frames } from '../peer.ts'

export type GateOrder =
  | ['subscribe', connection: number, topic: string, isIndividual: boolean]
  | ['unsubscribe', connection: number, topic: string]
  | ['switch', connection: number, topic: string, isIndividual: boolean]
  | ['publish', topic: string, frames: Frames, except: number | undefined]
  | ['sendTo', connections: readonly number[], frames: Frames, topic: string | undefined]

/** The command of a slave that takes them. */
export interface OrderedGate {
  batch(orders: readonly GateOrder[]): void
}
