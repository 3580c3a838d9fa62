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

/** Node offers it to processes that were started with a flag; a new context has it when the flag is set now. */
export function collectGarbage(): Collected {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const before = process.memoryUsage().heapUsed
  const began = performance.now()
  collect()
  const ms = Math.round(performance.now() - began)
  return { before: before / MB, after: process.memoryUsage().heapUsed / MB, ms }
}
