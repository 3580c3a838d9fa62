// What players ask about leaderboards.

import { AppError, type BoardEntry } from '../../kit/index.ts'
import type { BoardInfo } from '../boards.ts'
import { boards } from '../boards.ts'
import { handlers } from '../kit.ts'

const MOST_ENTRIES = 100
const DEFAULT_TOP = 10
const DEFAULT_AROUND = 5

type BoardName = keyof typeof boards

function nameOf(board: string): BoardName {
  if (Object.hasOwn(boards, board)) return board as BoardName
  throw new AppError('BAD_MESSAGE', `there is no such board; there are ${Object.keys(boards).join(', ')}`)
}

function countOf(count: number, most: number): number {
  if (count >= 1 && count <= most) return count
  throw new AppError('BAD_MESSAGE', `count is 1 to ${most}`)
}

const toEntry = ({ member, score, rank, info }: BoardEntry<BoardInfo>) => ({
  rank,
  uid: member,
  score,
  ...info,
})

export const boardHandlers = handlers({
  async board_top(agent, { board, count = DEFAULT_TOP, start = 1 }) {
    const handle = agent.boards[nameOf(board)]
    const [rows, size] = await Promise.all([handle.range(start, countOf(count, MOST_ENTRIES)), handle.size()])
    return { entries: rows.map(toEntry), size }
  },

  async board_around(agent, { board, count = DEFAULT_AROUND }) {
    const each = countOf(count, Math.floor((MOST_ENTRIES - 1) / 2))
    const rows = await agent.boards[nameOf(board)].around(agent.role.uid, each)
    return { entries: rows.map(toEntry) }
  },

  async board_mine(agent, { board }) {
    const row = await agent.boards[nameOf(board)].query(agent.role.uid)
    return row ? { entry: toEntry(row) } : {}
  },
})
