// trace: each message of a player or a service through gate, agent, rooms and stores, as it comes.

import { z } from 'zod'
import { type Address, showAddress } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import { type CommandContext, type Commands, command } from '../../setup/commands.ts'
import { waitFor } from '../look/intervals.ts'
import { ADDRESS, type Found, type Threads } from '../look/threads.ts'
import { Recordings, spansOf } from './recordings.ts'
import { spansOfTree, type ThreadSpan, treeOf } from './trace-tree.ts'

/** Seconds between two looks. */
const STEP = 0.2
/** Spans that wait for the rest of their tree. */
const MOST = 20_000

export function traceCommand(threads: Threads): Commands {
  const running = new Map<Address, Set<AbortController>>()
  return {
    trace: command({
      summary:
        'shows each message of a player or a service, and what is done for it, until an empty line or `off`',
      args: {
        address: ADDRESS,
        state: z.enum(['on', 'off']).default('on').describe('off ends it, for all who trace it'),
      },
      run: async ({ address: text, state }, context) => {
        const found = await threads.find(text)
        const { address } = found
        const here = running.get(address) ?? new Set()
        if (state === 'off') return endAll(here, address)
        running.set(address, here)
        const end = new AbortController()
        here.add(end)
        try {
          const signal = AbortSignal.any([context.signal, end.signal])
          return await follow(threads, found, { ...context, signal })
        } finally {
          here.delete(end)
          if (here.size === 0) running.delete(address)
        }
      },
    }),
  }
}

function endAll(here: ReadonlySet<AbortController>, address: Address): string {
  if (here.size === 0) throw new AppError('BAD_MESSAGE', `nobody traces ${showAddress(address)}`)
  for (const end of here) end.abort()
  return `ended ${here.size}`
}

/** A tree is shown one look after its message has ended: the other threads have said by then what they did for it. Returns a
 * text when the service has ended. */
async function follow(threads: Threads, found: Found, context: CommandContext): Promise<string | undefined> {
  const { address } = found
  return Recordings.during(threads, spansOf(address), async recordings => {
    context.print(`tracing ${showAddress(address)}: at, ms, thread, what; an empty line ends it`)
    let spans: ThreadSpan[] = []
    let ended: ThreadSpan[] = []
    while (!context.signal.aborted) {
      await waitFor(STEP, context)
      const isThere = await threads.has(found)
      const taken = await recordings.take(context)
      spans.push(...taken.flatMap(each => each.taken.map(span => ({ ...span, thread: each.slot }))))
      const nameOf = await threads.namesOf(ended.length > 0 ? spans.flatMap(({ to }) => to ?? []) : [])
      for (const root of ended) {
        context.print({ lines: treeOf(root, spans, nameOf) })
        const shown = spansOfTree(root, spans)
        spans = spans.filter(span => !shown.has(span))
      }
      ended = spans.filter(({ kind, parent }) => kind === 'message' && parent === undefined)
      spans = spans.slice(-MOST)
      if (!isThere && ended.length === 0) return `${showAddress(address)} has ended`
    }
    return undefined
  })
}
