// What the function of an edit sends moves with: they are noted, and stored with what the edit changes. After its end it throws:
// nothing would be stored any more.

import type { OutboxNote } from '../outbox/outbox.ts'
import { type Move, noteOf, type Place } from './move.ts'
import type { SenderOfMoves } from './take-move.ts'

export class NotingSender implements SenderOfMoves {
  readonly notes: OutboxNote[] = []
  #isOver = false

  /** An own property, so that the function of an edit can take it apart: `(role, { send }) => …`. */
  readonly send = (to: Place, name: string, body?: unknown): void => this.sendMove(to, { name, body })

  sendMove(to: Place, move: Move): void {
    this.note(noteOf(to, move))
  }

  end(): void {
    this.#isOver = true
  }

  protected note(message: OutboxNote): void {
    if (this.#isOver) throw new TypeError('the edit is over: its function has to wait for what it does')
    this.notes.push(message)
  }
}
