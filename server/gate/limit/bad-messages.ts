// How many bad messages one client has sent within a minute: malformed ones, and those over a limit. Made with the first.

const WINDOW = 60_000

export class BadMessages {
  #count = 0
  #since: number

  /** `now`: ms, as for add(). */
  constructor(now: number) {
    this.#since = now
  }

  /** Counts one; returns how many there are now. */
  add(now: number): number {
    if (now - this.#since > WINDOW) {
      this.#count = 0
      this.#since = now
    }
    return ++this.#count
  }
}
