// The places of one player in rooms, as its agent keeps them: away and back, paid by a room, lost with its thread, left with
// the agent or taken along to another thread. It keeps true: when the agent has left, no room has it.

import { type Address, lifeOf } from '../../core/address.ts'
import { isGone } from '../../core/errors.ts'
import type { Ref } from '../../core/service/ref.ts'
import { Backoff } from '../../lib/backoff.ts'
import type { RoomKinds } from '../define-room.ts'
import type { RoomDirectory } from '../directory/room-directory.ts'
import type { RoomService } from '../life/room-service.ts'
import { type Caller, type PaymentOrder, type Seat, topicOfRoom } from '../room-messages.ts'
import { JoinedRooms } from './joined-rooms.ts'
import { Joining } from './joining.ts'
import { Payments } from './payments.ts'
import type { RoomAgent } from './room-agent.ts'
import type { ThreadResources } from './thread-resources.ts'

export interface PlayerSeatsOptions {
  resources: ThreadResources
  agent: RoomAgent
  /** The agent has left, or moved to `seat`. */
  onDeparted(seat?: Seat): void
}

/** What a player who moves to another thread takes along of its rooms. */
export interface MovedRooms {
  rooms: { id: string; kind: string; address: Address }[]
  blocked: string[]
  known: string[]
}

/** Players whom this one has written to that are remembered. */
const MOST_KNOWN = 100

export abstract class PlayerSeats {
  protected readonly _resources: ThreadResources
  protected readonly _agent: RoomAgent
  protected readonly _caller: Caller
  protected readonly _joined = new JoinedRooms()
  protected readonly _joining: Joining
  protected readonly _payments: Payments
  protected _blocked: ReadonlySet<string> = new Set()
  /** uids of those whispered to last. */
  readonly #known = new Set<string>()
  readonly #onDeparted: (seat?: Seat) => void

  constructor({ resources, agent, onDeparted }: PlayerSeatsOptions) {
    this._resources = resources
    this._agent = agent
    this.#onDeparted = onDeparted
    this._caller = { uid: agent.uid, agent: agent.address }
    this._payments = new Payments(agent, resources.kinds)
    this._joining = new Joining({
      resources,
      agent,
      payments: this._payments,
      caller: this._caller,
      joined: this._joined,
      directory: agent.node.ref<RoomDirectory>(resources.directory),
      blocked: () => this._blocked,
    })
  }

  /** A room pays this player. */
  async pay(order: PaymentOrder): Promise<void> {
    const { kinds } = this._resources
    // The room's thread may have newer code than this one.
    if (!hasPayment(kinds, order)) await this._resources.untilSwitched()
    return this._payments.pay(order)
  }

  /** The connection is lost, or back. */
  away(isAway: boolean): void {
    for (const { address } of this._joined.all)
      this._resources.absences.add(address, { ...this._caller, isAway })
  }

  /** The agent leaves: nothing of it stays in any room. */
  depart(): void {
    this._joining.stop()
    this._payments.depart()
    this.#onDeparted()
    for (const { address } of this._joined.all) {
      this._agent.peer.leave(topicOfRoom(address))
      this._resources.departures.add(address, this._caller)
    }
    this._joined.clear()
  }

  // For a move to another thread.

  /** No room is being entered or waited for. */
  get canMove(): boolean {
    return !this._joined.isEntering && this._payments.isIdle
  }

  /** All rooms have the player at `seat` from now on, but for those that have ended. */
  async moveTo(seat: Seat): Promise<void> {
    // What they were told of this player comes before.
    this._resources.departures.flush()
    this._resources.absences.flush()
    await Promise.all(this._joined.all.map(({ ref }) => reseat(ref, this._caller, seat)))
  }

  /** The player is on another thread now, which takes this. */
  give(seat: Seat): MovedRooms {
    this._payments.depart()
    this._joining.stop()
    this.#onDeparted(seat)
    const rooms = this._joined.all.map(({ id, kind, address }) => ({ id, kind, address }))
    this._joined.clear()
    return { rooms, blocked: [...this._blocked], known: [...this.#known] }
  }

  /** The player is about to come from another thread. */
  expect(): void {
    this._joined.expect()
  }

  /** It is here. */
  take({ rooms, blocked, known }: MovedRooms): void {
    const { node } = this._agent
    this._joined.take(rooms.map(room => ({ ...room, ref: node.ref<RoomService>(room.address) })))
    this._blocked = new Set(blocked)
    for (const uid of known) this.#known.add(uid)
    for (const { address } of rooms) this._agent.peer.rejoin(topicOfRoom(address))
    // Nobody was told here of threads that have ended meanwhile.
    this.lose(room => this._resources.lostLives.has(lifeOf(room)))
  }

  /** A room says that the player is out, and has told the client. */
  out(room: Address): void {
    this._joined.out(room)
  }

  /** The rooms for which `isLost` is true ended with their thread; the client is told. */
  lose(isLost: (room: Address) => boolean): void {
    for (const { id, address } of this._joined.all) {
      if (!isLost(address)) continue
      this._joined.remove(id)
      this._agent.peer.leave(topicOfRoom(address))
      this._agent.push('room_closed', { room: id, reason: 'lost' })
    }
  }

  // Players to whom this one has written are no strangers to it.

  noteWhisper(uid: string): void {
    this.#known.delete(uid)
    this.#known.add(uid)
    if (this.#known.size > MOST_KNOWN) this.#known.delete(this.#known.keys().next().value!)
  }

  hasWhispered(uid: string): boolean {
    return this.#known.has(uid)
  }
}

/** Tries again until the room has answered: whatever it says from then on goes to the new seat. */
async function reseat(room: Ref<RoomService>, caller: Caller, seat: Seat): Promise<void> {
  const backoff = new Backoff({ first: 20, longest: 1000 })
  for (;;) {
    try {
      return await room.call.reseat(caller, seat)
    } catch (error) {
      if (isGone(error)) return
      await backoff.wait()
    }
  }
}

const hasPayment = (kinds: RoomKinds, { kind, debt }: PaymentOrder): boolean =>
  Object.hasOwn(kinds, kind) && Object.hasOwn(kinds[kind]!.pays, debt.pay)
