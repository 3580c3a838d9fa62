// Collects values by key, in the order in which they came, and delivers those of each key together, once per turn of the
// loop: so thousands of them are one message and fill no mailbox.

/** Runs `deliver` soon: queueMicrotask within this turn, setImmediate after it. */
export type Schedule = (deliver: () => void) => unknown

export class TurnBatches<K, V> {
  readonly #deliver: (key: K, values: V[]) => void
  readonly #schedule: Schedule
  readonly #batches = new Map<K, V[]>()
  #isScheduled = false

  constructor(deliver: (key: K, values: V[]) => void, schedule: Schedule) {
    this.#deliver = deliver
    this.#schedule = schedule
  }

  add(key: K, value: V): void {
    const batch = this.#batches.get(key)
    if (batch) batch.push(value)
    else this.#batches.set(key, [value])
    if (this.#isScheduled) return
    this.#isScheduled = true
    this.#schedule(this.flush)
  }

  /** At once: before an answer that has to come behind what was added. */
  flush = (): void => {
    this.#isScheduled = false
    for (const [key, values] of this.#batches) this.#deliver(key, values)
    this.#batches.clear()
  }
}
