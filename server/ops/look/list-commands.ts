// What is there: list, stat, info, threads.

import { z } from 'zod'
import { showAddress } from '../../core/address.ts'
import {
  type CommandContext,
  type CommandPage,
  type Commands,
  command,
  PAGE,
  pageOf,
} from '../../setup/commands.ts'
import { LOAD, Recordings, timingsOf } from '../record/recordings.ts'
import { measure, sayOnce, TIME } from './intervals.ts'
import type { Part, StatKey, StatRow } from './look.ts'
import { ADDRESS, type Threads } from './threads.ts'

const BY = ['cpu', 'messages', 'queue', 'calls'] as const

export const listCommands = (threads: Threads): Commands => ({
  list: command({
    summary: 'lists the services of the node',
    options: PAGE,
    run: ({ from, limit }, context) => list(threads, { from, limit }, context),
  }),
  stat: command({
    summary: 'shows what every service has handled, what waits for it, and the CPU time it takes',
    options: {
      ...TIME,
      by: z.enum(BY).default('cpu').describe('sorts by this column, the most first'),
      ...PAGE,
    },
    run: (given, context) => {
      const { time } = given
      sayOnce(time, context, 'messages are those since the start of each service, cpu was measured for 0.5 s')
      return stat(threads, given, context)
    },
  }),
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

interface StatGiven {
  time?: number | undefined
  by: (typeof BY)[number]
  from: number
  limit: number
}

/** With `time` messages are those of the interval. */
async function stat(threads: Threads, { time, by, from, limit }: StatGiven, context: CommandContext) {
  return Recordings.during(threads, timingsOf('service'), recordings =>
    measure(time, context, async seconds => {
      const timings = (await recordings.take(context)).flatMap(({ taken }) => taken)
      const ofAddress = new Map(timings.map(each => [showAddress(each.address), each]))
      const most = from + limit
      const busiest = [...timings].sort((a, b) => b.busy - a.busy).slice(0, most)
      const parts = await threads.askLooks(async look => ({
        ...(await look.call.stat(by === 'cpu' ? 'messages' : (by as StatKey), most)),
        busy: by === 'cpu' ? await look.call.statOf(busiest.map(({ address }) => address)) : [],
      }))
      const rows = mergeRows(parts.map(({ answer }) => answer)).map(row => {
        const timing = ofAddress.get(row.address)
        const cpu = Math.round(((timing?.busy ?? 0) / seconds) * 10) / 100
        return { ...row, cpu, ...(time !== undefined && { messages: timing?.count ?? 0 }) }
      })
      const total = parts.reduce((sum, { answer }) => sum + answer.total, 0)
      return pageOf(rows.sort((a, b) => b[by] - a[by]).slice(from, from + limit), from, total)
    }),
  )
}

function mergeRows(parts: readonly (Part<StatRow> & { busy: StatRow[] })[]): StatRow[] {
  const rows = parts.flatMap(part => [...part.busy, ...part.rows])
  return [...new Map(rows.map(row => [row.address, row])).values()]
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
