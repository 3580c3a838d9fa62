// What an agent takes along to another thread.

import type { CloseCode } from '../../../protocol/errors.ts'
import type { Identity } from '../../auth/authenticator.ts'
import type { Address } from '../../core/address.ts'
import type { MovedSession } from '../../gate/peer.ts'

/** Who is to come. */
export interface Traveller {
  /** The agent that it is now. */
  from: Address
  identity: Identity
}

export interface MovedAgent {
  /** undefined where it has ended meanwhile: the agent leaves. */
  session: MovedSession | undefined
  /** That wait for their turn, in order. */
  requests: readonly MovedRequest[]
  /** By the names of facets. */
  facets: Readonly<Record<string, unknown>>
  /** The game's. */
  data: unknown
  /** Why it is about to leave. */
  endsBy: CloseCode | undefined
  /** Whether its rooms, and the game, take it to be away. */
  toldAway: { rooms: boolean; game: boolean }
}

interface MovedRequest {
  message: string
  body: unknown
  session: number | undefined
  isBinary: boolean
}
