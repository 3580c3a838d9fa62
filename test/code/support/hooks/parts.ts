import { z } from 'zod'
import { counter, defineBoard, defineRole, type RoleOf } from '../../../../server/kit/index.ts'

/** Which version has done what to a role. */
export const role = defineRole({
  schema: z.object({
    reset: z.string().default(''),
    given: z.string().default(''),
    dated: z.string().default(''),
  }),
})

export type Role = RoleOf<typeof role>

export const boards = {
  top: defineBoard<unknown, Role>({
    period: 'daily',
    onPeriodEnd: ({ member }, { edit, rewardId }) => {
      const give = (mine: Role) => {
        mine.given = 'one'
      }
      return edit(member, give, rewardId)
    },
  }),
}

export const daily = {
  at: '05:00',
  role: (mine: Role) => {
    mine.reset = 'one'
  },
}

export const dates = {
  due: (mine: Role) => {
    mine.dated = 'one'
  },
}

export const metrics = { plays: counter({ help: 'what was played' }) }
