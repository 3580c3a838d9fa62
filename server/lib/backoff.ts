// How long to wait before the store is asked again: 50 ms, then twice as long each time up to 2 s, ± 25 %, so that
// the threads of many nodes do not come back at once. A wait can be cut short.

const FIRST_MS = 50
const LAST_MS = 2000

export class Backoff {
  #failures = 0
  #end: (() => void) | undefined

  async wait(): Promise<void> {
    const ms = Math.min(LAST_MS, FIRST_MS * 2 ** this.#failures++) * (0.75 + Math.random() * 0.5)
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

  /** Ends a wait that is going on, and starts over with short ones. */
  skip(): void {
    this.#failures = Math.min(this.#failures, 3)
    this.#end?.()
  }
}
