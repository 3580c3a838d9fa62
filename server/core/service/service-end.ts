// The end of one service: its onExit, and who waits for that. Made when the end begins, so that a running service, of
// which there are many, carries nothing of it.

import { createDeferred } from '../../lib/deferred.ts'
import { isThenable } from '../../lib/thenable.ts'
import type { Logger } from '../log/log.ts'

/** What the end of a service needs of its cell. */
export interface EndHost {
  readonly log: Logger
  /** Of the message in progress. */
  readonly command: string
  /** onExit is done. */
  onExited(): void
  /** It has not ended in time: its name is free. */
  onOverdue(): void
}

export class ServiceEnd {
  readonly #host: EndHost
  readonly #released = createDeferred<void>()
  readonly #exited = createDeferred<void>()
  #isInExit = false
  #timer: NodeJS.Timeout | undefined

  constructor(host: EndHost) {
    this.#host = host
  }

  /** Resolves when onExit is done, or is overdue. */
  get released(): Promise<void> {
    return this.#released.promise
  }

  /** Resolves when onExit is done, however late. */
  get exited(): Promise<void> {
    return this.#exited.promise
  }

  /** Runs onExit; whether it fails or not, the service has ended then. */
  async run(onExit: () => unknown): Promise<void> {
    this.#isInExit = true
    try {
      const exiting = onExit()
      if (isThenable(exiting)) await exiting
    } catch (error) {
      this.#host.log.error({ err: error }, 'onExit failed')
    }
    clearTimeout(this.#timer)
    this.#host.onExited()
    this.#released.resolve()
    this.#exited.resolve()
  }

  /** Its onExit, or the handler before it, may never end: after `ms` others go on without it. */
  limit(ms: number): void {
    this.#timer = setTimeout(() => this.#release(), ms).unref()
  }

  #release(): void {
    const command = this.#isInExit ? 'onExit' : this.#host.command
    this.#host.log.error({ command }, 'a service has not ended in time; its name is free')
    this.#host.onOverdue()
    this.#released.resolve()
  }
}
