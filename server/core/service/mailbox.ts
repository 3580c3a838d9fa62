// The messages that wait for one service, first in, first out. An empty one holds no array of its own: most services
// (agents) are idle most of the time. It remembers what was logged about it, until it is empty again.

import type { Message } from './message.ts'

/** Further messages are refused at this size. */
export const MAILBOX_LIMIT = 4096
/** At this size a warning is logged, once until the mailbox has been empty again. */
export const MAILBOX_WARNING = 1024

/** Taken entries are removed from the array in pieces of this size. */
const PIECE = 1024

const EMPTY: Message[] = []
Object.freeze(EMPTY)

export class Mailbox {
  #queue = EMPTY
  #head = 0
  /** What was logged about it since it was empty last. */
  reported: 'nothing' | 'growth' | 'refusal' = 'nothing'

  get size(): number {
    return this.#queue.length - this.#head
  }

  push(message: Message): void {
    if (this.#queue === EMPTY) this.#queue = []
    this.#queue.push(message)
  }

  /** Not to be called on an empty mailbox. */
  shift(): Message {
    const message = this.#queue[this.#head]!
    this.#queue[this.#head++] = undefined as unknown as Message
    if (this.#head === this.#queue.length) {
      this.#queue.length = 0
      this.#head = 0
      this.reported = 'nothing'
    } else if (this.#head === PIECE) {
      this.#queue.splice(0, PIECE)
      this.#head = 0
    }
    return message
  }

  /** The first of those that wait, at most `limit`. */
  first(limit: number): readonly Message[] {
    return this.#queue.slice(this.#head, this.#head + limit)
  }

  /** Empties it; returns what waited. */
  clear(): Message[] {
    const waiting = this.#queue.slice(this.#head)
    this.#queue = EMPTY
    this.#head = 0
    return waiting
  }
}
