// What rooms need of an agent.

import type { Pushes } from '../../../protocol/generated/index.ts'
import type { Address } from '../../core/address.ts'
import type { ServiceScope } from '../../core/service/service.ts'
import type { Peer } from '../../gate/peer.ts'

export interface RoomAgent {
  readonly address: Address
  readonly account: string
  readonly uid: string
  readonly peer: Peer
  readonly node: ServiceScope
  push<K extends keyof Pushes & string>(name: K, body: Pushes[K]): void
}
