// How a room's payment becomes an edit of a role: what it changes, and the id by which the role knows that it has it.

import type { Ref } from '../core/service/ref.ts'
import type { Thread } from '../core/thread/thread.ts'
import type { Watchdog } from '../watchdog/watchdog.ts'
import type { RoomKinds } from './define-room.ts'
import type { PayableAgent, PaymentOrder } from './room-messages.ts'

/** Changes a role; the second argument is what edits are given beside it. See role/edit/edit-function.ts. */
export type RoleChange = (role: never, extras: never) => unknown

/** The id of an edit: a sender's numbers go up. */
export interface PaymentId {
  readonly sender: string
  readonly number: number
}

/** An edit of a role wherever it is, once per id. Resolves when it is durable: false when it was made before. */
export type EditAnyRole = (uid: string, change: RoleChange, id: PaymentId) => Promise<boolean>

/** ms that an agent has, which may be in the middle of a message and then waits for the store. */
const AGENT_WITHIN = 15_000

export function editOf(
  kinds: RoomKinds,
  { kind, sender, debt }: PaymentOrder,
): { change: RoleChange; id: PaymentId } {
  const payment = kinds[kind]!.pays[debt.pay]
  if (!payment) throw new TypeError(`rooms.${kind}.pays: expected "${debt.pay}", which a room owes, got none`)
  const data = JSON.parse(debt.data) as never
  const change: RoleChange = (role, extras) => {
    const result = payment.change(role, data, extras)
    if (result !== undefined)
      throw new TypeError(
        `rooms.${kind}.pays.${debt.pay}: expected a change that is done when it returns, got a result`,
      )
  }
  return { change, id: { sender, number: debt.number } }
}

/** Pays for the rooms of a thread: by the player's agent when it is online, else by an edit from here. */
export function createPayer(
  thread: Thread,
  { kinds, watchdog, edit }: { kinds: RoomKinds; watchdog: Ref<Watchdog>; edit: EditAnyRole },
): (order: PaymentOrder) => Promise<void> {
  return async order => {
    const { uid } = order.debt
    const login = await watchdog.call.find({ uid })
    // By the thread and not by the room: an agent may be waiting for the room.
    if (login) return thread.ref<PayableAgent>(login.agent).within(AGENT_WITHIN).call.pay(order)
    const { change, id } = editOf(kinds, order)
    await edit(uid, change, id)
  }
}
