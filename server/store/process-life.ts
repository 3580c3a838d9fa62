// Tells whether a process that wrote its pid down is still the one that runs. Linux says when a process was started;
// elsewhere that is not known, and who asks has to find out in another way.

import { readFileSync } from 'node:fs'

/** Ticks since boot when the process was started, or undefined where there is no such process or no /proc. */
export function startOfProcess(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in parentheses, may hold anything; field 22 is the 20th after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}

export const isRunning = (pid: number, start: string): boolean => startOfProcess(pid) === start
