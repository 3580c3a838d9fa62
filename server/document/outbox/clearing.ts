// Removes what has been delivered from the stored documents: what comes while the store is at it is removed together after it.

import type { OutboxMessage, OutboxStore } from '../../store/outbox-store.ts'
import { Rounds } from '../rounds.ts'

export class Clearing {
  #delivered = new Map<string, OutboxMessage[]>()
  readonly #rounds: Rounds

  constructor(store: Pick<OutboxStore, 'clearOutboxes'>) {
    this.#rounds = new Rounds(() => {
      const delivered = this.#delivered
      this.#delivered = new Map()
      return store.clearOutboxes(delivered)
    })
  }

  /** Resolves when these messages of a document are removed. */
  add(id: string, messages: readonly OutboxMessage[]): Promise<void> {
    const delivered = this.#delivered.get(id)
    if (delivered) delivered.push(...messages)
    else this.#delivered.set(id, [...messages])
    return this.#rounds.next()
  }
}
