// What operators ask of the gate.

import { z } from 'zod'
import type { Node } from '../core/node/node.ts'
import { type Answered, askServing, askThreads, serviceOf } from '../setup/ask-threads.ts'
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

/** Those that something waits for in one order, then the others, thread after thread. */
async function listOpen(node: Node, { from, limit }: Wanted, context: CommandContext): Promise<CommandPage> {
  const parts = await askServing(node, context, async slot =>
    (await gateOn(node, slot)).call.fullest(from + limit),
  )
  const full = rowsOf(parts).sort((a, b) => b.queued - a.queued)
  const rows: object[] = full.slice(from, from + limit)
  let start = Math.max(0, from - parts.reduce((sum, { answer }) => sum + answer.full, 0))
  for (const { slot, answer } of parts) {
    const left = limit - rows.length
    const count = answer.total - answer.full
    if (left > 0 && start < count) rows.push(...(await emptyOn(node, slot, { from: start, limit: left })))
    start = Math.max(0, start - count)
  }
  return pageOf(rows, from, totalOf(parts))
}

/** None of a thread that has ended meanwhile. */
async function emptyOn(node: Node, slot: number, { from, limit }: Wanted): Promise<object[]> {
  const answers = await askThreads([slot], async () => (await gateOn(node, slot)).call.emptyOnes(from, limit))
  return answers.flatMap(({ answer }) => answer)
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
