// What the function of an edit has: the role, the boards, whose updates are stored with the role in one commit, and moves to other
// roles and documents, which are too.

import type { Sender } from '../../document/move/move.ts'
import { NotingSender } from '../../document/move/noting-sender.ts'
import type { OutboxNote } from '../../document/outbox/outbox.ts'

export type { EditId } from '../../document/edit/edit-id.ts'

/** One board, for the role that is edited. What is asked for follows when the role is durable, once. */
export interface EditedBoard<I = unknown> {
  /** As the board's `update`. Throws BAD_MESSAGE when the score is not a finite number. */
  update(score: number, info?: I): void
  /** As the board's `increase`. */
  increase(by: number, info?: I): void
}

/** `B`: the handles of the game's boards. */
export type EditedBoards<B> = {
  readonly [K in keyof B]: B[K] extends { update(member: string, score: number, info?: infer I): unknown }
    ? EditedBoard<I>
    : never
}

export interface EditTools<B = object> extends Sender {
  readonly boards: EditedBoards<B>
}

/** Changes the copy of a role that it is given; it may wait, but not for long. */
export type EditFunction<R, B = object> = (role: R, tools: EditTools<B>) => unknown

/** Makes the boards of one edit, which note what the edit asks of them. */
export type NoteBoards = (note: (message: OutboxNote) => void) => object

/** The tools of one edit, and what it has asked for. After its end they throw: nothing would be stored any more. */
export class NotingTools extends NotingSender implements EditTools {
  readonly #noteBoards: NoteBoards
  #boards: object | undefined

  constructor(noteBoards: NoteBoards) {
    super()
    this.#noteBoards = noteBoards
  }

  get boards(): EditedBoards<object> {
    this.#boards ??= this.#noteBoards(message => this.note(message))
    return this.#boards
  }
}
