// What the game of rooms is written with; see rooms.ts.

import { z } from 'zod'
import { defineRole, gameKit, type RoleOf } from '../../../server/kit/index.ts'
import type { rooms } from './room-kinds.ts'

export const role = defineRole({ schema: z.object({ blocked: z.array(z.string()).default([]) }) })

export interface Game {
  role: RoleOf<typeof role>
  rooms: typeof rooms
}

export const { handlers, guestHandlers, defineRoom, Room } = gameKit<Game>()
