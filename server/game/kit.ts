// `handlers`, `guestHandlers` and `defineGame`, typed with this game's role.

import { gameKit } from '../agent/define-game.ts'
import type { Role } from './role.ts'

export interface Game {
  role: Role
}

export const { handlers, guestHandlers, defineGame } = gameKit<Game>()
