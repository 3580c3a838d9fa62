// Who is in a room, by uid, and which gates a message has to go to. It keeps true: a gate is listed while it has a member,
// and counts those that are reached by the topic.

import type { Address } from '../../core/address.ts'
import { lifeOf } from '../../core/address.ts'
import type { Member } from '../room.ts'
import type { Seat } from '../room-messages.ts'

/** A member who is in the room, and how the kit reaches it. */
export interface PresentMember extends Member, Seat {
  isModerator: boolean
  isAway: boolean
  /** uids that it does not want to hear. While there are any, it is sent to individually and not by the topic. */
  blocked: ReadonlySet<string>
}

export interface GateGroup {
  readonly gate: Address
  /** Members that the topic reaches. */
  subscribed: number
  readonly individuals: Set<PresentMember>
}

export class MemberList {
  readonly #byUid = new Map<string, PresentMember>()
  readonly #groups = new Map<Address, GateGroup>()

  #spectators = 0

  /** Without spectators. */
  get size(): number {
    return this.#byUid.size - this.#spectators
  }

  get spectators(): number {
    return this.#spectators
  }

  get isEmpty(): boolean {
    return this.#byUid.size === 0
  }

  /** Spectators too. */
  get all(): Iterable<PresentMember> {
    return this.#byUid.values()
  }

  get players(): Iterable<PresentMember> {
    return this.#spectators === 0 ? this.#byUid.values() : this.#withoutSpectators()
  }

  *#withoutSpectators(): Iterable<PresentMember> {
    for (const member of this.#byUid.values()) if (!member.isSpectator) yield member
  }

  get groups(): Iterable<GateGroup> {
    return this.#groups.values()
  }

  get(uid: string): PresentMember | undefined {
    return this.#byUid.get(uid)
  }

  add(member: PresentMember): void {
    this.#byUid.set(member.uid, member)
    if (member.isSpectator) this.#spectators++
    this.#enter(member)
  }

  remove(member: PresentMember): void {
    this.#byUid.delete(member.uid)
    if (member.isSpectator) this.#spectators--
    this.#exit(member)
  }

  /** Returns whether the way in which it is reached has changed. */
  setBlocked(member: PresentMember, blocked: ReadonlySet<string>): boolean {
    const before = member.blocked.size > 0
    this.#exit(member)
    member.blocked = blocked
    this.#enter(member)
    return before !== blocked.size > 0
  }

  /** The member is reached elsewhere from now on. */
  reseat(member: PresentMember, { agent, gate, connection, roomsService }: Seat): void {
    this.#exit(member)
    Object.assign(member, { agent, gate, connection, roomsService })
    this.#enter(member)
  }

  page(start: number, limit: number): PresentMember[] {
    return [...this.players].slice(start, start + limit)
  }

  ofLife(life: number): PresentMember[] {
    return [...this.#byUid.values()].filter(member => lifeOf(member.agent) === life)
  }

  #enter(member: PresentMember): void {
    let group = this.#groups.get(member.gate)
    if (!group) {
      group = { gate: member.gate, subscribed: 0, individuals: new Set() }
      this.#groups.set(member.gate, group)
    }
    if (member.blocked.size > 0) group.individuals.add(member)
    else group.subscribed++
  }

  #exit(member: PresentMember): void {
    const group = this.#groups.get(member.gate)!
    if (!group.individuals.delete(member)) group.subscribed--
    if (group.subscribed === 0 && group.individuals.size === 0) this.#groups.delete(member.gate)
  }
}
