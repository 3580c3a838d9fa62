// Tells whether a process that left its pid still runs, and is not another one with the same pid. Linux tells when a process
// was started; elsewhere that is unknown, and the caller has to find out in another way.

import { readFileSync } from 'node:fs'

/** States of a process that has ended: a zombie is still listed until its parent has waited for it. */
const ENDED = ['Z', 'X', 'x']

/** Ticks since boot when the process was started; undefined when no process has this pid, or there is no /proc. */
export function startOfProcess(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in parentheses, may hold anything; field 3, the state, is the first after it, field 22 the 20th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return ENDED.includes(fields[0]!) ? undefined : fields[19]
  } catch {
    return undefined
  }
}

export const isRunning = (pid: number, start: string): boolean => startOfProcess(pid) === start
