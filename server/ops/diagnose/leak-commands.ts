// `heap`, `snapshot`, `diff` and `leakcheck`: what a thread's heap holds, and what in it grows. Each snapshot holds the thread
// while it is taken, and is read by a process of its own.

import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { type CommandContext, type Commands, command } from '../../setup/commands.ts'
import type { GrowthRow } from './heap/diff.ts'
import type { Tools } from './profile-commands.ts'
import { readApart } from './read-apart.ts'
import { waitFor } from './threads.ts'

const TOP = 20
/** What grew by less, or by fewer bytes, is shown by `leakcheck` only where nothing grew by more; so many of those. */
const GROWTH = 0.1
const LEAST = 16_384
const MOST_SMALL = 3

const thread = z.int().min(0).describe('0 is main')
const force = z.boolean().default(false).describe('also hold a thread whose heap has more than 200 MB')
const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/i, 'expected letters, digits and hyphens, at most 40')
  .describe('letters, digits, hyphens')

export const leakCommands = (tools: Tools): Commands => ({
  heap: command({
    summary: "lists the classes in a thread's heap; writes a .heapsnapshot file; holds the thread meanwhile",
    scope: 'operate',
    args: { thread },
    options: { force },
    async run({ thread: slot, force: isForced }, context) {
      const file = await take(tools, { slot, what: 'heap', isForced, context })
      context.print(file)
      const rows = await readApart('classes', { path: file, limit: TOP }, context.signal)
      return rows.map(({ bytes, retained, ...row }) => ({ ...row, kb: kb(bytes), retainedKb: kb(retained) }))
    },
  }),
  snapshot: command({
    summary: "writes a thread's heap under a name, for diff; holds the thread meanwhile",
    scope: 'operate',
    args: { thread, name },
    options: { force },
    run: ({ thread: slot, name: as, force: isForced }, context) =>
      take(tools, { slot, what: 'snapshot', as, isForced, context }),
  }),
  diff: command({
    summary: 'shows what grew between two snapshots of a thread: class, service, holder and an example',
    args: { before: name, after: name },
    async run({ before, after }, { signal }) {
      const [old, young] = [await tools.files.snapshot(before), await tools.files.snapshot(after)]
      return grown(await readApart('diff', { before: old, after: young, limit: TOP }, signal))
    },
  }),
  leakcheck: command({
    summary:
      'takes two snapshots some seconds apart and shows what grew by more than 10 %, or else the largest growth',
    scope: 'operate',
    args: {
      what: z.string().describe('a thread, or the name or address of a service'),
      seconds: z.number().min(0.1).max(3600).default(5),
    },
    options: { force },
    run: ({ what, seconds, force: isForced }, context) =>
      checkLeaks(tools, { what, seconds, isForced, context }),
  }),
})

interface Taken {
  slot: number
  what: string
  /** Its name; one with the time when left out. */
  as?: string
  isForced: boolean
  context: CommandContext
}

/** Returns the path of the snapshot. */
export async function take(tools: Tools, { slot, what, as, isForced, context }: Taken): Promise<string> {
  const { threads, files } = tools
  return threads.alone(slot, what, async () => {
    await threads.checkPause(slot, { what, force: isForced, context })
    const file = as === undefined ? files.nameFor(what, slot, 'heapsnapshot') : `${as}.heapsnapshot`
    return files.write(file, context.signal, path =>
      threads.writeHeap(slot, path, { what, force: isForced, context }),
    )
  })
}

const kb = (bytes: number): number => Math.round(bytes / 1024)

function grown(rows: readonly GrowthRow[]): object[] | string {
  if (rows.length === 0) return 'nothing grew'
  return rows.map(({ grew, was: _, ...row }) => ({ grewKb: kb(grew), ...row }))
}

/** With by how much of what it was; says so when none of it is much. */
function leaked(rows: readonly GrowthRow[], { print }: CommandContext): object[] | string {
  if (rows.length === 0) return 'nothing grew'
  const large = rows.filter(({ grew, was }) => grew > was * GROWTH && grew >= LEAST)
  if (large.length === 0) print('nothing grew by more than 10 % and 16 kB; the largest growth:')
  const shown = large.length > 0 ? large : rows.slice(0, MOST_SMALL)
  return shown.map(({ grew, was, ...row }) => ({
    grewKb: kb(grew),
    grew: was === 0 ? 'new' : `${((100 * grew) / was).toFixed(1)} %`,
    ...row,
  }))
}

async function checkLeaks(
  tools: Tools,
  {
    what,
    seconds,
    isForced,
    context,
  }: { what: string; seconds: number; isForced: boolean; context: CommandContext },
): Promise<object[] | string> {
  const { slot, service } = /^\d+$/.test(what)
    ? { slot: Number(what), service: undefined }
    : await tools.threads.find(what)
  const files: string[] = []
  try {
    files.push(await take(tools, { slot, what: 'leakcheck-before', isForced, context }))
    await waitFor(seconds, context.signal).catch(() => {
      throw new AppError('BAD_MESSAGE', 'leakcheck was ended')
    })
    files.push(await take(tools, { slot, what: 'leakcheck-after', isForced, context }))
    const [before, after] = files as [string, string]
    const given = { before, after, limit: TOP, part: GROWTH, ...(service && { service }) }
    return leaked(await readApart('diff', given, context.signal), context)
  } finally {
    for (const file of files) await tools.files.discard(file)
  }
}
