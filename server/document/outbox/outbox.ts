// What a document sends on: messages for receivers outside of it, stored in one commit with the change they belong to and
// numbered, so that a receiver takes each of them once (deliverer.ts). A number is at least the ms of its moment: so numbers
// grow even after a document was put back to an earlier state. Stored in the field `outbox`.

import type { DocumentUpdate } from '../../store/document-store.ts'
import type { OutboxMessage, StoredOutbox } from '../../store/outbox-store.ts'
import { addSet } from '../tree/node.ts'

/** A message before it has a number. */
export type OutboxNote = Omit<OutboxMessage, 'n'>

/** What the documents of a thread need of whoever delivers. */
export interface OutboxHost {
  /** Something waits, durably, in the document with this id. */
  add(id: string): void
  /** How many messages wait in a stored document. */
  count(id: string): Promise<number>
}

/** Messages that may wait in one document: far more than pile up while a receiver is away for minutes. */
export const MOST_WAITING = 1000

/** The path of what waits in an update. */
export const WAITING = 'outbox.waiting'

export const isOwing = (stored: StoredOutbox | undefined): boolean => (stored?.waiting.length ?? 0) > 0

export class Outbox {
  #last: number
  /** Not in an update yet. */
  #fresh: OutboxMessage[] = []
  /** At least as many as wait: what is delivered after they were counted is not subtracted. */
  waiting: number

  constructor(stored: StoredOutbox | undefined) {
    this.#last = stored?.last ?? 0
    this.waiting = stored?.waiting.length ?? 0
  }

  /** So many are stored now. */
  noteStored(count: number): void {
    this.waiting = count + this.#fresh.length
  }

  add(notes: readonly OutboxNote[], now: number): void {
    for (const { to, body } of notes) {
      this.#last = Math.max(this.#last + 1, Math.floor(now))
      this.#fresh.push({ n: this.#last, to, body })
    }
    this.waiting += notes.length
  }

  /** Adds what is not stored yet to the update. */
  collect(update: DocumentUpdate): void {
    if (this.#fresh.length === 0) return
    addSet(update, 'outbox.last', this.#last)
    update.$push ??= {}
    update.$push[WAITING] = { $each: this.#fresh }
    this.#fresh = []
  }

  /** The update was not applied: what it has of this is collected again. */
  remark({ $push }: DocumentUpdate): void {
    const refused = $push?.[WAITING]?.$each as OutboxMessage[] | undefined
    if (refused) this.#fresh = [...refused, ...this.#fresh]
  }
}
