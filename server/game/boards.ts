// The demo's leaderboards. The key is the board's name, in messages too.

import { defineBoard } from '../kit/index.ts'
import type { Role } from './role.ts'

/** What is shown beside a score. */
export interface BoardInfo {
  name: string
  level: number
  avatar: string
}

/** Whose midnight ends a day of the game, and a week of the board. */
export const TIME_ZONE = 'Asia/Shanghai'

export const boards = {
  /** Who has signed most often. */
  sign: defineBoard<BoardInfo>({ operator: 'last' }),
  /** Who has won most duels. */
  duel: defineBoard<BoardInfo>({ operator: 'sum' }),
  /** Who has gained most gold in the week; every player on it is given some more when the week ends. */
  gold: defineBoard<BoardInfo, Role>({
    operator: 'sum',
    period: 'weekly',
    timeZone: TIME_ZONE,
    keep: 4,
    onPeriodEnd: ({ member, rank }, { edit, rewardId }) => {
      const give = (role: Role) => {
        role.gold += rank <= 3 ? 1000 : 100
      }
      return edit(member, give, rewardId)
    },
  }),
}
