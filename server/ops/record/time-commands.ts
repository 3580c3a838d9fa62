// What goes on, measured while somebody looks: profile, top, graph.

import { z } from 'zod'
import type { Address } from '../../core/address.ts'
import { type CommandContext, type Commands, command } from '../../setup/commands.ts'
import { measure, sayOnce, TIME, waitFor } from '../look/intervals.ts'
import { ALL, isOwn } from '../look/own-services.ts'
import { ADDRESS, type Threads } from '../look/threads.ts'
import { mermaidOf, reachedFrom, type ShownEdge } from './mermaid.ts'
import { edgesOf, Recordings, timingsOf } from './recordings.ts'
import type { Timing } from './timings.ts'

const SECONDS = z.number().min(0.1).max(3600)

export const timeCommands = (threads: Threads): Commands => ({
  profile: command({
    summary: 'measures the commands of a service: how often and how long each runs, in ms',
    args: {
      address: ADDRESS,
      seconds: SECONDS.default(10).describe('how long; an empty line ends it earlier'),
    },
    run: ({ address, seconds }, context) => profile(threads, address, seconds, context),
  }),
  top: command({
    summary: 'lists the commands that take most time, per second, in ms',
    options: {
      ...TIME,
      limit: z.int().min(1).max(1000).default(20).describe('how many rows at most'),
      ...ALL,
    },
    run: ({ time, limit, all }, context) => {
      sayOnce(time, context, 'measured for 0.5 s')
      return Recordings.during(threads, timingsOf('command'), recordings =>
        measure(time, context, async seconds => {
          const timings = (await recordings.take(context)).flatMap(({ taken }) => taken)
          const wanted = timings.filter(({ service }) => all || !isOwn(service))
          return topOf(merged(wanted), seconds).slice(0, limit)
        }),
      )
    },
  }),
  graph: command({
    summary: 'shows who calls whom, and how often',
    args: { root: z.string().optional().describe('a name or class: only what it reaches') },
    options: {
      ...TIME,
      to: ADDRESS.optional().describe('only what is sent to this service, by each sender'),
      mermaid: z.boolean().default(false).describe('as a diagram in Mermaid'),
      ...ALL,
    },
    run: (given, context) => graph(threads, given, context),
  }),
})

interface GraphOptions {
  root?: string | undefined
  to?: string | undefined
  time?: number | undefined
  mermaid: boolean
  all: boolean
}

async function graph(
  threads: Threads,
  { root, to, time, mermaid, all }: GraphOptions,
  context: CommandContext,
): Promise<unknown> {
  const target = to === undefined ? undefined : await threads.find(to)
  // A diagram goes to whoever draws it.
  if (!mermaid) sayOnce(time, context, 'what was sent within 0.5 s')
  return Recordings.during(threads, edgesOf(target?.address), recordings =>
    measure(time, context, async seconds => {
      const edges = (await recordings.take(context)).flatMap(({ taken }) => taken)
      const known = (await named(threads, edges)).filter(edge => all || !isOfConsole(edge))
      const shown = reachedFrom(known, root)
      if (time === undefined && shown.length === 0 && root !== undefined) return `${root} has sent nothing`
      if (time === undefined && shown.length === 0 && to !== undefined)
        return `nobody has sent anything to ${to}`
      if (mermaid) return mermaidOf(shown)
      return shown.map(edge => ({ ...edge, 'per second': round((edge.calls + edge.sends) / seconds) }))
    }),
  )
}

const isOfConsole = ({ from, to }: ShownEdge): boolean => isOwn(from) || isOwn(to)

/** `share`: of the time that all its commands took. */
async function profile(threads: Threads, text: string, seconds: number, context: CommandContext) {
  const { address } = await threads.find(text)
  return Recordings.during(threads, timingsOf(address), async recordings => {
    await waitFor(seconds, context)
    const timings = (await recordings.take(context)).flatMap(({ taken }) => taken)
    const total = timings.reduce((sum, each) => sum + each.total, 0)
    return timings
      .sort((a, b) => b.total - a.total)
      .map(({ command, count, total: own, min, max, busy, errors }) => ({
        command,
        count,
        total: round(own),
        min: count === 0 ? undefined : round(min),
        max: count === 0 ? undefined : round(max),
        mean: count === 0 ? undefined : round(own / count),
        busy: round(busy),
        errors,
        share: `${total === 0 ? 0 : Math.round((100 * own) / total)} %`,
      }))
  })
}

/** What the threads have measured of one command of services of one kind. */
function merged(timings: readonly Timing[]): Timing[] {
  const all = new Map<string, Timing>()
  for (const timing of timings) {
    const key = `${timing.service} ${timing.command}`
    const sum = all.get(key)
    if (!sum) all.set(key, { ...timing })
    else for (const field of ['count', 'total', 'busy', 'errors'] as const) sum[field] += timing[field]
  }
  return [...all.values()]
}

const topOf = (timings: Timing[], seconds: number): object[] =>
  timings
    .sort((a, b) => b.busy - a.busy || b.total - a.total)
    .map(({ service, command, count, total, busy, errors }) => ({
      service,
      command,
      busy: round(busy / seconds),
      total: round(total / seconds),
      count: round(count / seconds),
      mean: count === 0 ? undefined : round(total / count),
      errors: round(errors / seconds),
    }))

/** With the receivers' names; services of one kind together. */
async function named(
  threads: Threads,
  edges: readonly { from: string | undefined; to: Address; calls: number; sends: number }[],
) {
  const nameOf = await threads.namesOf(edges.map(({ to }) => to))
  const all = new Map<string, ShownEdge>()
  for (const { from = '(outside)', to: address, calls, sends } of edges) {
    const to = nameOf(address).replace(/:\d+\.[0-9a-f]{8}$/, '') || '(ended)'
    const sum = all.get(`${from} ${to}`) ?? { from, to, calls: 0, sends: 0 }
    all.set(`${from} ${to}`, { ...sum, calls: sum.calls + calls, sends: sum.sends + sends })
  }
  return [...all.values()].sort((a, b) => b.calls + b.sends - a.calls - a.sends)
}

const round = (value: number): number => Math.round(value * 1000) / 1000
