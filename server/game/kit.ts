// What this game's files are written with, typed with its role, tables, rooms and boards.

import { type BoardHandles, gameKit, type Tables } from '../kit/index.ts'
import type { boards } from './boards.ts'
import type * as computations from './compute.ts'
import type { Role } from './role.ts'
import type { rooms } from './rooms/index.ts'
import type { tables } from './tables.ts'

export interface Game {
  role: Role
  tables: Tables<typeof tables.definitions>
  rooms: typeof rooms
  boards: BoardHandles<typeof boards>
  compute: typeof computations
}

export const {
  handlers,
  guestHandlers,
  defineGame,
  defineRoom,
  defineWorld,
  Room,
  World,
  Service,
  DocumentService,
  StateService,
  command,
  batch,
} = gameKit<Game>()
