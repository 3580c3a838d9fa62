// Calls that wait for an answer, ended at their deadline without a timer and without a look at the clock each: calls
// with the same patience stand in one list in the order of their deadlines, and one timer per thread looks at the heads.
// Time is counted in its ticks. A loop that stood still counts as a few of them only, so that answers which came in the
// meantime are heard before their calls are given up.

const TICK = 50
/** At most so many ticks pass in one sweep. */
const LONGEST_STEP = 4

/** What can stand in a list; whoever waits extends it. */
export abstract class Waiting {
  /** In ticks. */
  due = 0
  previous: Waiting | undefined = undefined
  next: Waiting | undefined = undefined
  list: WaitingList | undefined = undefined
  abstract expire(): void
}

class WaitingList {
  /** In ticks. */
  readonly patience: number
  head: Waiting | undefined = undefined
  tail: Waiting | undefined = undefined

  constructor(patience: number) {
    this.patience = patience
  }

  push(item: Waiting): void {
    item.list = this
    item.previous = this.tail
    if (this.tail) this.tail.next = item
    else this.head = item
    this.tail = item
  }

  remove(item: Waiting): void {
    if (item.previous) item.previous.next = item.next
    else this.head = item.next
    if (item.next) item.next.previous = item.previous
    else this.tail = item.previous
    item.list = item.previous = item.next = undefined
  }
}

export class Deadlines {
  readonly #lists = new Map<number, WaitingList>()
  #count = 0
  #ticks = 0
  #lastSweep = 0
  #timer: NodeJS.Timeout | undefined

  /** `patience` in ms; the item expires up to two ticks later. */
  add(item: Waiting, patience: number): void {
    const list = this.#lists.get(patience) ?? this.#addList(patience)
    item.due = this.#ticks + list.patience
    list.push(item)
    this.#count++
    if (this.#timer === undefined) this.#start()
  }

  /** Does nothing when the item does not wait any more. */
  remove(item: Waiting): void {
    if (!item.list) return
    item.list.remove(item)
    this.#count--
  }

  close(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #addList(patience: number): WaitingList {
    const list = new WaitingList(Math.ceil(patience / TICK) + 1)
    this.#lists.set(patience, list)
    return list
  }

  #start(): void {
    this.#lastSweep = performance.now()
    this.#timer = setInterval(() => this.#sweep(), TICK).unref()
  }

  #sweep(): void {
    const now = performance.now()
    this.#ticks += Math.min(LONGEST_STEP, Math.max(1, Math.round((now - this.#lastSweep) / TICK)))
    this.#lastSweep = now
    for (const [patience, list] of this.#lists) {
      for (let item = list.head; item && item.due <= this.#ticks; item = list.head) {
        this.remove(item)
        item.expire()
      }
      if (!list.head && this.#lists.size > 16) this.#lists.delete(patience)
    }
    if (this.#count === 0) this.close()
  }
}
