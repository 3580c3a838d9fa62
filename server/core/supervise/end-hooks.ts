// What an instance of a service wants to do at its end, beside its onExit: the last registered first. One that fails is
// logged, and the others run all the same.

import type { Logger } from '../log/log.ts'

/** How long an end may take, in ms each: all hooks together, and then onExit. */
export interface EndLimits {
  hooks: number
  end: number
}

export class EndHooks {
  readonly #log: Logger
  readonly #hooks: (() => unknown)[] = []

  constructor(log: Logger) {
    this.#log = log
  }

  add(work: () => unknown): void {
    this.#hooks.push(work)
  }

  /** Runs each once. */
  async run(): Promise<void> {
    for (let hook = this.#hooks.pop(); hook; hook = this.#hooks.pop()) {
      try {
        await hook()
      } catch (error) {
        this.#log.error({ err: error }, 'a hook of onEnd failed')
      }
    }
  }
}
