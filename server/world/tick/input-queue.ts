// The inputs of one member that wait for their ticks: one a tick, in the order of their numbers, however fast they come. When none
// is there the last one is repeated for a while, as the line may be slow; as many late ones are skipped then, so that a stall is
// followed by no lag. What waits in spite of that, tick after tick, is of no use against jitter: it is left out one by one.

/** That wait at most: one more drops the oldest. */
export const MOST_WAITING = 12
/** Ticks for which the last one is repeated. */
export const MOST_REPEATS = 5
/** So many may wait without one being skipped. */
const SLACK = 2
/** Ticks in a row with more than that after which one is skipped, and the next ones at this distance. */
const DEEP_FOR = 150
const SKIP_EVERY = 15

export interface NumberedInput {
  number: number
  /** The tick that the client had drawn; 0 for unknown. */
  seen: number
  body: object
}

export class InputQueue {
  /** The number of the newest that was used, skipped or dropped. */
  done = 0
  readonly #waiting: NumberedInput[] = []
  #last: NumberedInput | undefined
  #repeats = 0
  /** Repeats of the stall that goes on, for which no late one has been left out. What jitter has taken is not given back: it is
   * what makes some wait, and jitter harmless. */
  #owed = 0
  /** Ticks in a row in which more have waited than the slack. */
  #deep = 0

  /** False for one that is no newer than what was used, or is there already. */
  add(input: NumberedInput): boolean {
    const waiting = this.#waiting
    let at = waiting.length
    while (at > 0 && waiting[at - 1]!.number >= input.number) at--
    if (input.number <= this.done || waiting[at]?.number === input.number) return false
    waiting.splice(at, 0, input)
    if (waiting.length > MOST_WAITING) this.#skip()
    return true
  }

  /** The one for this tick; undefined when there is none to repeat either. */
  take(): NumberedInput | undefined {
    const waiting = this.#waiting
    while (this.#owed > 0 && waiting.length > SLACK) this.#skip()
    this.#drain()
    const next = waiting.shift()
    if (next) {
      this.done = next.number
      this.#repeats = this.#owed = 0
      this.#last = next
      return next
    }
    if (!this.#last || this.#repeats >= MOST_REPEATS) return undefined
    this.#repeats++
    this.#owed++
    return this.#last
  }

  /** Jitter and short stalls let the queue run low now and then; what never does is lag. */
  #drain(): void {
    this.#deep = this.#waiting.length > SLACK ? this.#deep + 1 : 0
    if (this.#deep <= DEEP_FOR) return
    this.#deep -= SKIP_EVERY
    this.#skip()
  }

  /** The oldest. */
  #skip(): void {
    this.done = this.#waiting.shift()!.number
    if (this.#owed > 0) this.#owed--
  }

  /** The client counts anew. */
  clear(): void {
    this.#waiting.length = 0
    this.#last = undefined
    this.done = this.#repeats = this.#owed = this.#deep = 0
  }
}
