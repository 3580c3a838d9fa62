// What operators ask of operations, on whichever thread these run.

import { z } from 'zod'
import { AppError, hasCode, isGone } from '../../core/errors.ts'
import type { Node } from '../../core/node/node.ts'
import { type CommandPage, type Commands, command, PAGE } from '../../setup/commands.ts'
import type { OperationRow } from './operation-book.ts'
import { type OperationService, operationsName } from './operation-service.ts'

/** ms to wait for the service of a thread, which may be starting. */
const FOUND_WITHIN = 1000

export const operationCommands = (node: Node): Commands => ({
  operations: command({
    summary: 'lists the operations that run or whose result is kept, the oldest first',
    options: PAGE,
    run: ({ from, limit }) => list(node, from, limit),
  }),
  'operations cancel': command({
    summary: 'cancels an operation that runs',
    scope: 'operate',
    args: { id: z.string() },
    async run({ id }) {
      const slot = node.slots.find(each => id.startsWith(`${each}-`))
      const isCancelled = slot !== undefined && (await serviceOn(node, slot)).call.cancelAny(id)
      if (!(await isCancelled)) throw new AppError('BAD_MESSAGE', `id: expected one that runs, got ${id}`)
      return { operation: id, cancelled: true }
    },
  }),
})

const serviceOn = (node: Node, slot: number) =>
  node.query<OperationService>(operationsName(slot), FOUND_WITHIN)

async function list(node: Node, from: number, limit: number): Promise<CommandPage> {
  const threads = await Promise.all(node.slots.map(slot => lookOn(node, slot, from + limit)))
  const total = threads.reduce((sum, each) => sum + each.total, 0)
  const all = threads.flatMap(({ rows }) => rows).sort((a, b) => a.since - b.since)
  const rows = all.slice(from, from + limit).map(shown)
  const next = from + rows.length
  return { rows, total, ...(next < total && rows.length > 0 && { next }) }
}

/** The first of a thread; nothing of one that ends, or starts. */
async function lookOn(node: Node, slot: number, limit: number) {
  try {
    return await (await serviceOn(node, slot)).call.look(limit)
  } catch (error) {
    if (!isGone(error) && !hasCode(error, 'TIMEOUT')) throw error
    return { rows: [], total: 0 }
  }
}

const shown = ({ id, owner, since, state, progress, error }: OperationRow): object => ({
  id,
  by: owner || 'the game',
  since: new Date(since).toISOString(),
  state,
  progress,
  ...(error && { error: error.code }),
})
