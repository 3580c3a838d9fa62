// The timers of one service. What they run is a message of the service. All end with it, and none starts after that.

/** The longest delay of setTimeout, in ms; it fires at once for more. */
const LONGEST = 2 ** 31 - 1

/** Puts a message into the service's mailbox; false when the service has ended. */
export type Enqueue = (work: () => unknown) => boolean

export class Timers {
  readonly #enqueue: Enqueue
  readonly #running = new Set<() => void>()
  #isClosed = false

  constructor(enqueue: Enqueue) {
    this.#enqueue = enqueue
  }

  /** Returns what cancels it. After that `work` does not run, even if its message is in the mailbox already. */
  after(ms: number, work: () => unknown): () => void {
    check(ms)
    if (this.#isClosed) return () => undefined
    let isCancelled = false
    const timer = setTimeout(() => this.#enqueue(() => (isCancelled ? undefined : run())), ms)
    const cancel = this.#keep(() => {
      isCancelled = true
      clearTimeout(timer)
    })
    const run = () => {
      this.#running.delete(cancel)
      return work()
    }
    return cancel
  }

  /** As `after`; a round that is due while the last one still waits or runs is skipped. */
  every(ms: number, work: () => unknown): () => void {
    check(ms)
    if (this.#isClosed) return () => undefined
    let isWaiting = false
    let isCancelled = false
    const round = async () => {
      try {
        if (!isCancelled) await work()
      } finally {
        isWaiting = false
      }
    }
    const timer = setInterval(() => {
      if (!isWaiting) isWaiting = this.#enqueue(round)
    }, ms)
    return this.#keep(() => {
      isCancelled = true
      clearInterval(timer)
    })
  }

  close(): void {
    this.#isClosed = true
    for (const cancel of this.#running) cancel()
  }

  #keep(clear: () => void): () => void {
    const cancel = () => {
      clear()
      this.#running.delete(cancel)
    }
    this.#running.add(cancel)
    return cancel
  }
}

function check(ms: number): void {
  if (!(ms >= 0 && ms <= LONGEST)) throw new RangeError(`ms: expected 0 to ${LONGEST}, got ${ms}`)
}
