// The one way to stop a node, whatever the reason: a signal, an error, a lost seat. Once begun, a stop runs to its end or
// its deadline, whatever else happens; only a second, deliberate signal cuts it short.

/** npm and terminals send a signal twice; a repeat within this many ms is not deliberate. */
const DOUBLED = 1000
/** ms that the process may take to end after the deadline. */
const GRACE = 500

export interface StopperOptions {
  /** Ends the process with `code`, or with 1 when something went wrong; gives up at the deadline. */
  stop(reason: string, code: number): Promise<void>
  /** ms, after which the process is killed. */
  deadline: number
  /** Ends the process at once. */
  kill(): void
}

export class Stopper {
  readonly #options: StopperOptions
  #isStopping = false
  #signalledAt: number | undefined

  constructor(options: StopperOptions) {
    this.#options = options
  }

  /** Begins the stop, unless it has begun. `code`: the exit code when all goes well. */
  ask(reason: string, code: number): void {
    if (this.#isStopping) return
    this.#isStopping = true
    const { stop, deadline, kill } = this.#options
    setTimeout(kill, deadline + GRACE)
    void stop(reason, code)
  }

  /** A second deliberate signal ends the process at once. */
  signal(name: string): void {
    const now = performance.now()
    this.#signalledAt ??= now
    if (now - this.#signalledAt > DOUBLED) return this.#options.kill()
    this.ask(name, 0)
  }
}
