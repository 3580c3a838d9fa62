// What is there: list, info, threads.

import {
  type CommandContext,
  type CommandPage,
  type Commands,
  command,
  PAGE,
  pageOf,
} from '../../setup/commands.ts'
import { LOAD, Recordings } from '../record/recordings.ts'
import { measure, sayOnce, TIME } from './intervals.ts'
import { statCommand } from './stat-command.ts'
import { ADDRESS, type Threads } from './threads.ts'

export const listCommands = (threads: Threads): Commands => ({
  list: command({
    summary: 'lists the services of the node',
    options: PAGE,
    run: ({ from, limit }, context) => list(threads, { from, limit }, context),
  }),
  stat: statCommand(threads),
  info: command({
    summary: 'shows one service, with what it says of itself',
    args: { address: ADDRESS },
    run: async ({ address: text }) => {
      const found = await threads.find(text)
      return threads.askAt(found, look => look.call.info(found.address))
    },
  }),
  threads: command({
    summary: 'shows how loaded the threads are: CPU, delay of the loop, memory, garbage collections',
    options: TIME,
    run: ({ time }, context) => {
      sayOnce(time, context, 'measured for 0.5 s')
      return Recordings.during(threads, LOAD, recordings =>
        measure(time, context, async () => {
          const loads = await recordings.take(context)
          return Promise.all(loads.map(each => rowOf(threads, each)))
        }),
      )
    },
  }),
})

/** Thread after thread. */
async function list(
  threads: Threads,
  { from, limit }: { from: number; limit: number },
  context: CommandContext,
): Promise<CommandPage> {
  const counts = await threads.askLooks(look => look.call.services(0, 0))
  threads.remark(counts, context)
  const rows: object[] = []
  let total = 0
  for (const { slot, answer } of counts) {
    const [start, left] = [Math.max(0, from - total), limit - rows.length]
    total += answer.total
    if (left > 0 && start < answer.total) rows.push(...(await servicesOn(threads, slot, start, left)))
  }
  return pageOf(rows, from, total)
}

async function servicesOn(threads: Threads, slot: number, start: number, limit: number): Promise<object[]> {
  return (await (await threads.look(slot)).call.services(start, limit)).rows
}

/** What `.agents/<slot>` and `.rooms/<slot>` count; on main with workers there are none. */
interface Counting {
  count(): { agents: number } & { rooms: number }
}

async function rowOf({ node }: Threads, { slot, taken }: { slot: number; taken: object }): Promise<object> {
  const count = async (name: string) => {
    const counting = await node.query<Counting>(name, 1).catch(() => undefined)
    return counting?.call.count().catch(() => undefined)
  }
  const [agents, rooms] = [await count(`.agents/${slot}`), await count(`.rooms/${slot}`)]
  return { thread: slot, ...taken, players: agents?.agents ?? 0, rooms: rooms?.rooms ?? 0 }
}
