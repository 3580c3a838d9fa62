// How members come and go, and who is told of it. For one member:
//
//   out ──join()──▶ entering ──onJoin──▶ in ──remove()──▶ out
//                      └──onJoin throws or puts it out──▶ out
//
// entering: it counts and is subscribed, but the others have not been told; if it is put out now, only the answer to its
// join says so. It keeps true: a member is subscribed before its join is answered, and unsubscribed before its leave is.

import type { RoomMember } from '../../../protocol/generated/index.ts'
import type { Address } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import type { AnyRoom } from '../define-room.ts'
import type { LeaveReason } from '../room.ts'
import type { Farewell, Joined, JoinRequest, Seat, Since } from '../room-messages.ts'
import type { Simulation } from '../simulation.ts'
import type { HookHost } from './hook-host.ts'
import type { PresentMember } from './member-list.ts'
import type { RoomParts } from './room-parts.ts'

/** ms that whoever opened the room has to come in, and for which a place is kept for its owner. */
export const FIRST_GRACE = 10_000

export interface MembersOptions {
  parts: RoomParts
  room: AnyRoom
  hookHost: HookHost
  simulation: Simulation | undefined
  /** The first one comes in. */
  onOccupied(): void
  /** The last one may have gone. */
  onLeft(): void
}

export class Members {
  readonly #options: MembersOptions
  readonly #parts: RoomParts
  /** performance.now() until which a place is kept for the owner. */
  #keptUntil = performance.now() + FIRST_GRACE
  #entering: PresentMember | undefined

  constructor(options: MembersOptions) {
    this.#options = options
    this.#parts = options.parts
  }

  async join(request: JoinRequest): Promise<Joined> {
    const { access, members, record } = this.#parts
    const { uid, password, isSpectator } = request
    access.admit(uid, password, this.#parts.now())
    const old = members.get(uid)
    if (old) await this.remove(old, 'replaced')
    if (isSpectator) this.#checkSpectator()
    else if (members.size + this.#keptFrom(uid) >= record.maxMembers)
      throw new AppError('ROOM_FULL', `the room is full: ${record.maxMembers} members`)
    const isModerator = access.isModerator(uid)
    // The room's own: whoever sent it, on this thread too, does not see what hooks make of it.
    const data = structuredClone(request.data)
    const blocked = new Set(request.blocked)
    return this.#enter({ ...request, data, isModerator, isAway: false, blocked }, request)
  }

  /** A member of a world joins once more. */
  again(member: PresentMember, since: Since): Joined {
    const { simulation } = this.#options
    simulation?.again(member, since)
    this.#parts.flush()
    return { room: this.#parts.info, number: this.#parts.history.last, ...simulation?.joined() }
  }

  #checkSpectator(): void {
    const { world } = this.#parts.definition
    if (!world) throw new AppError('BAD_MESSAGE', 'is_spectator: expected a room that can be watched')
    if (this.#parts.members.spectators >= world.maxSpectators)
      throw new AppError('ROOM_FULL', `the room is full: ${world.maxSpectators} spectators`)
  }

  /** Places that `uid` cannot have: that of the owner, who has just opened the room. */
  #keptFrom(uid: string): number {
    const { owner } = this.#parts.record
    if (owner === '' || owner === uid) return 0
    return performance.now() < this.#keptUntil ? 1 : 0
  }

  async #enter(member: PresentMember, since: Since): Promise<Joined> {
    const { history, members, fanOut } = this.#parts
    const { simulation } = this.#options
    this.#options.onOccupied()
    if (member.uid === this.#parts.record.owner) this.#keptUntil = 0
    members.add(member)
    fanOut.subscribe(member)
    simulation?.add(member, since)
    const number = history.last
    await this.#letIn(member)
    simulation?.ready(member)
    this.#tellJoined(member)
    return { room: this.#parts.info, number, ...simulation?.joined() }
  }

  /** Throws what onJoin throws, or NOT_ALLOWED when it has put the member out; nothing of the member is left then. */
  async #letIn(member: PresentMember): Promise<void> {
    const { hooks, members, fanOut } = this.#parts
    this.#entering = member
    try {
      const { room } = this.#options
      if (member.isSpectator) await hooks.run('onSpectate', () => room.onSpectate?.(member as never))
      else await hooks.run('onJoin', () => room.onJoin(member as never))
      if (!this.#parts.isIn(member)) throw new AppError('NOT_ALLOWED', 'the room refused your join')
    } catch (error) {
      if (this.#parts.isIn(member)) members.remove(member)
      this.#options.simulation?.remove(member)
      fanOut.unsubscribe(member)
      this.#options.onLeft()
      this.#parts.flush()
      throw error
    } finally {
      this.#entering = undefined
    }
  }

  #tellJoined(member: PresentMember): void {
    const body = { room: this.#parts.record.id, member: this.#show(member) }
    if (this.#announces && !member.isSpectator)
      this.#options.hookHost.broadcast('room_joined', body, { except: member })
    this.#parts.reports.changed()
    this.#parts.flush()
  }

  /** A promise only when the hook waits: with thousands who leave at once, each gate gets one message for all of them. */
  remove(member: PresentMember, reason: LeaveReason): Promise<void> | undefined {
    const { members, reports } = this.#parts
    if (!this.#parts.isIn(member)) return undefined
    members.remove(member)
    this.#options.simulation?.remove(member)
    this.#tellLeft(member, reason)
    reports.changed()
    this.#options.onLeft()
    return this.#runOnLeave(member, reason)
  }

  async removeAll(members: Iterable<PresentMember>, reason: LeaveReason): Promise<void> {
    for (const member of members) {
      const waits = this.remove(member, reason)
      if (waits) await waits
    }
  }

  /** The end of the room, which everybody was told of: takes all members out. */
  async close(): Promise<void> {
    const { members, fanOut } = this.#parts
    const left = [...members.all]
    for (const member of left) {
      members.remove(member)
      this.#options.simulation?.remove(member)
      fanOut.unsubscribe(member)
      const waits = this.#runOnLeave(member, 'closed')
      if (waits) await waits
    }
    this.#parts.flush()
    this.#tellServices(left)
  }

  /** A kind may have it that who is away has left, which the member hears when it is back. */
  setAway(member: PresentMember, isAway: boolean): Promise<void> | undefined {
    if (member.isAway === isAway) return undefined
    member.isAway = isAway
    if (isAway && this.#parts.definition.leavesWhenAway) return this.remove(member, 'gone')
    const { room, simulation } = this.#options
    simulation?.setAway(member, isAway)
    if (member.isSpectator) return undefined
    const hook = isAway ? 'onAway' : 'onBack'
    return this.#parts.hooks.runQuietly(hook, () => room[hook](member as never))
  }

  setBlocked(member: PresentMember, uids: readonly string[]): void {
    const { members, fanOut } = this.#parts
    if (members.setBlocked(member, new Set(uids))) fanOut.resubscribe(member)
  }

  /** The agent of a member goes on elsewhere, which nobody else sees. What was said before goes to where it was. */
  reseat(member: PresentMember, seat: Seat): void {
    const { members, fanOut } = this.#parts
    const { gate, connection, agent, roomsService } = member
    fanOut.unsubscribe(member)
    members.reseat(member, seat)
    fanOut.subscribe(member)
    this.#options.simulation?.reseat(member, { gate, connection, agent, roomsService })
    this.#parts.flush()
  }

  page(start: number, limit: number): { members: RoomMember[]; total: number } {
    const { members } = this.#parts
    return { members: members.page(start, limit).map(member => this.#show(member)), total: members.size }
  }

  get #announces(): boolean {
    return this.#parts.definition.announces ?? true
  }

  #runOnLeave(member: PresentMember, reason: LeaveReason): Promise<void> | undefined {
    if (member.isSpectator) return undefined
    return this.#parts.hooks.runQuietly('onLeave', () => this.#options.room.onLeave(member as never, reason))
  }

  /** The member hears it unless it asked to leave, and is then unsubscribed; the others hear it after that. */
  #tellLeft(member: PresentMember, reason: LeaveReason): void {
    const { host, fanOut, record } = this.#parts
    if (member === this.#entering) return fanOut.unsubscribe(member)
    const { uid, account, agent, roomsService } = member
    const push = host.deps.encoder.push('room_left', { room: record.id, uid, acc: account, reason })
    const isTold = reason === 'kicked' || reason === 'replaced' || this.#leavesByAway(member, reason)
    if (push && isTold) fanOut.toSome([member], push)
    fanOut.unsubscribe(member)
    if (push && this.#announces && !member.isSpectator) fanOut.toAll(push)
    if (isTold) host.node.ref<Farewell>(roomsService).send.out(host.address, [agent])
  }

  #leavesByAway({ isAway }: PresentMember, reason: LeaveReason): boolean {
    return reason === 'gone' && isAway && this.#parts.definition.leavesWhenAway === true
  }

  #tellServices(left: readonly PresentMember[]): void {
    const { node, address } = this.#parts.host
    const agents = new Map<Address, Address[]>()
    for (const { roomsService, agent } of left)
      agents.set(roomsService, [...(agents.get(roomsService) ?? []), agent])
    for (const [roomsService, out] of agents) node.ref<Farewell>(roomsService).send.out(address, out)
  }

  #show({ uid, account, name, isModerator, isAway }: PresentMember): RoomMember {
    const muted_until = this.#parts.access.mutedUntil(uid, this.#parts.now())
    return {
      uid,
      acc: account,
      is_moderator: isModerator,
      muted_until,
      ...(isAway && { is_away: true }),
      ...(name !== account && { name }),
    }
  }
}
