// What the kit's own game is written with; see rooms.ts.

import { z } from 'zod'
import type { KitRequests } from '../../../protocol/generated/kit.ts'
import {
  type Agent,
  type BoardHandles,
  defineBoard,
  defineRole,
  type Guest,
  gameKit,
  type RoleOf,
} from '../../../server/kit/index.ts'
import type { Requests } from './messages.ts'
import type { rooms } from './room-kinds.ts'

export const role = defineRole({
  schema: z.object({
    sign_cnt: z.int().default(0),
    gold: z.int().default(0),
    /** The day of the last sign-in: 2026-01-31, or ''. */
    signed_on: z.string().default(''),
    blocked: z.array(z.string()).default([]),
  }),
})

type Role = RoleOf<typeof role>

export const boards = {
  sign: defineBoard<{ name: string }>({ operator: 'last' }),
  /** At the end of a day each of it is given 1000. */
  gold: defineBoard<{ name: string }, Role>({
    operator: 'sum',
    period: 'daily',
    onPeriodEnd: ({ member }, { edit, rewardId }) => {
      const give = (role: Role) => {
        role.gold += 1000
      }
      return edit(member, give, rewardId)
    },
  }),
}

export interface Game {
  role: Role
  rooms: typeof rooms
  boards: BoardHandles<typeof boards>
}

/** The connection answers the kit's. */
type Own = Exclude<keyof Requests, keyof KitRequests>

/** Replies are checked where they are encoded: what the kit gives may have fields that say nothing. */
type Handlers<T> = {
  [K in Own]: (target: T, body: NonNullable<Requests[K]['body']>) => object | Promise<object>
}

export const guestHandlers = <K extends Own>(part: Pick<Handlers<Guest<Game>>, K>) => part
export const handlers = <K extends Own>(part: Pick<Handlers<Agent<Game>>, K>) => part

export const { defineRoom, Room, Service, command } = gameKit<Game>()
