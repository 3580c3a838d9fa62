// What goes on: task, calls, slow, errors. All of it is there without anybody having looked before.

import { z } from 'zod'
import { type Address, showAddress } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import {
  type CommandContext,
  type CommandPage,
  type Commands,
  command,
  PAGE,
  pageOf,
} from '../../setup/commands.ts'
import type { CallRow, PlaceRow, SlowRow } from './look.ts'
import { ALL, isOwn } from './own-services.ts'
import { ADDRESS, type Threads } from './threads.ts'

/** Handlers, waiting messages and calls that `task` shows of each. */
const MOST_TASKS = 20
/** What a handler waits for that has no call open; of a service whose messages overlap less is known. */
const OUTSIDE = 'no service: a timer, a store, or something outside of the server'
const UNKNOWN = 'not known, as its messages overlap; `calls` lists what is open in the node'

export const workCommands = (threads: Threads): Commands => ({
  task: command({
    summary: 'shows what a service runs, since when and for whom, what it waits for, and what waits for it',
    args: { address: ADDRESS },
    run: ({ address }) => task(threads, address),
  }),
  calls: command({
    summary: 'lists the open calls of the node, the oldest first',
    options: { ...PAGE, ...ALL },
    run: (given, context) => calls(threads, given, context),
  }),
  slow: command({
    summary:
      'shows which messages and operations of stores took 100 ms or longer in the last hour, by command',
    options: {
      since: z.int().min(1).max(60).default(60).describe('minutes: only of the last so many'),
      limit: PAGE.limit,
      ...ALL,
    },
    run: (given, context) => slow(threads, given, context),
  }),
  errors: command({
    summary: 'lists the errors since the start by where they were thrown, or shows an example',
    args: {
      place: z.string().optional().describe('of the list, or a part of it: the last error from there'),
    },
    options: { limit: PAGE.limit },
    run: ({ place, limit }, context) =>
      place === undefined ? errors(threads, limit, context) : example(threads, place, context),
  }),
})

async function task(threads: Threads, text: string): Promise<object> {
  const found = await threads.find(text)
  const { address } = found
  const { running, waiting, queue, ...task } = await threads.askAt(found, look =>
    look.call.task(address, MOST_TASKS),
  )
  const named = [address, ...running.flatMap(each => each.for), ...task.waitsFor.map(({ to }) => to)]
  const nameOf = await threads.namesOf(named)
  const isOutside = running.length > 0 && task.waitsFor.length === 0
  return {
    service: nameOf(address),
    address: showAddress(address),
    running: running.map(each => ({ ...each, for: each.for.map(nameOf) })),
    'waits for': isOutside ? (task.concurrent ? UNKNOWN : OUTSIDE) : callsOf(task.waitsFor, nameOf),
    queue,
    'next in the queue': waiting,
  }
}

const callsOf = (calls: readonly CallRow[], nameOf: (address: Address) => string): object[] =>
  calls.map(({ to, command, ms }) => ({ service: nameOf(to), command, ms }))

async function calls(
  threads: Threads,
  { from, limit, all: hasOwn }: { from: number; limit: number; all: boolean },
  context: CommandContext,
): Promise<CommandPage> {
  const but = hasOwn ? [] : await threads.ownAddresses()
  const parts = await threads.askLooks(look => look.call.calls(from + limit, { but }))
  threads.remark(parts, context)
  const all = parts.flatMap(({ slot, answer }) => answer.rows.map(row => ({ ...row, thread: slot })))
  const rows = all.sort((a, b) => b.ms - a.ms).slice(from, from + limit)
  const nameOf = await threads.namesOf(
    rows.flatMap(({ from, to }) => (from === undefined ? [to] : [from, to])),
  )
  const total = parts.reduce((sum, { answer }) => sum + answer.total, 0)
  const shown = rows.map(({ ms, from: caller, to, command: name, thread }) => ({
    ms,
    from: nameOf(caller),
    to: nameOf(to),
    command: name,
    thread,
  }))
  return pageOf(shown, from, total)
}

async function slow(
  threads: Threads,
  { since, limit, all: hasOwn }: { since: number; limit: number; all: boolean },
  context: CommandContext,
): Promise<object[]> {
  const parts = await threads.askLooks(look => look.call.slow(since))
  threads.remark(parts, context)
  const kinds = new Map<string, SlowKind>()
  for (const { slot: thread, answer } of parts)
    for (const row of answer) {
      const key = `${row.service} ${row.command}`
      if (hasOwn || !isOwn(row.service)) kinds.set(key, sumOf(kinds.get(key), { ...row, thread }))
    }
  return [...kinds.values()]
    .sort((a, b) => b.total - a.total)
    .slice(0, limit)
    .map(({ service, command, count, total, busy, max, of, address, at, thread }) => ({
      service,
      command,
      count,
      total,
      mean: Math.round(total / count),
      busy,
      max,
      'slowest of': of,
      address,
      ended: isoOf(at),
      thread,
    }))
}

/** `thread`: of the slowest. */
type SlowKind = SlowRow & { thread: number }

/** What two threads have seen of one kind. */
function sumOf(known: SlowKind | undefined, row: SlowKind): SlowKind {
  if (!known) return row
  const { count, total, busy } = known
  const slowest = known.max > row.max ? known : row
  return { ...slowest, count: count + row.count, total: total + row.total, busy: busy + row.busy }
}

/** One place may have thrown on several threads. */
async function allPlaces(threads: Threads, context: CommandContext, part?: string): Promise<PlaceRow[]> {
  const places = new Map<string, PlaceRow>()
  const parts = await threads.askLooks(look => look.call.errors(part))
  threads.remark(parts, context)
  for (const { answer } of parts)
    for (const row of answer) places.set(row.place, merge(places.get(row.place), row))
  return [...places.values()].sort((a, b) => b.last - a.last)
}

function merge(known: PlaceRow | undefined, row: PlaceRow): PlaceRow {
  if (!known) return row
  const newest = known.last > row.last ? known : row
  return { ...newest, count: known.count + row.count, first: Math.min(known.first, row.first) }
}

async function errors(threads: Threads, limit: number, context: CommandContext): Promise<object[]> {
  const rows = (await allPlaces(threads, context)).slice(0, limit)
  return rows.map(({ place, count, first, last, service, command, of, text }) => ({
    count,
    place,
    service,
    command,
    'newest of': of,
    first: isoOf(first),
    last: isoOf(last),
    example: text,
  }))
}

async function example(threads: Threads, text: string, context: CommandContext): Promise<object> {
  const [found] = await allPlaces(threads, context, text)
  if (!found) throw new AppError('BAD_MESSAGE', `no error was thrown at ${text}; \`errors\` lists where`)
  const { first, last, of, text: message, stack, ...rest } = found
  return { ...rest, first: isoOf(first), last: isoOf(last), 'newest of': of, example: message, stack }
}

const isoOf = (ms: number): string => new Date(ms).toISOString()
