// Who is in a world, and where: by member, by uid, and by the connection that reports come from. What a player had who has left is
// kept for a while: one that comes back needs less then.

import type { Address } from '../../core/address.ts'
import type { Outbox } from '../../gate/topic/outbox.ts'
import type { PresentMember } from '../../room/life/member-list.ts'
import type { EntityStore } from '../entity/entity-store.ts'
import { type Line, NOTHING, Viewer } from './viewer.ts'
import type { Views } from './views.ts'

export interface SeatOfViewer {
  readonly member: PresentMember
  readonly viewer: Viewer
}

export interface SeatsOptions {
  views: Views
  store: EntityStore
  outbox: Outbox
  /** The number that clients know the view by. */
  view: number
  /** The address of the world's room. */
  room: Address
}

/** ms for which it is kept what a player had who has left, and of how many at most. */
const KEPT_FOR = 60_000
const MOST_KEPT = 1000

export class Seats {
  readonly #options: SeatsOptions
  readonly #byUid = new Map<string, SeatOfViewer>()
  readonly #byLine = new Map<Address, Map<number, SeatOfViewer>>()
  /** By uid; the longest gone first. */
  readonly #departed = new Map<string, { viewer: Viewer; at: number }>()
  #spectators = 0

  constructor(options: SeatsOptions) {
    this.#options = options
  }

  get spectators(): number {
    return this.#spectators
  }

  byUid(uid: string): SeatOfViewer | undefined {
    return this.#byUid.get(uid)
  }

  at(gate: Address, connection: number): SeatOfViewer | undefined {
    return this.#byLine.get(gate)?.get(connection)
  }

  /** undefined when it is not in, or by another connection. */
  of(member: PresentMember): SeatOfViewer | undefined {
    const seat = this.#byUid.get(member.uid)
    return seat?.member === member ? seat : undefined
  }

  /** `since`: the tick up to which the client says that it has what was sent; NOTHING for none. */
  add(member: PresentMember, tick: number, since: number): void {
    const { uid, isSpectator } = member
    const { views, store } = this.#options
    const before = since === NOTHING ? undefined : this.#takeDeparted(uid)
    const viewer = new Viewer(uid, lineOf(member), { isSpectator, tick })
    if (before) {
      viewer.goOn(before)
      viewer.back(viewer.sureSince(since), store)
    }
    const seat = { member, viewer }
    this.#byUid.set(uid, seat)
    this.#sit(seat, viewer.line)
    if (isSpectator) this.#spectators++
    views.add(viewer)
    this.tellGate(seat)
  }

  remove(member: PresentMember): void {
    const seat = this.of(member)
    if (!seat) return
    const { viewer } = seat
    const { views, store, outbox, view } = this.#options
    this.#byUid.delete(member.uid)
    this.#stand(viewer.line)
    if (viewer.isSpectator) this.#spectators--
    views.remove(viewer)
    outbox.add(viewer.line.gate, ['unwatch', viewer.line.connection, view])
    viewer.freeze(store)
    this.#departed.set(member.uid, { viewer, at: performance.now() })
    this.#forgetDeparted()
  }

  /** It is reached elsewhere from now on. */
  move(seat: SeatOfViewer, before: Line): void {
    const { outbox, view } = this.#options
    outbox.add(before.gate, ['unwatch', before.connection, view])
    this.#stand(before)
    seat.viewer.line = lineOf(seat.member)
    this.#sit(seat, seat.viewer.line)
    this.tellGate(seat)
  }

  /** Its gate passes on what its client says of the view. */
  tellGate({ viewer }: SeatOfViewer): void {
    const { outbox, view, room } = this.#options
    outbox.add(viewer.line.gate, ['watch', viewer.line.connection, view, room])
  }

  #sit(seat: SeatOfViewer, { gate, connection }: Line): void {
    const seats = this.#byLine.get(gate)
    if (seats) seats.set(connection, seat)
    else this.#byLine.set(gate, new Map([[connection, seat]]))
  }

  #stand({ gate, connection }: Line): void {
    const seats = this.#byLine.get(gate)
    seats?.delete(connection)
    if (seats?.size === 0) this.#byLine.delete(gate)
  }

  #takeDeparted(uid: string): Viewer | undefined {
    const departed = this.#departed.get(uid)
    this.#departed.delete(uid)
    if (!departed || performance.now() - departed.at > KEPT_FOR) return undefined
    return departed.viewer
  }

  #forgetDeparted(): void {
    const now = performance.now()
    for (const [uid, { at }] of this.#departed) {
      if (now - at <= KEPT_FOR && this.#departed.size <= MOST_KEPT) return
      this.#departed.delete(uid)
    }
  }
}

const lineOf = ({ gate, connection }: PresentMember): Line => ({ gate, connection })
