// `mem`: what threads and services hold. By samples that V8 takes all the time; it collects garbage when it is asked for them,
// as `gc` does. `--exact` counts, from a snapshot that holds the thread for much longer.

import { z } from 'zod'
import { hasCode } from '../../core/errors.ts'
import { type CommandContext, type Commands, command } from '../../setup/commands.ts'
import type { ThreadMemory } from './diagnosis.ts'
import { take } from './leak-commands.ts'
import type { Tools } from './profile-commands.ts'
import { readApart } from './read-apart.ts'

const MB = 1024 * 1024
/** Rows of services. */
const TOP = 20
/** Of types of services, of all threads. */
const MOST = 200

export const memoryCommands = (tools: Tools): Commands => ({
  mem: command({
    summary:
      'shows the memory of each thread, and of its services by samples, for which garbage is collected as by gc; --exact counts, thread by thread',
    scope: 'operate',
    args: { thread: z.int().min(0).optional().describe('0 is main; all when left out') },
    options: {
      exact: z.boolean().default(false).describe('count what each service keeps alive; holds the threads'),
      force: z.boolean().default(false).describe('also hold a thread whose heap has more than 200 MB'),
    },
    async run({ thread, exact, force }, context) {
      const slots = thread === undefined ? tools.threads.slots : [thread]
      if (!exact) return sampled(tools, slots, context)
      for (const slot of slots) context.print(await counted(tools, slot, force, context))
      return undefined
    },
  }),
})

async function sampled(
  { threads }: Tools,
  slots: readonly number[],
  { print }: CommandContext,
): Promise<object[]> {
  print('collecting garbage first: the threads stand still meanwhile')
  const answers = await Promise.all(
    slots.map(async slot => ({ slot, memory: await memoryOf(threads, slot) })),
  )
  print(
    answers.map(({ slot, memory }) => ({
      thread: slot,
      ...(memory ? heapRow(memory) : { state: 'no answer' }),
    })),
  )
  const rows = answers.flatMap(({ slot, memory }) =>
    (memory?.services ?? []).map(({ type, count, waiting, sampled: bytes }) => ({
      thread: slot,
      service: type,
      count,
      waiting,
      sampledMb: mb(bytes),
    })),
  )
  return rows.sort((a, b) => b.sampledMb - a.sampledMb || b.waiting - a.waiting).slice(0, MOST)
}

/** undefined for a thread that does not answer. */
async function memoryOf(threads: Tools['threads'], slot: number): Promise<ThreadMemory | undefined> {
  try {
    return await (await threads.diagnosis(slot)).call.memory()
  } catch (error) {
    if (hasCode(error, 'TIMEOUT', 'THREAD_LOST', 'SERVICE_DEAD')) return undefined
    throw error
  }
}

const heapRow = ({ used, limit, external }: ThreadMemory): object => ({
  heapMb: mb(used),
  limitMb: mb(limit),
  externalMb: mb(external),
})

const mb = (bytes: number): number => Math.round((bytes / MB) * 10) / 10

async function counted(
  tools: Tools,
  slot: number,
  isForced: boolean,
  context: CommandContext,
): Promise<object[]> {
  const path = await take(tools, { slot, what: 'mem', isForced, context })
  try {
    const rows = await readApart('services', { path, limit: TOP }, context.signal)
    return rows.map(({ retained, ...row }) => ({ thread: slot, kb: Math.round(retained / 1024), ...row }))
  } finally {
    await tools.files.discard(path)
  }
}
