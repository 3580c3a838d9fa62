// The memory of the process for a table on several threads: the growth from threads that hold nothing to the same
// threads when each can read the table.

import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { loadForm } from '../../../server/table/replace/versions.ts'
import { collectGarbage } from '../../fault/support/collect-garbage.ts'

const WORKER = new URL('./table-memory-worker.ts', import.meta.url)

function memoryNow(): number {
  collectGarbage()
  const status = readFileSync('/proc/self/status', 'utf8')
  return Number(/RssAnon:\s+(\d+)/.exec(status)![1]) / 1024
}

async function tellAll(workers: readonly Worker[], message: object): Promise<void> {
  for (const worker of workers) {
    worker.postMessage(message)
    await once(worker, 'message')
  }
}

/** `form` is the path of a form with as many rows: what it takes to make one would be in the figure otherwise. */
export interface Measured {
  rows: number
  threads: number
  way: 'shared' | 'plain'
  form: string
}

/** MB that `threads` threads need to read `rows` rows, in the way named. */
export async function measureMemory({ rows, threads, way, form }: Measured): Promise<number> {
  const workers = Array.from({ length: threads }, () => new Worker(WORKER))
  try {
    await tellAll(workers, { rows: 0 })
    const before = memoryNow()
    if (way === 'plain') await tellAll(workers, { rows })
    else await tellAll(workers, { buffer: await loadForm(form) })
    return memoryNow() - before
  } finally {
    await Promise.all(workers.map(worker => worker.terminate()))
  }
}
