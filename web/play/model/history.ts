// The messages that were sent from this page, newest first, kept in the browser: to look at and to send again.

import { keep, recallJson } from '../../ui/storage.ts'
import { Store } from '../../ui/store.ts'

export interface Sent {
  name: string
  /** The body as JSON text. */
  text: string
  at: number
}

const LIMIT = 50

export class History extends Store {
  #sent: Sent[] = recallJson('history', isHistory) ?? []

  get sent(): readonly Sent[] {
    return this.#sent
  }

  /** Puts it first; the same message with the same body is kept once. */
  add(name: string, text: string): void {
    const others = this.#sent.filter(each => each.name !== name || each.text !== text)
    this.#sent = [{ name, text, at: Date.now() }, ...others].slice(0, LIMIT)
    this.#store()
  }

  /** The body that was last sent with this message. */
  lastOf(name: string): string | undefined {
    return this.#sent.find(each => each.name === name)?.text
  }

  clear(): void {
    this.#sent = []
    this.#store()
  }

  #store(): void {
    keep('history', JSON.stringify(this.#sent))
    this.changed()
  }
}

const isHistory = (value: unknown): value is Sent[] =>
  Array.isArray(value) && value.every(each => typeof each?.name === 'string' && typeof each.text === 'string')
