// What operators ask of the gate.

import type { Node } from '../core/node/node.ts'
import { type CommandPage, type Commands, command, PAGE } from '../setup/commands.ts'
import type { Slave } from './slave.ts'

export const gateCommands = (node: Node): Commands => ({
  connections: command({
    summary: 'lists the connections for which most bytes wait',
    options: { limit: PAGE.limit },
    run: ({ limit }) => listConnections(node, limit),
  }),
})

async function listConnections(node: Node, limit: number): Promise<CommandPage> {
  const parts = await Promise.all(
    node.slots.map(async slot => (await node.query<Slave>(`.gate/${slot}`)).call.fullest(limit)),
  )
  const rows = parts.flatMap(({ connections }) => connections).sort((a, b) => b.queued - a.queued)
  return { rows: rows.slice(0, limit), total: parts.reduce((sum, { total }) => sum + total, 0) }
}
