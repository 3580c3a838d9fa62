// The end of one instance of a service: its hooks (onEnd), its onExit, and who waits for that. Made when the end begins, so
// that a running service, of which there are many, carries nothing of it. Each step has its time; when that is over, the
// end goes on without it: after the hooks with onExit, after onExit by force, so that others go on.
//
//   the message in progress ──→ hooks ──→ onExit ──→ exited
//             └─ late ─→ released    └─ late ─→ released

import { createDeferred } from '../../lib/deferred.ts'
import { isThenable } from '../../lib/thenable.ts'
import type { Logger } from '../log/log.ts'
import type { EndHooks, EndLimits } from './end-hooks.ts'

/** What the end of a service needs of its cell. */
export interface EndHost {
  readonly log: Logger
  /** Of the message in progress. */
  readonly command: string
  /** onExit is done. */
  onExited(): void
  /** It has not ended in time; `command`: what it was doing. */
  onOverdue(command: string): void
}

/** Half of the time that an end may take for each step, unless it was said. */
export const endLimits = (all: number, said: Partial<EndLimits> = {}): EndLimits => ({
  hooks: all / 2,
  end: all / 2,
  ...said,
})

/** Of an instance whose service goes on. */
export const endOfInstance = (log: Logger): EndHost => ({
  log,
  command: 'restart',
  onExited: () => undefined,
  onOverdue: command => log.error({ command }, 'an old instance has not ended in time'),
})

export class ServiceEnd {
  readonly #host: EndHost
  readonly #limits: EndLimits
  readonly #released = createDeferred<void>()
  readonly #exited = createDeferred<void>()
  #deadline: number
  #isInExit = false
  #timer: NodeJS.Timeout | undefined

  /** `deadline` (of performance.now()): the steps have only what is left until then. */
  constructor(host: EndHost, limits: EndLimits, deadline = Number.POSITIVE_INFINITY) {
    this.#host = host
    this.#limits = limits
    this.#deadline = deadline
  }

  /** Resolves when onExit is done, or is overdue. */
  get released(): Promise<void> {
    return this.#released.promise
  }

  /** Resolves when onExit is done, however late. */
  get exited(): Promise<void> {
    return this.#exited.promise
  }

  /** For the steps to come. */
  cutTo(deadline: number): void {
    this.#deadline = deadline
  }

  /** Runs the hooks and onExit; whether they fail or not, the service has ended then. Waits for nothing that does not wait. */
  async run(hooks: EndHooks | undefined, onExit: () => unknown): Promise<void> {
    if (hooks) await this.#runHooks(hooks)
    this.#isInExit = true
    try {
      const exiting = onExit()
      if (isThenable(exiting)) {
        this.limit(Math.min(this.#limits.end, this.#left))
        await exiting
      }
    } catch (error) {
      this.#host.log.error({ err: error }, 'onExit failed')
    }
    clearTimeout(this.#timer)
    this.#host.onExited()
    this.#released.resolve()
    this.#exited.resolve()
  }

  /** This step, and what is in progress before the first one, may never end: after `ms` others go on without it. */
  limit(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#release(), ms).unref()
  }

  /** onExit has at least half of the time that is left. */
  async #runHooks(hooks: EndHooks): Promise<void> {
    const late = createDeferred<void>()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(
      () => {
        this.#host.log.error('hooks of onEnd have not ended in time; onExit runs without them')
        late.resolve()
      },
      Math.min(this.#limits.hooks, this.#left / 2),
    ).unref()
    await Promise.race([hooks.run(), late.promise])
    clearTimeout(this.#timer)
  }

  get #left(): number {
    return Math.min(2 ** 31 - 1, Math.max(0, this.#deadline - performance.now()))
  }

  #release(): void {
    this.#host.onOverdue(this.#isInExit ? 'onExit' : this.#host.command)
    this.#released.resolve()
  }
}
