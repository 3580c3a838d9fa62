// `interrupt`: has the code in which a worker is stuck throw an error, so that the worker serves on. Where that can't be, nothing is
// done: a worker is not ended from outside, as sockets that have come to it meanwhile would end the process with it.

import { url } from 'node:inspector'
import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { type Interruption, interrupt } from '../../core/watch/interrupt.ts'
import { ticks } from '../../lib/clock.ts'
import { heldText } from '../../setup/ask-threads.ts'
import { type Command, type CommandContext, command } from '../../setup/commands.ts'
import { servedBy } from './stack-command.ts'
import type { Threads } from './threads.ts'

export const interruptCommand = (threads: Threads): Command => {
  let count = 0
  return command({
    summary: 'has the code in which a worker is stuck throw an error, so that it serves on',
    scope: 'operate',
    args: { thread: z.int().min(1) },
    async run({ thread }, context) {
      threads.check(thread)
      checkNoDebugger()
      const { inspector } = threads.node.thread.monitor
      const goesOn = untilTurning(threads, thread)
      const message = `interrupted by an operator (${context.by}): the thread was stuck in it`
      const done = await threads.alone(thread, 'interrupt', () =>
        inspector.into(thread, inspection => interrupt(inspection, { message, order: ++count, goesOn })),
      )
      return outcome(threads, { thread, done, goesOn, context })
    },
  })
}

/** Two that pause one thread let it go on behind each other's back, which can end the process. Throws NOT_ALLOWED. */
function checkNoDebugger(): void {
  if (url() !== undefined)
    throw new AppError(
      'NOT_ALLOWED',
      'this process was started for a debugger (--inspect): stop the loop there',
    )
}

/** Throws BAD_MESSAGE for a thread that is not stuck; returns whether it goes on. */
function untilTurning({ node }: Threads, thread: number): () => boolean {
  const held = heldText(node, thread)
  if (held !== undefined) throw new AppError('BAD_MESSAGE', held)
  const { monitor } = node.thread
  const beat = monitor.beatOf(thread)
  const age = Math.round(ticks() - beat)
  if (age < 2 * monitor.limits.beat)
    throw new AppError(
      'BAD_MESSAGE',
      `thread: expected one that is stuck, got ${thread}, whose loop turned ${age} ms ago`,
    )
  return () => monitor.beatOf(thread) !== beat
}

interface Done {
  thread: number
  done: Interruption
  context: CommandContext
}

const whereOf = ({ stack }: Interruption): object => ({
  ...(stack && { ...servedBy(stack), 'was at': stack.at }),
})

function outcome({ node }: Threads, { thread, done, goesOn, context }: Done & { goesOn(): boolean }): object {
  const { stack, thrown, why } = done
  const where = whereOf(done)
  if (thrown) {
    node.thread.log.warn({ by: context.by, worker: thread, ...where, thrown }, 'stuck code was made to throw')
    return { thread, ...where, 'has thrown': `${thrown.function} ${thrown.at}` }
  }
  if (goesOn()) return { thread, ...where, 'goes on': 'by itself' }
  const at = stack ? ` (at ${stack.at})` : ''
  throw new AppError(
    'TRY_AGAIN',
    `thread ${thread}${at} can not be made to throw: ${why}; only a stop of the server ends it, and the other threads serve until then`,
  )
}
