// Looks that take time: once for a while, or again and again until whoever asked ends them.

import { z } from 'zod'
import type { CommandContext, CommandResult } from '../../setup/commands.ts'

/** The option of such a command. */
export const TIME = {
  time: z
    .number()
    .min(0.1)
    .max(3600)
    .optional()
    .describe('seconds: measures for so long, again and again until an empty line'),
}

/** Seconds of a look without the option. */
const ONCE = 0.5

/** Says of a look without the option what its figures are. */
export function sayOnce(time: number | undefined, { print }: CommandContext, what: string): void {
  if (time === undefined) print(`${what}; -t SECONDS measures for so long, again and again`)
}

/** Resolves after `seconds`, or when whoever asked is gone or has ended it. */
export function waitFor(seconds: number, { signal }: Pick<CommandContext, 'signal'>): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, seconds * 1000)
    signal.addEventListener('abort', end)
  })
}

/** `take` gives what was measured since it was called last, in so many seconds. */
export async function measure(
  seconds: number | undefined,
  context: CommandContext,
  take: (seconds: number) => Promise<CommandResult>,
): Promise<CommandResult> {
  for (;;) {
    const began = performance.now()
    await waitFor(seconds ?? ONCE, context)
    const result = await take((performance.now() - began) / 1000)
    if (seconds === undefined || context.signal.aborted) return result
    context.print(result)
  }
}
