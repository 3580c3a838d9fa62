// What rooms need of an agent.

import type { Pushes } from '../../../protocol/generated/index.ts'
import type { Address } from '../../core/address.ts'
import type { ServiceScope } from '../../core/service/service.ts'
import type { Peer } from '../../gate/peer.ts'
import type { PaymentId, RoleChange } from '../pay.ts'

export interface RoomAgent {
  readonly address: Address
  readonly account: string
  readonly claims: Readonly<Record<string, unknown>>
  readonly uid: string
  readonly peer: Peer
  readonly node: ServiceScope
  push<K extends keyof Pushes & string>(name: K, body: Pushes[K]): void
  /** Runs `work` between two messages; false when it leaves. */
  takeTurn(work: () => unknown): boolean
  /** Edits its role, once per id: false when that was done before. */
  editOwn(change: RoleChange, id: PaymentId): Promise<boolean>
  /** Resolves when all changes of its role so far are durable. */
  saveRole(): Promise<void>
}

/** The agents of a thread that have their roles: undefined, or left out, before and after. */
export interface RoomAgents {
  at(address: Address): RoomAgent | undefined
  open(): Iterable<RoomAgent>
}
