// What the clients of a world have, by what they and their gates say: who has lost something, or all, is given a full patch next. It
// keeps true: nothing goes to who is away, or has joined again and not yet said what it has.

import type { Address } from '../core/address.ts'
import type { ViewReport } from '../gate/view/view-reports.ts'
import type { PresentMember } from '../room/life/member-list.ts'
import type { Seat } from '../room/room-messages.ts'
import type { EntityStore } from './entity/entity-store.ts'
import type { MemberInputs } from './tick/member-inputs.ts'
import type { SeatOfViewer, Seats } from './view/seats.ts'
import { NOTHING } from './view/viewer.ts'

export interface UpkeepOptions {
  seats: Seats
  inputs: MemberInputs
  store: EntityStore
  /** Somebody may be sent a patch who could not before. */
  onDue(): void
  /** The gate has sent what it was lent up to this number. */
  onSent(gate: Address, number: number): void
}

/** ms between two times that one client is given all because it says that it has nothing; twice as many for each that it has not
 * confirmed: it may be on its way by a slow line. */
const NOTHING_AGAIN = 250
const MOST_DOUBLINGS = 7

export class Upkeep {
  readonly #options: UpkeepOptions

  constructor(options: UpkeepOptions) {
    this.#options = options
  }

  /** It joins once more, and may have less than it was sent. `since`: the tick up to which it has all. */
  again(member: PresentMember, since: number): void {
    const seat = this.#options.seats.of(member)
    if (!seat) return
    this.#options.inputs.clear(member)
    seat.viewer.input = seat.viewer.toldInput = 0
    seat.viewer.isAsked = true
    this.#resync(seat, since)
  }

  setAway(member: PresentMember, isAway: boolean): void {
    const seat = this.#options.seats.of(member)
    if (!seat) return
    if (isAway) seat.viewer.freeze(this.#options.store)
    else this.#resync(seat, seat.viewer.sureTick)
  }

  /** What was on its way to where it was may not have come. */
  reseat(member: PresentMember, before: Seat): void {
    const seat = this.#options.seats.of(member)
    if (!seat) return
    this.#options.seats.move(seat, before)
    if (!seat.viewer.isAway) this.#resync(seat, seat.viewer.sureTick)
  }

  report(gate: Address, reports: readonly ViewReport[]): void {
    for (const [kind, connection, what] of reports) {
      if (kind === 'sent') {
        this.#options.onSent(gate, what)
        continue
      }
      const seat = this.#options.seats.at(gate, connection)
      if (!seat) continue
      if (kind === 'input') this.#applied(seat, this.#options.inputs.queue(seat.member, what))
      else if (kind === 'seen') this.#seen(seat, what)
      else if (kind === 'behind') this.#setBehind(seat, what)
      else if (!seat.viewer.isAway || what) this.#resync(seat, what ? NOTHING : seat.viewer.sureTick)
    }
  }

  /** Its next patch is a full one, and the first that its gate lets through. */
  #resync(seat: SeatOfViewer, since: number): void {
    const { viewer, member } = seat
    viewer.freeze(this.#options.store)
    viewer.back(viewer.sureSince(since), this.#options.store)
    if (member.isAway) viewer.freeze(this.#options.store)
    this.#options.seats.tellGate(seat)
    this.#options.onDue()
  }

  /** At tick 0 it has nothing, though a full patch was sent: nobody looked yet when it came. */
  #seen(seat: SeatOfViewer, tick: unknown): void {
    const { viewer } = seat
    const isWaiting = viewer.isAway || !viewer.isReady || viewer.fullSince !== undefined
    this.#applied(seat, tick)
    const now = performance.now()
    const pause = NOTHING_AGAIN * 2 ** Math.min(viewer.fulls, MOST_DOUBLINGS)
    if (tick !== 0 || isWaiting || now - viewer.saidNothingAt < pause) return
    viewer.saidNothingAt = now
    this.#resync(seat, NOTHING)
  }

  #applied({ viewer }: SeatOfViewer, tick: unknown): void {
    const wasBehind = viewer.isAsked || !viewer.isClean
    viewer.applied(Number.isSafeInteger(tick) ? (tick as number) : 0)
    if (wasBehind) this.#options.onDue()
  }

  #setBehind({ viewer }: SeatOfViewer, isBehind: boolean): void {
    viewer.isBehind = isBehind
    if (!isBehind) this.#options.onDue()
  }
}
