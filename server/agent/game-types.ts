// What agents and guests know of a game: the types that it names, its messages and its handlers.

import type { Protocol } from '../../protocol/sproto/index.ts'
import type { RoleCore } from '../role/define-role.ts'
import type { RoomKinds } from '../room/define-room.ts'
import type { Agent } from './agent.ts'
import type { Handler } from './dispatcher.ts'
import type { Guest } from './guest.ts'

/** What an agent of a game has; the game names its own in game/kit.ts. */
export interface GameTypes {
  role: RoleCore
  tables?: object
  rooms?: RoomKinds
  boards?: object
}

/** The part of a game's definition that serves its players. */
export interface AgentGame<G extends GameTypes = GameTypes> {
  protocol: Protocol
  /** Messages before login. */
  guest: Readonly<Record<string, Handler<Guest<G>>>>
  /** Messages of a player. */
  handlers: Readonly<Record<string, Handler<Agent<G>>>>
}
