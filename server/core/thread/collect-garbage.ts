// A full garbage collection of this thread, and what it has brought.

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

export interface Collected {
  /** MB of the heap, before and after. */
  before: number
  after: number
  /** ms for which the thread stood still. */
  ms: number
}

const MB = 1024 * 1024

/** Of V8: `last-resort` goes on until nothing more is freed, and gives up code that has not run for a while and memory that is
 * empty. */
type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'regular' | 'last-resort' }) => void

/** Node offers it to processes that were started with a flag; a new context has it when the flag is set now. `isAll`: gives the
 * system what it can, which takes several times as long. */
export function collectGarbage(isAll = false): Collected {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as Collect
  setFlagsFromString('--no-expose-gc')
  const before = process.memoryUsage().heapUsed
  const began = performance.now()
  collect({ type: 'major', execution: 'sync', flavor: isAll ? 'last-resort' : 'regular' })
  const ms = Math.round(performance.now() - began)
  return { before: before / MB, after: process.memoryUsage().heapUsed / MB, ms }
}
