// The one way to stop a node, whoever asks: a signal, an error, a lost seat. However often errors ask, the stop goes on
// to its end or to its deadline; only a second signal of somebody who wants the end now cuts it short.

/** npm and terminals send a signal twice; only one that comes later than this is a second wish. */
const DOUBLED = 1000
/** What the end of the process itself may take after the deadline. */
const GRACE = 500

export interface StopperOptions {
  /** Ends the process with `code`, or 1 when something went wrong; what it can't do ends at the deadline. */
  stop(reason: string, code: number): Promise<void>
  /** ms; then the process is killed. */
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

  /** Stops, unless that goes on already. `code`: the exit code when all goes well. */
  ask(reason: string, code: number): void {
    if (this.#isStopping) return
    this.#isStopping = true
    const { stop, deadline, kill } = this.#options
    setTimeout(kill, deadline + GRACE)
    void stop(reason, code)
  }

  /** A signal: the second one that is meant as such ends at once. */
  signal(name: string): void {
    const now = performance.now()
    this.#signalledAt ??= now
    if (now - this.#signalledAt > DOUBLED) return this.#options.kill()
    this.ask(name, 0)
  }
}
