// What operators ask of the gate.

import { z } from 'zod'
import type { Node } from '../core/node/node.ts'
import { type Answered, askServing, serviceOf } from '../setup/ask-threads.ts'
import {
  type CommandContext,
  type CommandPage,
  type Commands,
  command,
  PAGE,
  pageOf,
} from '../setup/commands.ts'
import type { Slave } from './slave.ts'

export const gateCommands = (node: Node): Commands => ({
  connections: command({
    summary: 'lists the connections for which most bytes wait, or those that have ended',
    options: {
      closed: z
        .boolean()
        .default(false)
        .describe('the last one of each account, and of guests from each address, the latest first'),
      ...PAGE,
    },
    run: ({ closed, ...wanted }, context) =>
      closed ? listClosed(node, wanted, context) : listOpen(node, wanted, context),
  }),
})

interface Wanted {
  from: number
  limit: number
}

async function listOpen(node: Node, { from, limit }: Wanted, context: CommandContext): Promise<CommandPage> {
  const parts = await askServing(node, context, async slot =>
    (await gateOn(node, slot)).call.fullest(from + limit),
  )
  const rows = rowsOf(parts).sort((a, b) => b.queued - a.queued)
  return pageOf(rows.slice(from, from + limit), from, totalOf(parts))
}

async function listClosed(
  node: Node,
  { from, limit }: Wanted,
  context: CommandContext,
): Promise<CommandPage> {
  const parts = await askServing(node, context, async slot =>
    (await gateOn(node, slot)).call.closed(from + limit),
  )
  const rows = rowsOf(parts).sort((a, b) => b.at - a.at)
  const shown = rows.map(({ at, ...row }) => ({ at: new Date(at).toISOString(), ...row }))
  return pageOf(shown.slice(from, from + limit), from, totalOf(parts))
}

const gateOn = (node: Node, slot: number) => serviceOf<Slave>(node, `.gate/${slot}`)

const rowsOf = <T>(parts: readonly Answered<{ connections: T[] }>[]): T[] =>
  parts.flatMap(({ answer }) => answer.connections)

const totalOf = (parts: readonly Answered<{ total: number }>[]): number =>
  parts.reduce((sum, { answer }) => sum + answer.total, 0)
