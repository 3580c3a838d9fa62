// The messages that were sent from this page, newest first, kept in the browser: to look at and to send again.

import { keep, recallJson } from '../../ui/storage.ts'
import { Store } from '../../ui/store.ts'

export interface Sent {
  readonly name: string
  /** The body as JSON text. */
  readonly text: string
  readonly at: number
  /** Who sent it; '' for a guest. */
  readonly player?: string
  readonly format?: 'binary' | 'text'
  /** `OK` or the error's code; undefined while nothing is known. */
  readonly outcome?: string
}

const LIMIT = 50

export class History extends Store {
  #sent: Sent[] = recallJson('history', isHistory) ?? []

  get sent(): readonly Sent[] {
    return this.#sent
  }

  /** Puts it first; the same message with the same body is kept once. */
  add(sent: Sent): void {
    const others = this.#sent.filter(each => each.name !== sent.name || each.text !== sent.text)
    this.#set([sent, ...others].slice(0, LIMIT))
  }

  /** How it ended. */
  settle(sent: Sent, outcome: string): void {
    this.#set(
      this.#sent.map(each => (each.at === sent.at && each.name === sent.name ? { ...each, outcome } : each)),
    )
  }

  /** The body that was last sent with this message. */
  lastOf(name: string): string | undefined {
    return this.#sent.find(each => each.name === name)?.text
  }

  /** The returned function takes it back. */
  clear(): () => void {
    const old = this.#sent
    this.#set([])
    return () => this.#set([...this.#sent, ...old].slice(0, LIMIT))
  }

  #set(sent: Sent[]): void {
    this.#sent = sent
    keep('history', JSON.stringify(sent))
    this.changed()
  }
}

const isHistory = (value: unknown): value is Sent[] =>
  Array.isArray(value) && value.every(each => typeof each?.name === 'string' && typeof each.text === 'string')
