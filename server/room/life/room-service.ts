// The mailbox of one room: what agents ask of it, with the check of who may. Agents call it; it only sends upwards.

import type { RoomMember } from '../../../protocol/generated/index.ts'
import { AppError } from '../../core/errors.ts'
import type { Ref } from '../../core/service/ref.ts'
import { Service } from '../../core/service/service.ts'
import { TokenBucket } from '../../lib/token-bucket.ts'
import type { HistoryEntry } from '../../store/room-store.ts'
import type { Caller, Joined, JoinRequest, Reporter, RoomDeps, RoomSeed } from '../room-messages.ts'
import { hashPassword, RANK } from './access.ts'
import type { Seat } from './member-list.ts'
import { RoomLife } from './room-life.ts'

export interface RoomServiceOptions {
  seed: RoomSeed
  deps: RoomDeps
  directory: Ref<Reporter>
  /** For the roomsService of this thread: the room is not there any more. */
  onEnded(): void
}

export class RoomService extends Service<RoomServiceOptions> {
  static immediate: ReadonlySet<string> = new Set(['abandon'])
  #life!: RoomLife
  #bucket!: TokenBucket

  protected override async onStart(): Promise<void> {
    const { seed, deps, directory } = this.options
    const { kind, id } = seed.record
    this.#life = new RoomLife({
      seed,
      deps,
      directory,
      address: this.address,
      log: this.log.child({ room: id, kind }),
      node: this.node,
      after: (ms, work) => this.after(ms, work),
      exit: () => this.exit(),
    })
    const { config, clock } = deps
    const { rate, burst } = deps.kinds[kind]!.roomRate ?? { rate: config.roomRate, burst: config.roomBurst }
    this.#bucket = new TokenBucket(rate, burst, clock.ticks())
    await this.#life.open()
  }

  protected override onExit(): void {
    this.options.onEnded()
  }

  // Commands of players who are members, or become it.

  /** Throws ROOM_NOT_FOUND, ROOM_FULL, ROOM_LOCKED, WRONG_PASSWORD, NOT_ALLOWED, or what onJoin throws. */
  join(request: JoinRequest): Promise<Joined> {
    return this.#life.join(request)
  }

  async leave({ uid, agent }: Caller): Promise<void> {
    const seat = this.#life.find(uid)
    if (seat?.agent === agent) await this.#life.remove(seat, 'left')
    this.#life.flush()
  }

  /** Their connections have ended. */
  gone(callers: readonly Caller[]): Promise<void> {
    const seats = callers.map(({ uid, agent }) => {
      const seat = this.#life.find(uid)
      return seat?.agent === agent ? [seat] : []
    })
    return this.#life.removeAll(seats.flat(), 'gone')
  }

  /** Throws NOT_IN_ROOM, MUTED, RATE_LIMITED, or what onMessage throws. */
  say(caller: Caller, message: unknown): unknown {
    const seat = this.#seat(caller)
    if (this.#life.isEnding) throw new AppError('TRY_AGAIN')
    const now = this.#life.now()
    if (this.#life.access.mutedUntil(seat.uid, now) > 0) throw new AppError('MUTED')
    if (!this.#bucket.take(this.options.deps.clock.ticks()))
      throw new AppError('RATE_LIMITED', 'too many messages in this room')
    const { room, faults } = this.#life
    return faults.run('onMessage', () => room.onMessage(seat as never, message as never))
  }

  page(caller: Caller, start: number, limit: number): { members: RoomMember[]; total: number } {
    this.#seat(caller)
    return this.#life.page(start, limit)
  }

  /** Numbers `from` and up, or the last ones. */
  read(
    caller: Caller,
    from: number | undefined,
    limit: number,
  ): { messages: HistoryEntry[]; number: number } {
    this.#seat(caller)
    const { history } = this.#life
    return { messages: history.page(from, limit), number: history.last }
  }

  setBlocked(caller: Caller, uids: readonly string[]): void {
    const seat = this.#life.find(caller.uid)
    if (seat?.agent === caller.agent) this.#life.setBlocked(seat, uids)
    this.#life.flush()
  }

  // Commands of moderators; for anybody else they throw NOT_ALLOWED.

  /** The member has to leave and can't come back for config.room.kickTime. */
  async expel(caller: Caller, uid: string): Promise<void> {
    this.#checkOver(caller, uid)
    const { access } = this.#life
    const now = this.#life.now()
    access.keepOut(uid, now + this.options.deps.config.kickTime, now)
    const seat = this.#life.find(uid)
    if (seat) await this.#life.remove(seat, 'kicked')
    this.#life.flush()
  }

  /** For `ms` from now; 0 ends it. */
  async mute(caller: Caller, uid: string, ms: number): Promise<void> {
    this.#checkOver(caller, uid)
    const now = this.#life.now()
    this.#life.access.mute(uid, ms === 0 ? 0 : now + ms, now)
    await this.#life.keep()
  }

  async removeMessage(caller: Caller, number: number): Promise<void> {
    this.#checkModerator(caller)
    const { history, id } = this.#life
    if (!history.remove(number)) throw new AppError('BAD_MESSAGE', 'number: no message with it is kept')
    this.#life.broadcast('room_removed', { room: id, number })
  }

  /** A password that is undefined stays as it is; '' is none. */
  async lock(caller: Caller, isLocked: boolean, password: string | undefined): Promise<void> {
    this.#checkModerator(caller)
    const { access } = this.#life
    access.isLocked = isLocked
    if (password !== undefined) access.password = hashPassword(password)
    await this.#life.keep()
  }

  async setModerator(caller: Caller, uid: string, isModerator: boolean): Promise<void> {
    const { access } = this.#life
    if (access.rankOf(this.#seat(caller).uid) < RANK.OWNER) throw new AppError('NOT_ALLOWED')
    access.setModerator(uid, isModerator)
    const seat = this.#life.find(uid)
    if (seat) seat.isModerator = access.isModerator(uid)
    await this.#life.keep()
  }

  // Commands of the kit.

  /** The thread with this life has ended. */
  lost(life: number): Promise<void> {
    return this.#life.lost(life)
  }

  /** The thread ends, and this room with it: resolves when everything that was said is in the store. */
  async retire(): Promise<void> {
    await this.#life.retire()
    this.exit()
  }

  /** Beside a hook that does not end: as retire, for what was said until now. Returns in which message that hook is;
   * undefined when there is none, and the store is what takes so long. */
  async abandon(): Promise<string | undefined> {
    const { command } = this.turn
    await this.#life.retire()
    if (command === 'retire') return undefined
    this.turn.abandon()
    return `${command} in the room ${this.options.seed.record.id}`
  }

  close(): void {
    this.#life.close()
  }

  #seat({ uid, agent }: Caller): Seat {
    const seat = this.#life.find(uid)
    if (seat?.agent !== agent) throw new AppError('NOT_IN_ROOM')
    return seat
  }

  #checkModerator(caller: Caller): void {
    if (!this.#seat(caller).isModerator) throw new AppError('NOT_ALLOWED')
  }

  #checkOver(caller: Caller, uid: string): void {
    this.#checkModerator(caller)
    const { access } = this.#life
    if (access.rankOf(uid) >= access.rankOf(caller.uid)) throw new AppError('NOT_ALLOWED')
  }
}
