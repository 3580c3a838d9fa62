// The requests that wait for their reply, by request number. Each is settled exactly once: by its reply, by its
// deadline, or by the end of the connection.

import { RequestError } from './errors.ts'
import { after, ticks } from './link/time.ts'

/** A deadline that is heard this late (ms) slept with its page, or waited for a busy thread: the reply may have come
 * and lie unread. It gets as long again to be read. */
const LATE = 1000

/** Numbers from here on are of what connections ask among themselves, which is not counted. */
const UNCOUNTED_FROM = 0x4000_0000

export const isUncountedNumber = (session: number | undefined): boolean =>
  session !== undefined && session >= UNCOUNTED_FROM

interface Waiting {
  name: string
  sent: number
  resolve: (body: unknown) => void
  reject: (error: Error) => void
  timer: ReturnType<typeof setTimeout>
}

export class PendingRequests {
  readonly #waiting = new Map<number, Waiting>()
  readonly #timedOut: (session: number, name: string, ms: number) => void
  #last = 0
  #lastUncounted = UNCOUNTED_FROM

  /** `timedOut` hears of each deadline that passed. */
  constructor(timedOut: (session: number, name: string, ms: number) => void) {
    this.#timedOut = timedOut
  }

  get size(): number {
    return this.#waiting.size
  }

  /** A request number that is not in use. */
  next(): number {
    do this.#last = this.#last >= UNCOUNTED_FROM - 1 ? 1 : this.#last + 1
    while (this.#waiting.has(this.#last))
    return this.#last
  }

  /** The same for what connections ask among themselves. */
  nextUncounted(): number {
    this.#lastUncounted = this.#lastUncounted >= 0x7fff_ffff ? UNCOUNTED_FROM : this.#lastUncounted + 1
    return this.#lastUncounted
  }

  /** The reply to request number `session`, at most `timeout` ms from now. */
  wait(session: number, name: string, timeout: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const sent = ticks()
      const expire = () => {
        const error = new RequestError(name, 'TIMEOUT', `no reply to ${name} within ${timeout} ms`)
        this.settle(session, { error })
        this.#timedOut(session, name, timeout)
      }
      const timer = after(timeout, () => {
        if (ticks() - sent < timeout + LATE) expire()
        else waiting.timer = setTimeout(expire, LATE)
      })
      const waiting: Waiting = { name, sent, resolve, reject, timer }
      this.#waiting.set(session, waiting)
    })
  }

  /** Which message request number `session` was; undefined when nobody waits for it (any more). */
  nameOf(session: number | undefined): string | undefined {
    return session === undefined ? undefined : this.#waiting.get(session)?.name
  }

  /** Gives the reply, which came `at` (in ticks), to who waits for it. Returns how long it took in ms; undefined where
   * nobody waited. */
  settle(
    session: number,
    outcome: { body: unknown } | { error: Error },
    at: number = ticks(),
  ): number | undefined {
    const waiting = this.#waiting.get(session)
    if (!waiting) return undefined
    this.#waiting.delete(session)
    clearTimeout(waiting.timer)
    if ('error' in outcome) waiting.reject(outcome.error)
    else waiting.resolve(outcome.body)
    return Math.max(0, at - waiting.sent)
  }

  /** Fails those whose answers end with their connection. */
  failUncounted(error: Error): void {
    for (const session of [...this.#waiting.keys()])
      if (isUncountedNumber(session)) this.settle(session, { error })
  }

  /** Fails everyone who waits. */
  failAll(error: Error): void {
    for (const session of [...this.#waiting.keys()]) this.settle(session, { error })
  }
}
