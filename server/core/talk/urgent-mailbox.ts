// A mailbox with a lane for urgent messages, which takes the place of the plain one when the first comes. It keeps true: while
// others wait, at most MOST_IN_A_ROW urgent ones are handled before the next of them.

import { Mailbox } from '../service/mailbox.ts'
import { Message } from '../service/message.ts'

/** A message that goes before those that are not. */
export class UrgentMessage extends Message {}

export const MOST_IN_A_ROW = 8

export class UrgentMailbox extends Mailbox {
  readonly #lane = new Mailbox()
  /** Urgent ones handled since another was, or since none waited. */
  #inARow = 0

  /** Takes over what waits in `before`. */
  constructor(before: Mailbox) {
    super()
    const { reported } = before
    for (const message of before.clear()) super.push(message)
    this.reported = reported
  }

  override get size(): number {
    return super.size + this.#lane.size
  }

  override push(message: Message): void {
    if (message instanceof UrgentMessage) this.#lane.push(message)
    else super.push(message)
  }

  override shift(): Message {
    const others = super.size
    if (others === 0) this.#inARow = 0
    if (this.#lane.size > 0 && this.#inARow < MOST_IN_A_ROW) {
      if (others > 0) this.#inARow++
      return this.#lane.shift()
    }
    this.#inARow = 0
    return super.shift()
  }

  override first(limit: number): readonly Message[] {
    const urgent = this.#lane.first(limit)
    return [...urgent, ...super.first(limit - urgent.length)]
  }

  override clear(): readonly Message[] {
    return [...this.#lane.clear(), ...super.clear()]
  }
}
