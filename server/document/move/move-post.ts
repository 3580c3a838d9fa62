// Hands moves to their receivers, for the deliverers of outboxes. What nobody can ever take (no such role, a kind that the game
// does not declare any more) goes back to its sender from here, as if it had been refused.

import type { Receive } from '../outbox/deliverer.ts'
import { documentPlace, type Move, moveOf, type Place } from './move.ts'

/** A move on its way. `number`: counted up by its sender. */
export interface SentMove {
  move: Move
  from: Place
  number: number
}

/** Resolves when the move is taken, or refused, and that lasts; false when there can never be such a receiver. */
export type TakeByRole = (uid: string, sent: SentMove) => Promise<boolean>
export type TakeByDocument = (kind: string, id: string, sent: SentMove) => Promise<boolean>

export interface MovePostOptions {
  toRole: TakeByRole
  toDocument: TakeByDocument
}

export class MovePost {
  readonly #options: MovePostOptions

  constructor(options: MovePostOptions) {
    this.#options = options
  }

  /** For a deliverer; `placeOf`: the sender that it knows by this id. */
  receivers(placeOf: (id: string) => Place): Record<'role' | 'document', Receive> {
    const receive =
      (toPlace: (name: string) => Place): Receive =>
      (name, body, { sender, number }) =>
        this.#deliver(toPlace(name), { move: moveOf(body), from: placeOf(sender), number })
    return { role: receive(role => ({ role })), document: receive(documentPlace) }
  }

  async #deliver(to: Place, sent: SentMove): Promise<string | undefined> {
    if (await this.#hand(to, sent)) return undefined
    const { move, from, number } = sent
    if (move.refusal) return 'there is no such receiver, and it has come back already'
    const refusal = { code: 'DOCUMENT_NOT_FOUND', message: 'there is no such receiver' } as const
    const isBack = await this.#hand(from, { move: { ...move, refusal }, from: to, number })
    return isBack ? undefined : 'there is no such receiver, and no sender'
  }

  #hand(to: Place, sent: SentMove): Promise<boolean> {
    const { toRole, toDocument } = this.#options
    return 'role' in to ? toRole(to.role, sent) : toDocument(to.kind, to.id, sent)
  }
}
