// Work that a service has begun and does not wait for. It keeps true: its errors are logged with the service, and once the
// service ends none begins and those that run are told by their signal.

import type { Logger } from '../../log/log.ts'

/** `signal`: aborted when the service ends. */
export type ForkedWork = (signal: AbortSignal) => unknown

export interface ForksHost {
  readonly log: Logger
  noteFailure(command: string, error: unknown): void
  /** Puts a message into the service's mailbox; false when the service has ended. */
  enqueue(command: string, work: () => unknown, isUrgent?: boolean): boolean
}

export class Forks {
  /** Those that have not ended. */
  running = 0
  readonly #host: ForksHost
  readonly #end = new AbortController()

  constructor(host: ForksHost) {
    this.#host = host
  }

  /** Begins `work` as a message of its own, which does not wait for its end. */
  start(work: ForkedWork): void {
    if (this.#host.enqueue('fork', () => void this.#run(work), true)) this.running++
  }

  close(): void {
    this.#end.abort()
  }

  async #run(work: ForkedWork): Promise<void> {
    const { signal } = this.#end
    try {
      await work(signal)
    } catch (error) {
      // What it asked for may have gone with the service.
      if (signal.aborted) this.#host.log.debug({ err: error }, 'a fork failed after its service had ended')
      else this.#fail(error)
    } finally {
      this.running--
    }
  }

  #fail(error: unknown): void {
    this.#host.noteFailure('fork', error)
    this.#host.log.error({ err: error }, 'a fork failed')
  }
}
