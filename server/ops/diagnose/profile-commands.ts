// `cpu` and `allocations`: what a thread spends its time, or its memory, on. A worker's time is measured from main, so that
// a stuck one can be looked at too.

import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { type Commands, command } from '../../setup/commands.ts'
import type { DiagnosisFiles } from './files.ts'
import { readApart } from './read-apart.ts'
import { type Threads, waitFor } from './threads.ts'

export interface Tools {
  threads: Threads
  files: DiagnosisFiles
}

/** Measures until `stop`, which writes what was found into a file; into none when it is given none. */
interface Measurement {
  stop(path: string | undefined): Promise<void>
}

const TOP = 20
const PRIVATE = 0o600
/** ms that a thread may take to write what it has measured. */
const STOP_WITHIN = 60_000

const thread = z.int().min(0).describe('0 is main')
const seconds = z.number().min(0.1).max(300)

export const profileCommands = (tools: Tools): Commands => ({
  cpu: command({
    summary:
      'measures what takes the time of a thread, stuck or not: self is the function alone, total with what it calls; writes a .cpuprofile file',
    args: { thread, seconds: seconds.default(5) },
    run: ({ thread: slot, seconds: time }, context) =>
      measure(tools, { what: 'cpu', slot, seconds: time, ending: 'cpuprofile', ...context }, () =>
        startCpu(tools.threads, slot),
      ),
  }),
  allocations: command({
    summary: 'measures who allocates what stays alive: self and total as for cpu; writes a .heapprofile file',
    args: { thread, seconds: seconds.default(10) },
    run: ({ thread: slot, seconds: time }, context) =>
      measure(tools, { what: 'allocations', slot, seconds: time, ending: 'heapprofile', ...context }, () =>
        startAllocations(tools.threads, slot),
      ),
  }),
})

interface Measured {
  what: string
  slot: number
  seconds: number
  ending: string
  signal: AbortSignal
  print(part: string): void
}

async function measure(
  { threads, files }: Tools,
  { what, slot, seconds: time, ending, signal, print }: Measured,
  start: () => Promise<Measurement>,
): Promise<object> {
  return threads.alone(slot, what, async () => {
    const file = await files.write(files.nameFor(what, slot, ending), signal, async path => {
      const measurement = await start()
      const isDone = await waitFor(time, signal).then(
        () => true,
        () => false,
      )
      await measurement.stop(isDone ? path : undefined)
      signal.throwIfAborted()
    })
    print(file)
    const rows = await readApart('functions', { path: file, limit: TOP }, signal)
    return rows.map(({ self, total, amount, ...row }) => ({
      self: percent(self),
      total: percent(total),
      ...(what === 'cpu' ? { ms: amount } : { kb: Math.round(amount / 1024) }),
      ...row,
    }))
  })
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`

async function startCpu(threads: Threads, slot: number): Promise<Measurement> {
  if (slot === 0) {
    const main = await threads.diagnosis(slot)
    await main.call.startCpu()
    return { stop: path => main.within(STOP_WITHIN).call.stopCpu(path) }
  }
  const profile = await threads.node.workerIn(slot).startCpuProfile()
  return {
    async stop(path) {
      const text = await profile.stop()
      if (path !== undefined) await writeFile(path, text, { mode: PRIVATE })
    },
  }
}

async function startAllocations(threads: Threads, slot: number): Promise<Measurement> {
  const found = await threads.diagnosis(slot)
  await found.call.startAllocations()
  return { stop: path => found.within(STOP_WITHIN).call.stopAllocations(path) }
}
