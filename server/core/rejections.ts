// Promises that nobody waited for and that were rejected. Such an error is of one piece of work, as that of a handler is:
// it is logged with the service it is likely to be of, and the thread goes on with all its players. (An error that is
// thrown to nobody may have broken anything in between: that one ends its thread in order.)

import { inspect } from 'node:util'
import { AppError } from './errors.ts'
import type { Thread } from './thread/thread.ts'

/** `Market` of `at async Market.sell (…)` and `at new Market (…)`; `#price` of `at #price (…)`. */
const FRAME = /^\s+at (?:async )?(?:new )?(#?[A-Za-z_$][\w$]*)/gm
const MOST = 3

export function reportRejection(thread: Thread, reason: unknown): void {
  const error = reason instanceof Error ? reason : new Error(`rejected with ${inspect(reason, { depth: 1 })}`)
  const services = servicesIn(thread, error)
  const from = services.length > 0 ? { service: services.join(', ') } : {}
  if (error instanceof AppError) thread.log.warn({ err: error, ...from }, 'nobody waits for this error')
  else thread.log.error({ err: error, ...from }, 'a promise that nobody waits for was rejected')
}

/** The services of this thread whose class stands in the stack; the innermost one counts. */
function servicesIn(thread: Thread, { stack = '' }: Error): string[] {
  for (const [, name] of stack.matchAll(FRAME)) {
    const found = thread.servicesOf(name!)
    if (found.length > 0) return found.length > MOST ? [`one of ${found.length} like ${found[0]}`] : found
  }
  return []
}
