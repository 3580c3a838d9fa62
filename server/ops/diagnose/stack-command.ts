// `stack`: what a thread runs right now, also one that is stuck. Main looks into workers; into main looks worker 1.

import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import type { StackReport } from '../../core/watch/stack.ts'
import { ticks } from '../../lib/clock.ts'
import { heldText } from '../../setup/ask-threads.ts'
import { type Command, command } from '../../setup/commands.ts'
import type { Threads } from './threads.ts'

/** The worker that looks into main. */
const LOOKER = 1

export const stackCommand = (threads: Threads): Command =>
  command({
    summary: 'shows what a thread runs right now, also one that is stuck',
    args: { thread: z.int().min(0).describe('0 is main') },
    async run({ thread }, { print }) {
      threads.check(thread)
      const { monitor } = threads.node.thread
      const held = heldText(threads.node, thread)
      if (held !== undefined) return held
      const beat = thread === 0 ? 0 : monitor.beatOf(thread)
      // One that is still starting has not turned yet.
      const ms = beat === 0 ? 0 : Math.round(ticks() - beat)
      const isHeld = ms > 2 * monitor.limits.beat
      const stack = await (thread === 0 ? stackOfMain(threads) : monitor.stuck.stackOf(thread))
      if (!stack) return `thread ${thread} runs no JavaScript: ${isHeld ? inNative(ms) : 'it waits for work'}`
      print({ thread, ...(isHeld && { 'loop held for': `${ms} ms` }), ...servedBy(stack), at: stack.at })
      return stack.frames
    },
  })

const inNative = (ms: number): string => `it has been in native code for ${ms} ms`

async function stackOfMain(threads: Threads): Promise<StackReport | undefined> {
  if (!threads.slots.includes(LOOKER))
    throw new AppError(
      'BAD_MESSAGE',
      'main is looked into by worker 1: expected threads of at least 1, got 0',
    )
  return (await threads.diagnosis(LOOKER, 5000)).call.stackOf(0)
}

export function servedBy({ service }: StackReport): object {
  return service ? { service: service.type, ...service.fields } : {}
}
