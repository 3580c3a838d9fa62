// The messages that wait for one service, first in, first out. One that has never held a message has no array: most
// services (agents) are seldom sent any. It remembers what was logged about it, until it is empty again.

import type { Message } from './message.ts'

/** Further messages are refused at this size. */
export const MAILBOX_LIMIT = 4096
/** At this size a warning is logged, once until the mailbox has been empty again. */
export const MAILBOX_WARNING = 1024

/** Places that were left are removed from the array in pieces of this size. */
const PIECE = 1024
/** A longer array is not kept for the next messages. */
const MOST_KEPT = 128

const NONE: (Message | undefined)[] = []
Object.freeze(NONE)

export class Mailbox {
  /** From `#head` to `#tail`; the other places are empty. Kept while it is empty: a new one would cost more than a message. */
  #queue = NONE
  #head = 0
  #tail = 0
  /** What was logged about it since it was empty last. */
  reported: 'nothing' | 'growth' | 'refusal' = 'nothing'

  get size(): number {
    return this.#tail - this.#head
  }

  push(message: Message): void {
    if (this.#queue === NONE) this.#queue = []
    this.#queue[this.#tail++] = message
  }

  /** Not to be called on an empty mailbox. */
  shift(): Message {
    const message = this.#queue[this.#head]!
    this.#queue[this.#head++] = undefined
    if (this.#head === this.#tail) this.#onEmptied()
    else if (this.#head === PIECE) this.#cut()
    return message
  }

  /** The first of those that wait, at most `limit`. */
  first(limit: number): readonly Message[] {
    return this.#queue.slice(this.#head, Math.min(this.#tail, this.#head + limit)) as Message[]
  }

  /** Empties it; returns what waited. */
  clear(): readonly Message[] {
    const waiting = this.first(this.size)
    this.#queue = NONE
    this.#head = this.#tail = 0
    return waiting
  }

  #onEmptied(): void {
    this.#head = this.#tail = 0
    this.reported = 'nothing'
    if (this.#queue.length > MOST_KEPT) this.#queue = NONE
  }

  #cut(): void {
    this.#queue.splice(0, PIECE)
    this.#queue.length = this.#tail -= PIECE
    this.#head = 0
  }
}
