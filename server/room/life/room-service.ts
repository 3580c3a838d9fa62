// The mailbox of one room: what agents ask of it, with the check of who may. Agents call it; it only sends upwards.

import type { RoomMember } from '../../../protocol/generated/index.ts'
import type { Address } from '../../core/address.ts'
import type { CodeChange } from '../../core/code/class-book.ts'
import { AppError } from '../../core/errors.ts'
import type { Ref } from '../../core/service/ref.ts'
import { Service } from '../../core/service/service.ts'
import type { ViewReport } from '../../gate/view/view-reports.ts'
import { TokenBucket } from '../../lib/rate/token-bucket.ts'
import type { HistoryEntry } from '../../store/room-store.ts'
import type { RoomDefinition } from '../define-room.ts'
import { hashPassword } from '../password.ts'
import type {
  Absence,
  Caller,
  Joined,
  JoinRequest,
  Reporter,
  RoomDeps,
  RoomSeed,
  Seat,
  Since,
} from '../room-messages.ts'
import { RANK } from './access.ts'
import type { PresentMember } from './member-list.ts'
import { RoomLife } from './room-life.ts'

export interface RoomServiceOptions {
  seed: RoomSeed
  deps: RoomDeps
  directory: Ref<Reporter>
  /** For the RoomsService of this thread: the room is not there any more. */
  onEnded(): void
}

/** Commands in which one member wants something. */
const OF_MEMBERS: ReadonlySet<string> = new Set(['receive', 'say', 'leave', 'expel', 'mute', 'lock'])

export class RoomService extends Service<RoomServiceOptions> {
  static immediate: ReadonlySet<string> = new Set(['abandon', 'reseat', 'report'])
  #life!: RoomLife
  #bucket!: TokenBucket
  /** Whose message was the last. */
  #asking: PresentMember | undefined

  protected override async onStart(): Promise<void> {
    const { seed, deps, directory } = this.options
    this.#life = new RoomLife({
      seed,
      deps,
      directory,
      address: this.address,
      log: this.log,
      node: this.node,
      reach: this.reach,
      after: (ms, work) => this.after(ms, work),
      every: (ms, work) => this.every(ms, work),
      fork: work => this.fork(work),
      noteFailure: (hook, error) => this.noteFailure(hook, error),
      exit: () => this.exit(),
    })
    this.#limitTexts()
    await this.#life.open()
  }

  #limitTexts(): void {
    const { config, clock } = this.options.deps
    const { inRoom } = this.#life.parts.definition.talks ?? {}
    const { rate, burst } = inRoom ?? { rate: config.roomRate, burst: config.roomBurst }
    this.#bucket = new TokenBucket(rate, burst, clock.ticks())
  }

  protected override onExit(): void {
    this.options.onEnded()
  }

  protected override async onDaily(days: number): Promise<void> {
    const { room, parts, isEnding } = this.#life
    if (!isEnding) await parts.hooks.runQuietly('onDaily', () => room.onDaily(days))
  }

  protected override onCode({ from }: CodeChange): void {
    const kind = this.#kind
    const { definition } = this.#life.parts
    try {
      const why = this.#life.renew(kind, from)
      if (why !== undefined) this.log.warn({ why }, 'a room goes on with its old code until it ends')
    } finally {
      if (definition !== this.#life.parts.definition) this.#limitTexts()
    }
  }

  protected override whyOld(): string | undefined {
    return this.#life.whyOld(this.#kind)
  }

  /** As the game has it now. */
  get #kind(): RoomDefinition {
    return this.options.deps.kinds[this.options.seed.record.kind]!
  }

  /** Log lines of a room name it, and the member whose message it handles. */
  protected override get logFields(): object {
    const { id, kind } = this.options.seed.record
    const member = OF_MEMBERS.has(this.turn.command) ? this.#asking : undefined
    return { room: id, kind, account: member?.account, uid: member?.uid }
  }

  protected override inspect(): object {
    const { parts, isEnding, simulation } = this.#life
    const world = simulation && { world: simulation.look() }
    return { ...this.logFields, ...parts.info, isEnding, owes: !parts.debts.isEmpty, ...world }
  }

  protected override get injectTarget(): object {
    return this.#life.room
  }

  // Commands of players who are members, or become it.

  /** Throws ROOM_NOT_FOUND, ROOM_FULL, ROOM_LOCKED, WRONG_PASSWORD, NOT_ALLOWED, or what onJoin throws. */
  async join(request: JoinRequest): Promise<Joined> {
    if (this.#life.isEnding) throw new AppError('ROOM_NOT_FOUND')
    return this.#life.members.join(request)
  }

  /** A member of a world joins once more, as who has lost what it had, or part of it. Throws NOT_IN_ROOM. */
  again(caller: Caller, since: Since): Joined {
    return this.#life.members.again(this.#member(caller), since)
  }

  async leave(caller: Caller): Promise<void> {
    const member = this.#find(caller)
    if (member) await this.#life.members.remove(member, 'left')
    this.#life.parts.flush()
  }

  /** Their connections have ended. */
  gone(callers: readonly Caller[]): Promise<void> {
    const members = callers.map(caller => this.#find(caller)).filter(member => member !== undefined)
    return this.#life.members.removeAll(members, 'gone')
  }

  /** Their connections are lost, or back. */
  async away(absences: readonly Absence[]): Promise<void> {
    for (const { isAway, ...caller } of absences) {
      const member = this.#find(caller)
      if (member) await this.#life.members.setAway(member, isAway)
    }
    this.#life.parts.flush()
  }

  /** A message of the kind. Throws NOT_IN_ROOM, TRY_AGAIN, or what its `run` throws. */
  receive(caller: Caller, name: string, body: unknown): unknown {
    const member = this.#member(caller)
    const { room, parts, isEnding } = this.#life
    if (isEnding) throw new AppError('TRY_AGAIN')
    const { messages } = parts.definition
    // The player's thread may have newer code than this one.
    if (!Object.hasOwn(messages, name)) throw new AppError('TRY_AGAIN')
    const { run } = messages[name]!
    return parts.hooks.run(name, () => run(room as never, member as never, body as never))
  }

  /** A text, for kinds that talk. Returns its number, if it was posted. Throws NOT_IN_ROOM, MUTED, RATE_LIMITED, or what
   * onText throws. */
  say(caller: Caller, text: string): number | undefined | Promise<number | undefined> {
    const member = this.#member(caller)
    const { room, parts, isEnding } = this.#life
    if (isEnding) throw new AppError('TRY_AGAIN')
    if (parts.access.mutedUntil(member.uid, parts.now()) > 0) throw new AppError('MUTED')
    if (!this.#bucket.take(this.options.deps.clock.ticks()))
      throw new AppError('RATE_LIMITED', 'too many messages in this room')
    return parts.hooks.run('onText', () => room.onText(member as never, text))
  }

  page(caller: Caller, start: number, limit: number): { members: RoomMember[]; total: number } {
    this.#member(caller)
    return this.#life.members.page(start, limit)
  }

  /** Numbers `from` and up, or the last ones. */
  read(
    caller: Caller,
    from: number | undefined,
    limit: number,
  ): { messages: HistoryEntry[]; number: number } {
    this.#member(caller)
    const { history } = this.#life.parts
    return { messages: history.page(from, limit), number: history.last }
  }

  setBlocked(caller: Caller, uids: readonly string[]): void {
    const member = this.#find(caller)
    if (member) this.#life.members.setBlocked(member, uids)
    this.#life.parts.flush()
  }

  // Commands of moderators; for anybody else they throw NOT_ALLOWED.

  /** The member has to leave and cannot come back for config.room.kickTime. */
  async expel(caller: Caller, uid: string): Promise<void> {
    this.#checkOver(caller, uid)
    const { parts, members } = this.#life
    const now = parts.now()
    parts.access.keepOut(uid, now + this.options.deps.config.kickTime, now)
    const member = parts.members.get(uid)
    if (member) await members.remove(member, 'kicked')
    parts.flush()
  }

  /** For `ms` from now; 0 ends it. */
  async mute(caller: Caller, uid: string, ms: number): Promise<void> {
    this.#checkOver(caller, uid)
    const { parts } = this.#life
    const now = parts.now()
    parts.access.mute(uid, ms === 0 ? 0 : now + ms, now)
    await parts.keep()
  }

  async removeMessage(caller: Caller, number: number): Promise<void> {
    this.#checkModerator(caller)
    const { parts, hookHost } = this.#life
    if (!parts.history.remove(number)) throw new AppError('BAD_MESSAGE', 'number: no message with it is kept')
    hookHost.broadcast('room_removed', { room: parts.record.id, number })
  }

  /** A password that is undefined stays as it is; '' removes it. */
  async lock(caller: Caller, isLocked: boolean, password: string | undefined): Promise<void> {
    this.#checkModerator(caller)
    const { access } = this.#life.parts
    access.isLocked = isLocked
    if (password !== undefined) access.password = hashPassword(password)
    await this.#life.parts.keep()
  }

  async setModerator(caller: Caller, uid: string, isModerator: boolean): Promise<void> {
    const { access, members } = this.#life.parts
    if (access.rankOf(this.#member(caller).uid) < RANK.OWNER) throw new AppError('NOT_ALLOWED')
    access.setModerator(uid, isModerator)
    const member = members.get(uid)
    if (member) member.isModerator = access.isModerator(uid)
    await this.#life.parts.keep()
  }

  // Commands of the kit.

  /** What gates have of a world's viewers. Beside a hook in progress: it is only noted. */
  report(gate: Address, reports: readonly ViewReport[]): void {
    this.#life.simulation?.report(gate, reports)
  }

  /** The agent of a member goes on at another seat. Beside a hook in progress: whoever waits for it can't go on before. Asked twice
   * it does it once. */
  reseat({ uid, agent }: Caller, seat: Seat): void {
    const member = this.#life.parts.members.get(uid)
    if (member?.agent === agent) this.#life.members.reseat(member, seat)
  }

  /** The thread with this life has ended, and its members with it. */
  lost(life: number): Promise<void> {
    return this.#life.members.removeAll(this.#life.parts.members.ofLife(life), 'gone')
  }

  /** A player is to be forgotten, who is not here any more. */
  forget(uid: string): void {
    this.#life.parts.history.forget(uid)
  }

  /** The thread ends, and this room with it: resolves when everything said is in the store. */
  async retire(): Promise<void> {
    await this.#life.retire()
    this.exit()
  }

  /** Beside a hook that does not end: as retire, for what was said until now. Returns in which message that hook is;
   * undefined when there is none, and it is the store that takes so long. */
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

  /** undefined when the player is not in, or is in by another connection. */
  #find({ uid, agent }: Caller): PresentMember | undefined {
    const member = this.#life.parts.members.get(uid)
    this.#asking = member?.agent === agent ? member : undefined
    return this.#asking
  }

  #member(caller: Caller): PresentMember {
    const member = this.#find(caller)
    if (!member) throw new AppError('NOT_IN_ROOM')
    return member
  }

  #checkModerator(caller: Caller): void {
    if (!this.#member(caller).isModerator) throw new AppError('NOT_ALLOWED')
  }

  #checkOver(caller: Caller, uid: string): void {
    this.#checkModerator(caller)
    const { access } = this.#life.parts
    if (access.rankOf(uid) >= access.rankOf(caller.uid)) throw new AppError('NOT_ALLOWED')
  }
}
