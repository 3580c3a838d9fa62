// Ends calls at their deadline, without a timer or a look at the clock for each: calls with the same timeout share a list,
// in deadline order, and one timer per thread checks the heads. Time is counted in its ticks. A loop that was blocked
// counts as a few ticks only, so that answers which arrived meanwhile are handled before their calls time out.

const TICK = 50
/** The most ticks that pass in one sweep. */
const LONGEST_STEP = 4

/** An entry of a list. */
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
  readonly timeout: number
  head: Waiting | undefined = undefined
  tail: Waiting | undefined = undefined

  constructor(timeout: number) {
    this.timeout = timeout
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

  /** `ms` until the item expires, and up to two ticks more. */
  add(item: Waiting, ms: number): void {
    const list = this.#lists.get(ms) ?? this.#addList(ms)
    item.due = this.#ticks + list.timeout
    list.push(item)
    this.#count++
    if (this.#timer === undefined) this.#start()
  }

  /** Does nothing when the item is not waiting. */
  remove(item: Waiting): void {
    if (!item.list) return
    item.list.remove(item)
    this.#count--
  }

  /** Those that wait, and for how long (ms, to a tick) each has. */
  *waiting(): Iterable<[item: Waiting, ms: number]> {
    for (const list of this.#lists.values())
      for (let item = list.head; item; item = item.next)
        yield [item, (this.#ticks - item.due + list.timeout) * TICK]
  }

  close(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #addList(ms: number): WaitingList {
    const list = new WaitingList(Math.ceil(ms / TICK) + 1)
    this.#lists.set(ms, list)
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
    for (const [ms, list] of this.#lists) {
      for (let item = list.head; item && item.due <= this.#ticks; item = list.head) {
        this.remove(item)
        item.expire()
      }
      if (!list.head && this.#lists.size > 16) this.#lists.delete(ms)
    }
    if (this.#count === 0) this.close()
  }
}
