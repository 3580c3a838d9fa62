// The requests that wait for their reply, by request number. Each is settled exactly once: by its reply, by its
// deadline, or by the end of the connection.

import { RequestError } from './errors.ts'

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

  /** `timedOut` hears of each deadline that passed. */
  constructor(timedOut: (session: number, name: string, ms: number) => void) {
    this.#timedOut = timedOut
  }

  get size(): number {
    return this.#waiting.size
  }

  /** A request number that is not in use. */
  next(): number {
    do this.#last = this.#last >= 0x7fff_ffff ? 1 : this.#last + 1
    while (this.#waiting.has(this.#last))
    return this.#last
  }

  /** The reply to request number `session`, at most `timeout` ms from now. */
  wait(session: number, name: string, timeout: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(session)
        reject(new RequestError(name, 'TIMEOUT', `no reply to ${name} within ${timeout} ms`))
        this.#timedOut(session, name, timeout)
      }, timeout)
      this.#waiting.set(session, { name, sent: performance.now(), resolve, reject, timer })
    })
  }

  /** Which message request number `session` was; undefined when nobody waits for it (any more). */
  nameOf(session: number | undefined): string | undefined {
    return session === undefined ? undefined : this.#waiting.get(session)?.name
  }

  /** Gives the reply to who waits for it. Returns how long it took in ms; undefined where nobody waited. */
  settle(session: number, outcome: { body: unknown } | { error: Error }): number | undefined {
    const waiting = this.#waiting.get(session)
    if (!waiting) return undefined
    this.#waiting.delete(session)
    clearTimeout(waiting.timer)
    if ('error' in outcome) waiting.reject(outcome.error)
    else waiting.resolve(outcome.body)
    return performance.now() - waiting.sent
  }

  /** Fails everyone who waits. */
  failAll(error: Error): void {
    for (const session of [...this.#waiting.keys()]) this.settle(session, { error })
  }
}
