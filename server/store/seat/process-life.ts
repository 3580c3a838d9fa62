// Tells whether a process that wrote its pid down is still the one that runs. Linux says when a process was started;
// elsewhere that is not known, and who asks has to find out in another way.

import { readFileSync } from 'node:fs'

/** States of a process that has ended: one that its parent has not asked for yet is still listed. */
const ENDED = ['Z', 'X', 'x']

/** Ticks since boot when the process was started, or undefined where none of this pid runs, or no /proc is there. */
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
