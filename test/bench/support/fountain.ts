// Says `batch` messages in each turn of the loop while less than `window` of them are on their way: the same driver for
// a room and for the raw peer.

export interface FountainOptions {
  batch: number
  window: number
  say(): void
}

export class Fountain {
  #options: FountainOptions | undefined
  #said = 0
  #acknowledged = 0
  #isWaiting = false

  start(options: FountainOptions): void {
    this.#options = options
    this.#said = this.#acknowledged = 0
    this.#turn()
  }

  /** So many of each member's messages have arrived at all of them. */
  acknowledge(count: number): void {
    this.#acknowledged = count
    if (this.#isWaiting) this.#turn()
  }

  stop(): void {
    this.#options = undefined
  }

  #turn = (): void => {
    if (!this.#options) return
    const { batch, window, say } = this.#options
    this.#isWaiting = this.#said - this.#acknowledged >= window
    if (this.#isWaiting) return
    for (let i = 0; i < batch; i++) say()
    this.#said += batch
    setImmediate(this.#turn)
  }
}
