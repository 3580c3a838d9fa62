// What one instance of a service uses besides its messages: timers, forks, ways to talk, hooks of its end. Each is made when it is
// first used, as most services use none. It keeps true: all of them end with the instance, and none begins anything after that.

import type { Logger } from '../../log/log.ts'
import { EndHooks } from '../../supervise/end-hooks.ts'
import { Talk } from '../../talk/talk.ts'
import type { TalkHost } from '../../talk/talk-host.ts'
import { Forks } from './forks.ts'
import { Timers } from './timers.ts'

/** What they need of the cell. */
export interface PartsHost extends TalkHost {
  readonly log: Logger
}

export class Parts {
  readonly #host: PartsHost
  #timers: Timers | undefined
  #forks: Forks | undefined
  #talk: Talk | undefined
  #hooks: EndHooks | undefined
  #isClosed = false

  constructor(host: PartsHost) {
    this.#host = host
  }

  get timers(): Timers {
    this.#timers ??= new Timers(work => this.#host.enqueue('timer', work, true))
    if (this.#isClosed) this.#timers.close()
    return this.#timers
  }

  get forks(): Forks {
    this.#forks ??= new Forks(this.#host)
    return this.#forks
  }

  /** Forks that have not ended. */
  get forked(): number {
    return this.#forks?.running ?? 0
  }

  get talk(): Talk {
    this.#talk ??= new Talk(this.#host)
    if (this.#isClosed) this.#talk.close()
    return this.#talk
  }

  /** undefined where the service has not talked yet. */
  get talkInUse(): Talk | undefined {
    return this.#talk
  }

  addEndHook(work: () => unknown): void {
    this.#hooks ??= new EndHooks(this.#host.log)
    this.#hooks.add(work)
  }

  /** They run once. */
  takeEndHooks(): EndHooks | undefined {
    const hooks = this.#hooks
    this.#hooks = undefined
    return hooks
  }

  close(): void {
    this.#isClosed = true
    for (const part of [this.#timers, this.#forks, this.#talk]) part?.close()
  }
}
