// The life of one room: members come, are told and go; what is said is numbered; hooks run. It keeps true: all members
// see one order; a member is subscribed before its join is answered, and unsubscribed before its leave is; nothing of a
// room that has ended is left in gates, services or the directory. RoomService is its mailbox.

import type { RoomInfo, RoomMember } from '../../../protocol/generated/index.ts'
import type { Address } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { ServiceScope } from '../../core/service/service.ts'
import type { RoomRecord } from '../../store/room-store.ts'
import type { AnyRoom, AnyRoomDefinition } from '../define-room.ts'
import type { LeaveReason, Member, RoomHost, SendOptions } from '../room.ts'
import {
  type Farewell,
  type Joined,
  type JoinRequest,
  type Reporter,
  type RoomDeps,
  type RoomSeed,
  topicOfRoom,
} from '../room-messages.ts'
import { Access } from './access.ts'
import { FanOut } from './fan-out.ts'
import { History } from './history.ts'
import { HookRunner } from './hook-runner.ts'
import { MemberList, type Seat } from './member-list.ts'
import { Reports } from './reports.ts'
import { Ticker } from './ticker.ts'

/** What the life needs of the service that it belongs to. */
export interface RoomSurroundings {
  seed: RoomSeed
  deps: RoomDeps
  address: Address
  log: Logger
  node: ServiceScope
  directory: Ref<Reporter>
  after(ms: number, work: () => unknown): () => void
  /** Ends the service after the message it is handling. */
  exit(): void
}

/** ms that whoever opened the room has to come in, and that a place is kept for its owner. */
const FIRST_GRACE = 10_000
const KEEP_AGAIN = 5000

export type ClosingReason = 'closed' | 'failed'

export class RoomLife implements RoomHost<never, unknown> {
  readonly access: Access
  readonly history: History
  readonly faults: HookRunner
  readonly room: AnyRoom
  readonly #of: RoomSurroundings
  readonly #record: RoomRecord
  readonly #definition: AnyRoomDefinition
  readonly #seats = new MemberList()
  readonly #fanOut: FanOut
  readonly #reports: Reports
  #ticker: Ticker | undefined
  #cancelGrace: (() => void) | undefined
  /** performance.now() until which a place is kept for the owner. */
  #keptUntil = performance.now() + FIRST_GRACE
  /** Who comes in right now: told of to nobody, and not to be told that it is out either. */
  #entering: Seat | undefined
  #ending: ClosingReason | undefined

  constructor(surroundings: RoomSurroundings) {
    const { seed, deps, log, address } = surroundings
    this.#of = surroundings
    this.#record = seed.record
    this.#definition = deps.kinds[seed.record.kind]!
    const { history = 'memory' } = this.#definition
    this.access = new Access(seed.record, deps.config.moderators, (uid, wrong) =>
      log.warn({ uid, wrong }, 'a wrong password for a room'),
    )
    this.history = new History({
      room: seed.record.id,
      limit: history === 'none' ? 0 : deps.config.history,
      store: history === 'stored' ? deps.history : undefined,
      log,
    })
    this.faults = new HookRunner(log, {
      patience: deps.config.hookTimeout,
      onTooMany: () => this.close('failed'),
    })
    this.#fanOut = new FanOut(deps.outbox, this.#seats, topicOfRoom(address))
    this.#reports = new Reports(surroundings, () => this.info)
    this.room = new this.#definition.room(this as never)
  }

  async open(): Promise<void> {
    await this.history.load()
    await this.faults.run('onCreate', () => this.room.onCreate(this.options))
    const { tick } = this.#definition
    const { after, log } = this.#of
    if (tick !== undefined)
      this.#ticker = new Ticker({ period: tick, after, log, tick: dt => this.#tick(dt) })
    this.#waitIfEmpty(Math.max(FIRST_GRACE, this.#of.deps.config.emptyGrace))
  }

  // RoomHost: what the room's hooks use.

  get id(): string {
    return this.#record.id
  }

  get kind(): string {
    return this.#record.kind
  }

  get name(): string {
    return this.#record.name
  }

  get owner(): string {
    return this.#record.owner
  }

  get options(): never {
    return this.#record.options as never
  }

  get log(): Logger {
    return this.#of.log
  }

  get members(): Iterable<Member> {
    return this.#seats.all
  }

  get size(): number {
    return this.#seats.size
  }

  find(uid: string): Seat | undefined {
    return this.#seats.get(uid)
  }

  now(): number {
    return this.#of.deps.clock.now()
  }

  broadcast(name: string, body: unknown, { only, except }: SendOptions<unknown> = {}): void {
    const frames = this.#of.deps.encoder.push(name, body)
    if (!frames) return
    if (only)
      this.#fanOut.toSome(
        (only as readonly Seat[]).filter(seat => this.#isIn(seat)),
        frames,
      )
    else this.#fanOut.toAll(frames, { except: except as Seat | undefined })
  }

  post(
    { uid, account }: { uid: string; account: string },
    text: string,
    options: { except?: Member } = {},
  ): number {
    const { encoder } = this.#of.deps
    const time = this.now()
    const { number } = this.history.add({ uid, acc: account, text, time })
    const body = { room: this.id, number, uid, acc: account, text, time }
    const frames = encoder.push('room_message', body)
    if (!frames) return number
    const hidden = () => encoder.push('room_message', { room: this.id, number, is_hidden: true })!
    this.#fanOut.toAll(frames, { except: options.except as Seat | undefined, from: { uid, hidden } })
    return number
  }

  async kick(member: Member): Promise<void> {
    await this.remove(member as Seat, 'kicked')
  }

  lock(isLocked: boolean): void {
    this.access.isLocked = isLocked
    this.#of.after(0, () => this.#keepLater())
  }

  /** Ends the room as its next message; nobody comes in any more. */
  close(reason: ClosingReason = 'closed'): void {
    if (this.#ending) return
    this.#ending = reason
    this.#of.directory.send.closing(this.id, this.#of.address)
    this.#of.after(0, () => this.#dispose())
  }

  // For the service.

  get info(): RoomInfo {
    const { id, kind, name, maxMembers } = this.#record
    const { isLocked, password } = this.access
    return {
      id,
      kind,
      name,
      members: this.#seats.size,
      max_members: maxMembers,
      is_locked: isLocked,
      is_private: password !== '',
    }
  }

  async join(request: JoinRequest): Promise<Joined> {
    if (this.#ending) throw new AppError('ROOM_NOT_FOUND')
    const { uid, password } = request
    this.access.admit(uid, password, this.now())
    const old = this.#seats.get(uid)
    if (old) await this.remove(old, 'replaced')
    if (this.#seats.size + this.#keptFrom(uid) >= this.#record.maxMembers) throw new AppError('ROOM_FULL')
    return this.#enter({
      ...request,
      isModerator: this.access.isModerator(uid),
      blocked: new Set(request.blocked),
    })
  }

  /** Places that `uid` can not have: that of the owner, who has just opened the room or is about to come back. */
  #keptFrom(uid: string): number {
    const { owner } = this
    if (owner === '' || owner === uid) return 0
    return performance.now() < this.#keptUntil ? 1 : 0
  }

  /** A promise only when the hook waits: with thousands who leave at once all is said in one message to each gate. */
  remove(seat: Seat, reason: LeaveReason): Promise<void> | undefined {
    if (!this.#isIn(seat)) return undefined
    this.#seats.remove(seat)
    this.#tellLeft(seat, reason)
    this.#reports.changed()
    this.#waitIfEmpty()
    return this.faults.runQuietly('onLeave', () => this.room.onLeave(seat as never, reason))
  }

  async removeAll(seats: Iterable<Seat>, reason: LeaveReason): Promise<void> {
    for (const seat of seats) {
      const waits = this.remove(seat, reason)
      if (waits) await waits
    }
  }

  /** What was said goes out before the answer that comes now. */
  flush(): void {
    this.#of.deps.outbox.flush()
  }

  /** The thread ends: nobody comes in and nothing is said any more, and what was said gets into the store. */
  retire(): Promise<void> {
    this.#ending ??= 'closed'
    this.#ticker?.stop()
    return this.history.end()
  }

  get isEnding(): boolean {
    return this.#ending !== undefined
  }

  /** A thread has ended, and its members with it. */
  lost(life: number): Promise<void> {
    return this.removeAll(this.#seats.ofLife(life), 'gone')
  }

  setBlocked(seat: Seat, uids: readonly string[]): void {
    if (this.#seats.setBlocked(seat, new Set(uids))) this.#fanOut.resubscribe(seat)
  }

  page(start: number, limit: number): { members: RoomMember[]; total: number } {
    const members = this.#seats.page(start, limit).map(seat => this.#show(seat))
    return { members, total: this.#seats.size }
  }

  /** Lock, password, moderators or mutes have changed. */
  async keep(): Promise<void> {
    this.#reports.changed()
    if (this.#definition.history !== 'stored') return
    await this.#of.deps.history.putRoom({ ...this.#record, ...this.access.lasting(this.now()) })
  }

  /** What a hook has changed: nobody waits for it, so it is tried until it is stored. */
  async #keepLater(): Promise<void> {
    try {
      await this.keep()
    } catch (error) {
      this.log.warn({ err: error }, 'what a room is could not be stored, again later')
      this.#of.after(KEEP_AGAIN, () => this.#keepLater())
    }
  }

  async #enter(seat: Seat): Promise<Joined> {
    this.#cancelGrace?.()
    this.#cancelGrace = undefined
    if (seat.uid === this.owner) this.#keptUntil = 0
    this.#seats.add(seat)
    this.#fanOut.subscribe(seat)
    const number = this.history.last
    this.#entering = seat
    try {
      await this.faults.run('onJoin', () => this.room.onJoin(seat as never))
      if (!this.#isIn(seat)) throw new AppError('NOT_ALLOWED', 'the room did not let you stay')
    } catch (error) {
      if (this.#isIn(seat)) this.#seats.remove(seat)
      this.#fanOut.unsubscribe(seat)
      this.#waitIfEmpty()
      this.flush()
      throw error
    } finally {
      this.#entering = undefined
    }
    if (this.#definition.announces ?? true)
      this.broadcast('room_joined', { room: this.id, member: this.#show(seat) }, { except: seat })
    this.#reports.changed()
    this.flush()
    return { room: this.info, number }
  }

  /** The one who goes hears it unless it asked for it, and is then out of the topic; the others hear it after that. Of
   * one that is put out while it comes in nobody has heard, and the answer to its join says it. */
  #tellLeft(seat: Seat, reason: LeaveReason): void {
    if (seat === this.#entering) return this.#fanOut.unsubscribe(seat)
    const { uid, account, agent, roomsService } = seat
    const push = this.#of.deps.encoder.push('room_left', { room: this.id, uid, acc: account, reason })
    const isTold = reason === 'kicked' || reason === 'replaced'
    if (push && isTold) this.#fanOut.toSome([seat], push)
    this.#fanOut.unsubscribe(seat)
    if (push && (this.#definition.announces ?? true)) this.#fanOut.toAll(push)
    if (isTold) this.#of.node.ref<Farewell>(roomsService).send.out(this.#of.address, [agent])
  }

  /** Not left, and not replaced by another connection of that player. */
  #isIn(seat: Seat): boolean {
    return this.#seats.get(seat.uid) === seat
  }

  #show({ uid, account, isModerator }: Seat): RoomMember {
    const muted_until = this.access.mutedUntil(uid, this.now())
    return { uid, acc: account, is_moderator: isModerator, muted_until }
  }

  async #tick(dt: number): Promise<void> {
    await this.faults.runQuietly('onTick', () => this.room.onTick(dt))
  }

  #waitIfEmpty(ms = this.#of.deps.config.emptyGrace): void {
    if (this.#seats.size > 0 || this.#of.seed.isKept || this.#cancelGrace) return
    this.#cancelGrace = this.#of.after(ms, () => {
      if (this.#seats.size === 0) this.close()
    })
  }

  async #dispose(): Promise<void> {
    const reason = this.#ending!
    this.#ticker?.stop()
    this.broadcast('room_closed', { room: this.id, reason })
    const left = [...this.#seats.all]
    for (const seat of left) {
      this.#seats.remove(seat)
      this.#fanOut.unsubscribe(seat)
      const waits = this.faults.runQuietly('onLeave', () => this.room.onLeave(seat as never, 'closed'))
      if (waits) await waits
    }
    this.flush()
    this.#sayFarewell(left)
    await this.faults.runQuietly('onDispose', () => this.room.onDispose())
    await this.#forget()
    this.#of.directory.send.disposed(this.id, this.#of.address)
    this.#of.exit()
  }

  #sayFarewell(seats: readonly Seat[]): void {
    const agents = new Map<Address, Address[]>()
    for (const { roomsService, agent } of seats)
      agents.set(roomsService, [...(agents.get(roomsService) ?? []), agent])
    for (const [roomsService, out] of agents)
      this.#of.node.ref<Farewell>(roomsService).send.out(this.#of.address, out)
  }

  async #forget(): Promise<void> {
    try {
      await this.history.drop()
    } catch (error) {
      this.log.warn({ err: error }, 'a room that has ended could not be removed from the store')
    }
  }
}
