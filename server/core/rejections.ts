// Unhandled promise rejections. Such an error belongs to one piece of work, as an error of a handler does: it is logged
// with the service that it probably comes from, and the thread goes on with all its players. (An uncaught exception may
// have left anything half done: that one ends its thread, in order.)

import { inspect } from 'node:util'
import { makeAddress } from './address.ts'
import { AppError } from './errors.ts'
import type { Thread } from './thread/thread.ts'

/** `Market` of `at async Market.sell (…)` and `at new Market (…)`; `#price` of `at #price (…)`. */
const FRAME = /^\s+at (?:async )?(?:new )?(#?[A-Za-z_$][\w$]*)/gm
const MOST = 3

export function reportRejection(thread: Thread, reason: unknown): void {
  const error = reason instanceof Error ? reason : new Error(`rejected with ${inspect(reason, { depth: 1 })}`)
  const services = servicesIn(thread, error)
  const where = {
    address: makeAddress(thread.life, 0),
    type: 'thread',
    service: services.join(', ') || 'thread',
  }
  thread.monitor.errors.note({ ...where, command: 'rejection', about: {}, error })
  const from = services.length > 0 ? { service: services.join(', ') } : {}
  if (error instanceof AppError) thread.log.warn({ err: error, ...from }, 'unhandled promise rejection')
  else thread.log.error({ err: error, ...from }, 'unhandled promise rejection')
}

/** The services of this thread whose class is in the stack; of several the innermost. */
function servicesIn(thread: Thread, { stack = '' }: Error): string[] {
  for (const [, name] of stack.matchAll(FRAME)) {
    const found = thread.cells.namesOf(name!)
    if (found.length > 0) return found.length > MOST ? [`one of ${found.length} like ${found[0]}`] : found
  }
  return []
}
