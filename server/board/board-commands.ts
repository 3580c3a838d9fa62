// What operators ask of leaderboards.

import { z } from 'zod'
import { AppError } from '../core/errors.ts'
import type { Node } from '../core/node/node.ts'
import { nearest } from '../lib/nearest.ts'
import { type Commands, command } from '../setup/commands.ts'
import { type BoardKeeper, boardHandle } from './board-keeper.ts'

export interface BoardCommandsOptions {
  keeper: BoardKeeper
  node: Node
}

export const boardCommands = ({ keeper, node }: BoardCommandsOptions): Commands => ({
  boards: command({
    summary: 'lists the leaderboards with their periods',
    run: () => Promise.all(keeper.names.map(name => rowOf(name, keeper, node))),
  }),
  'boards reset': command({
    summary: 'drops all entries of the current period of a leaderboard; no reward is given for it',
    scope: 'operate',
    args: { name: z.string() },
    async run({ name }) {
      checkName(name, keeper.names)
      const board = boardHandle(name, node)
      const entries = await board.size()
      await board.reset()
      return { board: name, dropped: entries }
    },
  }),
})

async function rowOf(name: string, keeper: BoardKeeper, node: Node): Promise<object> {
  const periods = await boardHandle(name, node).periods()
  const current = periods.find(({ isCurrent }) => isCurrent)
  return {
    name,
    thread: keeper.slotOf(name),
    entries: current?.size ?? 0,
    since: timeOf(current?.id ?? 0),
    until: timeOf(current?.end ?? 0),
    ended: periods.length - 1,
    rewarding: periods.filter(({ isCurrent, isDone }) => !isCurrent && !isDone).length,
  }
}

/** A board without periods has begun at 0, and ends never. */
const timeOf = (ms: number): string | undefined =>
  ms > 0 && Number.isFinite(ms) ? new Date(ms).toISOString() : undefined

function checkName(name: string, names: readonly string[]): void {
  if (names.includes(name)) return
  const near = nearest(name, names, 2)
  throw new AppError('BAD_MESSAGE', `name: there is no board ${name}${near ? `, did you mean ${near}?` : ''}`)
}
