// Readers on three threads at full speed while the tables are replaced again and again: no read is torn, mixed or
// missing, none waits, and the memory of replaced versions comes back. A process of its own, see ../table.ts:
// node --single-threaded-gc --min-semi-space-size=16 test/fault/support/table-course.ts TIMES

import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { Node } from '../../../server/core/node/node.ts'
import type { Ref } from '../../../server/core/service/ref.ts'
import { Replacement } from '../../../server/table/replace/replacement.ts'
import { TableService } from '../../../server/table/table-service.ts'
import { dataFolder, putFiles } from '../../table/support/data-folder.ts'
import { filesOfGeneration, tables } from '../../table/support/fixture-tables.ts'
import { collectGarbage } from './collect-garbage.ts'
import type { ReaderReport, TableReader } from './table-reader.ts'

const READERS = 3
const ITEMS = 2000
const LONGEST_WAIT = 5
const MOST_GROWTH = 1.1
/** The first replacements make what stays: the build thread's code, the readers' caches, the heap's pages. */
const WARM_UP = 60
/** Replacements until what a collection threw away is compiled again. */
const COMPILE = 5

await run(Number(process.argv[2]))
process.exit()

/** `times` replacements. */
async function run(times: number): Promise<void> {
  const folder = await dataFolder(filesOfGeneration(1, ITEMS))
  const log = pino({ level: 'silent' })
  const replacement = await Replacement.start({
    set: tables,
    dir: folder.dir,
    history: `${folder.dir}/var`,
    log,
    watch: false,
  })
  const node = await Node.start({ id: 0, log, development: false })
  try {
    await node.launch(TableService, { replacement }, { name: '.tables' })
    const url = new URL('./table-worker.ts', import.meta.url)
    await node.startWorkers({ url, count: READERS, data: {} })
    await replaceUnderReaders(node, { replacement, dir: folder.dir, times })
  } finally {
    await node.stop()
    await replacement.close()
    await folder.close()
  }
}

interface Course {
  replacement: Replacement
  dir: string
  times: number
}

async function replaceUnderReaders(node: Node, { replacement, dir, times }: Course): Promise<void> {
  const slots = Array.from({ length: READERS }, (_, i) => i + 1)
  const readers = await Promise.all(slots.map(slot => node.query<TableReader>(`.reader/${slot}`)))
  let gen = 1
  const replace = async (count: number) => {
    for (let i = 0; i < count; i++) {
      await putFiles(dir, filesOfGeneration(++gen, ITEMS))
      const outcome = await replacement.replace()
      if (!outcome.ok || outcome.changed.length !== 3) throw new Error(`replacement ${gen} failed`)
    }
  }
  for (const reader of readers) await reader.call.start()
  await replace(WARM_UP)
  const before = await memoryAtRest(replacement, readers)
  await readAgain(readers, replace)
  const began = performance.now()
  await replace(times)
  const seconds = (performance.now() - began) / 1000
  const peak = memoryNow()
  const reports = await Promise.all(readers.map(reader => reader.call.stop()))
  const after = await memoryAtRest(replacement, readers)
  judge(reports, { times, before, after, peak, seconds })
}

/** A full collection throws compiled code away; what it takes to compile the readers again is not the tables' doing. */
async function readAgain(
  readers: Ref<TableReader>[],
  replace: (count: number) => Promise<void>,
): Promise<void> {
  for (const reader of readers) await reader.call.start()
  await replace(COMPILE)
  for (const reader of readers) await reader.call.start()
}

/** MB of the process with nothing going on: readers stopped, garbage collected, the build thread gone. */
async function memoryAtRest(replacement: Replacement, readers: Ref<TableReader>[]): Promise<number> {
  for (const reader of readers) await reader.call.stop()
  await replacement.rest()
  for (const reader of readers) await reader.within(60_000).call.collect()
  await sleep(500)
  for (const reader of readers) await reader.within(60_000).call.collect()
  collectGarbage()
  return memoryNow()
}

function memoryNow(): number {
  const status = readFileSync('/proc/self/status', 'utf8')
  const parts = ['RssAnon', 'RssShmem'].map(name => new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1])
  return parts.reduce((sum, kb) => sum + Number(kb ?? 0) / 1024, 0)
}

function judge(
  reports: ReaderReport[],
  {
    times,
    before,
    after,
    peak,
    seconds,
  }: { times: number; before: number; after: number; peak: number; seconds: number },
): void {
  const sum = (of: (report: ReaderReport) => number) =>
    reports.reduce((total, report) => total + of(report), 0)
  const most = (of: (report: ReaderReport) => number) => Math.max(...reports.map(of))
  console.log(
    `${times} replacements of ${ITEMS * 2} rows in ${seconds.toFixed(1)} s, ${sum(r => r.reads)} reads, ` +
      `${Math.min(...reports.map(r => r.versions))} versions seen by each reader or more; ` +
      `longest wait ${most(r => r.longest).toFixed(2)} ms (blocked ${most(r => r.longestBlocked).toFixed(2)} ms, on the ` +
      `wall's clock ${most(r => r.longestOnWall).toFixed(2)} ms, in the loop without a table ` +
      `${most(r => r.longestIdle).toFixed(2)} ms); ` +
      `memory ${before.toFixed(0)} -> ${after.toFixed(0)} MB, ${peak.toFixed(0)} MB under way`,
  )
  const faults = reports.flatMap(report => report.faults)
  if (faults.length > 0) throw new Error(faults.join('\n'))
  const hasRoom = availableParallelism() > READERS + 1
  const longest = most(r => (hasRoom ? Math.max(r.longest, r.longestBlocked) : r.longest))
  // A machine of CI does other things besides.
  const isQuiet = process.env.CI === undefined
  if (isQuiet && longest > Math.max(LONGEST_WAIT, 2 * most(r => r.longestIdle)))
    throw new Error(`a reader waited ${longest.toFixed(2)} ms`)
  if (after > before * MOST_GROWTH) throw new Error(`memory went from ${before} to ${after} MB`)
}
