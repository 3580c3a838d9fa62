// `handlers`, `guestHandlers` and `defineGame`, typed with this game's role and tables.

import { gameKit } from '../agent/define-game.ts'
import type { Tables } from '../table/define.ts'
import type { Role } from './role.ts'
import type { tables } from './tables.ts'

export interface Game {
  role: Role
  tables: Tables<typeof tables.definitions>
}

export const { handlers, guestHandlers, defineGame } = gameKit<Game>()
