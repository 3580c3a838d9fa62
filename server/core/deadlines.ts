// Calls that wait for an answer, ended at their deadline without a timer each: calls with the same patience stand in
// one list in the order of their deadlines, and one timer per thread looks at the heads.

const TICK = 50

/** What can stand in a list; whoever waits extends it. */
export abstract class Waiting {
  due = 0
  previous: Waiting | undefined = undefined
  next: Waiting | undefined = undefined
  list: WaitingList | undefined = undefined
  abstract expire(): void
}

class WaitingList {
  head: Waiting | undefined = undefined
  tail: Waiting | undefined = undefined

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
  #lists = new Map<number, WaitingList>()
  #count = 0
  #timer: NodeJS.Timeout | undefined

  add(item: Waiting, patience: number): void {
    let list = this.#lists.get(patience)
    if (!list) {
      list = new WaitingList()
      this.#lists.set(patience, list)
    }
    item.due = performance.now() + patience
    list.push(item)
    this.#count++
    this.#timer ??= setInterval(() => this.#sweep(), TICK).unref()
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

  #sweep(): void {
    const now = performance.now()
    for (const [patience, list] of this.#lists) {
      for (let item = list.head; item && item.due <= now; item = list.head) {
        this.remove(item)
        item.expire()
      }
      if (!list.head && this.#lists.size > 16) this.#lists.delete(patience)
    }
    if (this.#count === 0) this.close()
  }
}
