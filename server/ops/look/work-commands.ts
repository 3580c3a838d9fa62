// What goes on: task, calls, slow, errors. All of it is there without anybody having looked before.

import { z } from 'zod'
import { showAddress } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import { type CommandContext, type CommandPage, type Commands, command, PAGE } from '../../setup/commands.ts'
import type { PlaceRow } from './look.ts'
import { ADDRESS, type Threads } from './threads.ts'

/** Handlers, waiting messages and calls that `task` shows of each. */
const MOST_TASKS = 20

export const workCommands = (threads: Threads): Commands => ({
  task: command({
    summary: 'shows what a service runs, since when and for whom, what it waits for, and what waits for it',
    args: { address: ADDRESS },
    run: ({ address }) => task(threads, address),
  }),
  calls: command({
    summary: 'lists the open calls of the node, the oldest first',
    options: PAGE,
    run: ({ from, limit }, context) => calls(threads, { from, limit }, context),
  }),
  slow: command({
    summary: 'lists the slowest messages of the last hour, of those that took 100 ms or longer',
    options: { limit: PAGE.limit },
    run: ({ limit }, context) => slow(threads, limit, context),
  }),
  errors: command({
    summary: 'lists the errors since the start by where they were thrown, or shows an example',
    args: {
      place: z.string().optional().describe('of the list, or a part of it: the last error from there'),
    },
    options: { limit: PAGE.limit },
    run: ({ place, limit }) => (place === undefined ? errors(threads, limit) : example(threads, place)),
  }),
})

async function task(threads: Threads, text: string): Promise<object> {
  const { slot, address } = await threads.find(text)
  const look = await threads.look(slot)
  const { running, waitsFor, waiting, queue } = await look.call.task(address, MOST_TASKS)
  const named = [address, ...running.flatMap(each => each.for), ...waitsFor.map(({ to }) => to)]
  const nameOf = await threads.namesOf(named)
  return {
    service: nameOf(address),
    address: showAddress(address),
    running: running.map(each => ({ ...each, for: each.for.map(nameOf) })),
    'waits for': waitsFor.map(({ to, command, ms }) => ({ service: nameOf(to), command, ms })),
    queue,
    'next in the queue': waiting,
  }
}

async function calls(
  threads: Threads,
  { from, limit }: { from: number; limit: number },
  context: CommandContext,
): Promise<CommandPage> {
  const parts = await threads.askLooks(look => look.call.calls(from + limit))
  threads.remark(parts, context)
  const all = parts.flatMap(({ slot, answer }) => answer.rows.map(row => ({ ...row, thread: slot })))
  const rows = all.sort((a, b) => b.ms - a.ms).slice(from, from + limit)
  const nameOf = await threads.namesOf(
    rows.flatMap(({ from, to }) => (from === undefined ? [to] : [from, to])),
  )
  const total = parts.reduce((sum, { answer }) => sum + answer.total, 0)
  return {
    rows: rows.map(row => ({
      ms: row.ms,
      from: nameOf(row.from),
      to: nameOf(row.to),
      command: row.command,
      thread: row.thread,
    })),
    total,
    ...(from + rows.length < total && { next: from + rows.length }),
  }
}

async function slow(threads: Threads, limit: number, context: CommandContext): Promise<object[]> {
  const parts = await threads.askLooks(look => look.call.slow(limit))
  threads.remark(parts, context)
  const all = parts.flatMap(({ slot, answer }) => answer.map(row => ({ ...row, thread: slot })))
  return all
    .sort((a, b) => b.ms - a.ms)
    .slice(0, limit)
    .map(({ ms, service, command, of, at, thread }) => ({
      ms,
      service,
      command,
      of,
      ended: isoOf(at),
      thread,
    }))
}

/** One place may have thrown on several threads. */
async function allPlaces(threads: Threads, part?: string): Promise<PlaceRow[]> {
  const places = new Map<string, PlaceRow>()
  for (const { answer } of await threads.askLooks(look => look.call.errors(part)))
    for (const row of answer) places.set(row.place, merge(places.get(row.place), row))
  return [...places.values()].sort((a, b) => b.last - a.last)
}

function merge(known: PlaceRow | undefined, row: PlaceRow): PlaceRow {
  if (!known) return row
  const newest = known.last > row.last ? known : row
  return { ...newest, count: known.count + row.count, first: Math.min(known.first, row.first) }
}

async function errors(threads: Threads, limit: number): Promise<object[]> {
  const rows = (await allPlaces(threads)).slice(0, limit)
  return rows.map(({ place, count, first, last, service, command, of, text }) => ({
    count,
    place,
    service,
    command,
    of,
    first: isoOf(first),
    last: isoOf(last),
    example: text,
  }))
}

async function example(threads: Threads, text: string): Promise<object> {
  const [found] = await allPlaces(threads, text)
  if (!found) throw new AppError('BAD_MESSAGE', `no error was thrown at ${text}; \`errors\` lists where`)
  const { first, last, ...rest } = found
  return { ...rest, first: isoOf(first), last: isoOf(last) }
}

const isoOf = (ms: number): string => new Date(ms).toISOString()
