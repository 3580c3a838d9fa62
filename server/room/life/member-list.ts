// Who is in a room, by uid, and which gates have to be told of a message. It keeps true: a gate is listed while it has
// a member, and counts those that are reached by the topic.

import type { Address } from '../../core/address.ts'
import { lifeOf } from '../../core/address.ts'
import type { Member } from '../room.ts'

/** How the kit reaches a member. */
export interface Seat extends Member {
  isModerator: boolean
  /** The service `.gate/<slot>` of its thread, and its connection there. */
  readonly gate: Address
  readonly connection: number
  readonly agent: Address
  /** The service `.rooms/<slot>` of its thread. */
  readonly roomsService: Address
  /** Whom it does not want to hear. While there is anyone it is sent to one by one, not by the topic. */
  blocked: ReadonlySet<string>
}

export interface GateGroup {
  readonly gate: Address
  /** Members that the topic reaches. */
  subscribed: number
  readonly individuals: Set<Seat>
}

export class MemberList {
  readonly #seats = new Map<string, Seat>()
  readonly #groups = new Map<Address, GateGroup>()

  get size(): number {
    return this.#seats.size
  }

  get all(): Iterable<Seat> {
    return this.#seats.values()
  }

  get groups(): Iterable<GateGroup> {
    return this.#groups.values()
  }

  get(uid: string): Seat | undefined {
    return this.#seats.get(uid)
  }

  add(seat: Seat): void {
    this.#seats.set(seat.uid, seat)
    this.#enter(seat)
  }

  remove(seat: Seat): void {
    this.#seats.delete(seat.uid)
    this.#exit(seat)
  }

  /** Returns whether the way to reach it has changed. */
  setBlocked(seat: Seat, blocked: ReadonlySet<string>): boolean {
    const before = seat.blocked.size > 0
    this.#exit(seat)
    seat.blocked = blocked
    this.#enter(seat)
    return before !== blocked.size > 0
  }

  page(start: number, limit: number): Seat[] {
    return [...this.#seats.values()].slice(start, start + limit)
  }

  ofLife(life: number): Seat[] {
    return [...this.#seats.values()].filter(seat => lifeOf(seat.agent) === life)
  }

  #enter(seat: Seat): void {
    let group = this.#groups.get(seat.gate)
    if (!group) {
      group = { gate: seat.gate, subscribed: 0, individuals: new Set() }
      this.#groups.set(seat.gate, group)
    }
    if (seat.blocked.size > 0) group.individuals.add(seat)
    else group.subscribed++
  }

  #exit(seat: Seat): void {
    const group = this.#groups.get(seat.gate)!
    if (!group.individuals.delete(seat)) group.subscribed--
    if (group.subscribed === 0 && group.individuals.size === 0) this.#groups.delete(seat.gate)
  }
}
