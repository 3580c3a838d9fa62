// How long to wait before something that failed is tried again: twice as long after each failure, up to a limit.

export interface BackoffSteps {
  /** ms of the first wait. */
  first: number
  /** ms that no wait exceeds. */
  longest: number
}

/** ms to wait; `failures`: how many there were before the last one. */
export const backoffMs = (failures: number, { first, longest }: BackoffSteps): number =>
  Math.min(longest, first * 2 ** failures)

/** Waits that vary by ± 25 %, so that the threads of many nodes do not come back at once, and that can be cut short. */
export class Backoff {
  readonly #steps: BackoffSteps
  #failures = 0
  #end: (() => void) | undefined

  constructor(steps: BackoffSteps) {
    this.#steps = steps
  }

  async wait(): Promise<void> {
    const ms = backoffMs(this.#failures++, this.#steps) * (0.75 + Math.random() * 0.5)
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms)
      this.#end = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#end = undefined
  }

  reset(): void {
    this.#failures = 0
  }

  /** Ends the current wait, and starts over with short ones. */
  skip(): void {
    this.#failures = Math.min(this.#failures, 3)
    this.#end?.()
  }
}
