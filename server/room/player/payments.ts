// What rooms pay to one player: each payment changes the player's role as an edit of its own, which a role makes once for a
// sender's number. Between two messages of the agent, but for one case: while a handler waits for the room that pays, the
// payment is made at once, as the room may be waiting for it before it answers. It keeps true: a payment that the agent can
// not make any more is refused, so that the room makes it elsewhere.

import type { Address } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import { createDeferred, type Deferred } from '../../lib/deferred.ts'
import type { RoomKinds } from '../define-room.ts'
import { editOf } from '../pay.ts'
import type { PaymentOrder } from '../room-messages.ts'
import type { RoomAgent } from './room-agent.ts'

/** Waiting for a room whose address is not known yet. */
export const ANY_ROOM: Address = 0

interface Due {
  order: PaymentOrder
  done: Deferred<void>
}

export class Payments {
  readonly #agent: RoomAgent
  readonly #kinds: RoomKinds
  /** Rooms that a handler waits for -> how many calls. */
  readonly #awaited = new Map<Address, number>()
  /** What waits for its turn. */
  readonly #due = new Set<Due>()

  constructor(agent: RoomAgent, kinds: RoomKinds) {
    this.#agent = agent
    this.#kinds = kinds
  }

  /** Resolves when the role is durable. Throws TRY_AGAIN when the agent leaves, or what the payment throws. */
  pay(order: PaymentOrder): Promise<void> {
    if (this.#isAwaited(order.room)) return this.#make(order)
    const due: Due = { order, done: createDeferred<void>() }
    this.#due.add(due)
    if (!this.#agent.takeTurn(() => this.#settle(due))) this.#refuse(due)
    return due.done.promise
  }

  /** A call to `room`, or to ANY_ROOM, begins: what rooms pay until its end() does not wait for it. */
  begin(room: Address): void {
    this.#awaited.set(room, (this.#awaited.get(room) ?? 0) + 1)
    for (const due of this.#due) if (this.#isAwaited(due.order.room)) void this.#settle(due)
  }

  end(room: Address): void {
    const left = this.#awaited.get(room)! - 1
    if (left > 0) this.#awaited.set(room, left)
    else this.#awaited.delete(room)
  }

  /** No handler waits for a room. */
  get isIdle(): boolean {
    return this.#awaited.size === 0
  }

  async during<T>(room: Address, work: () => Promise<T>): Promise<T> {
    this.begin(room)
    try {
      return await work()
    } finally {
      this.end(room)
    }
  }

  /** The agent leaves. */
  depart(): void {
    for (const due of this.#due) this.#refuse(due)
  }

  #isAwaited(room: Address): boolean {
    return this.#awaited.has(room) || this.#awaited.has(ANY_ROOM)
  }

  #refuse(due: Due): void {
    this.#due.delete(due)
    due.done.reject(new AppError('TRY_AGAIN', 'the player is leaving'))
  }

  async #settle(due: Due): Promise<void> {
    if (!this.#due.delete(due)) return
    try {
      await this.#make(due.order)
      due.done.resolve()
    } catch (error) {
      due.done.reject(error as Error)
    }
  }

  async #make(order: PaymentOrder): Promise<void> {
    const { change, id } = editOf(this.#kinds, order)
    const isNew = await this.#agent.editOwn(change, id)
    // It was made before, but perhaps not saved.
    if (!isNew) await this.#agent.saveRole()
  }
}
