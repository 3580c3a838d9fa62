// The types that a game names, by which the kit's own are made for it.

import type { RoleCore } from '../role/define-role.ts'
import type { RoomKinds } from '../room/define-room.ts'

/** What an agent of a game has; the game names its own in game/kit.ts. */
export interface GameTypes {
  role: RoleCore
  tables?: object
  rooms?: RoomKinds
  boards?: object
  /** What its `settings` are once they are checked. */
  settings?: object
}
