// stat: what every service has handled, what waits for it, and the CPU time that it takes. The threads rank their services,
// and are asked for the rows of one page only.

import { z } from 'zod'
import { type Address, showAddress } from '../../core/address.ts'
import {
  type Command,
  type CommandContext,
  type CommandResult,
  command,
  PAGE,
  pageOf,
} from '../../setup/commands.ts'
import { Recordings, timingsOf } from '../record/recordings.ts'
import type { Timing } from '../record/timings.ts'
import { measure, sayOnce, TIME } from './intervals.ts'
import type { StatKey, StatRow } from './look.ts'
import type { Threads } from './threads.ts'

const BY = ['cpu', 'messages', 'queue', 'calls'] as const

export const statCommand = (threads: Threads): Command =>
  command({
    summary: 'shows what every service has handled, what waits for it, and the CPU time it takes',
    options: {
      ...TIME,
      by: z.enum(BY).default('cpu').describe('sorts by this column, the most first'),
      ...PAGE,
    },
    run: (given, context) => {
      const what = 'messages are those since the start of each service, cpu was measured for 0.5 s'
      sayOnce(given.time, context, what)
      return stat(threads, given, context)
    },
  })

interface StatGiven {
  time?: number | undefined
  by: (typeof BY)[number]
  from: number
  limit: number
}

/** With `time` messages are those of the interval. */
async function stat(threads: Threads, given: StatGiven, context: CommandContext): Promise<CommandResult> {
  const { time, from } = given
  return Recordings.during(threads, timingsOf('service'), recordings =>
    measure(time, context, async seconds => {
      const taken = (await recordings.take(context)).flatMap(each => each.taken)
      const timings = new Map(taken.map(timing => [timing.address, timing]))
      const { addresses, total } = await ranked(threads, given, timings)
      const rows = await rowsOf(threads, addresses)
      const shown = addresses.flatMap(address => {
        const [row, timing] = [rows.get(showAddress(address)), timings.get(address)]
        const cpu = Math.round(((timing?.busy ?? 0) / seconds) * 10) / 100
        const counted = time !== undefined && { messages: timing?.count ?? 0 }
        return row ? [{ ...row, cpu, ...counted }] : []
      })
      return pageOf(shown, from, total)
    }),
  )
}

/** The services of the page: by what was measured of them, then by what they have without that. */
async function ranked(
  threads: Threads,
  { time, by, from, limit }: StatGiven,
  timings: ReadonlyMap<Address, Timing>,
): Promise<{ addresses: Address[]; total: number }> {
  const measured = by === 'cpu' ? 'busy' : by === 'messages' && time !== undefined ? 'count' : undefined
  const key: StatKey = by === 'cpu' ? 'messages' : by
  const parts = await threads.askLooks(look => look.call.rank(key, from + limit))
  const values = new Map(parts.flatMap(({ answer }) => answer.rows))
  if (measured) for (const address of timings.keys()) if (!values.has(address)) values.set(address, 0)
  const weightOf = (address: Address): number => (measured && timings.get(address)?.[measured]) ?? 0
  const order = [...values].sort(([a, ofA], [b, ofB]) => weightOf(b) - weightOf(a) || ofB - ofA)
  const addresses = order.slice(from, from + limit).map(([address]) => address)
  return { addresses, total: parts.reduce((sum, { answer }) => sum + answer.total, 0) }
}

/** Address as it is shown -> its row, of those that are still there. */
async function rowsOf(threads: Threads, addresses: readonly Address[]): Promise<Map<string, StatRow>> {
  const parts = await threads.askLooks(look => look.call.statOf(addresses))
  return new Map(parts.flatMap(({ answer }) => answer).map(row => [row.address, row]))
}
