// A full collection on this thread, for measuring what memory is really in use.

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Several times, as what one collection finalizes the next one frees. */
export function collectGarbage(): void {
  for (let i = 0; i < 3; i++) collectOnce()
}

export function collectOnce(): void {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  gc()
}
