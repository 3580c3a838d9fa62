// The demo's leaderboards. The key is the board's name, in messages too.

import { defineBoard } from '../board/define-board.ts'

/** What is shown beside a score. */
export interface BoardInfo {
  name: string
  level: number
  avatar: string
}

export const boards = {
  /** Who has signed most often. */
  sign: defineBoard<BoardInfo>({ operator: 'last' }),
  /** Who has gained most gold in the week. */
  gold: defineBoard<BoardInfo>({ operator: 'sum', period: 'weekly', timeZone: 'Asia/Shanghai', keep: 4 }),
}
