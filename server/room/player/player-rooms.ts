// `agent.rooms`: the rooms of one player. It checks what the player may do, asks the rooms, and leaves all of them with the
// agent. It keeps true: what a room sends after it took the player in reaches the client behind the reply to the join.

import type { RoomInfo, RoomMember } from '../../../protocol/generated/index.ts'
import { type Address, lifeOf } from '../../core/address.ts'
import { AppError, isGone } from '../../core/errors.ts'
import type { Ref } from '../../core/service/ref.ts'
import { Backoff } from '../../lib/backoff.ts'
import type { HistoryEntry } from '../../store/room-store.ts'
import type { BodyOf, DataOf, GameRequests, MessagesOf, ReplyOf, RoomKinds } from '../define-room.ts'
import type { RoomDirectory } from '../directory/room-directory.ts'
import type { RoomFilter } from '../directory/room-finder.ts'
import { sizeOfEntries } from '../life/history.ts'
import type { RoomService } from '../life/room-service.ts'
import { type Caller, type Joined, type PaymentOrder, type Seat, topicOfRoom } from '../room-messages.ts'
import { type JoinedRoom, JoinedRooms } from './joined-rooms.ts'
import { Joining } from './joining.ts'
import {
  type AnyCreation,
  type Creation,
  type Match,
  type Matching,
  Opening,
  type Request,
} from './opening.ts'
import { Payments } from './payments.ts'
import type { RoomAgent } from './room-agent.ts'
import type { ThreadResources } from './thread-resources.ts'
import { orTryLater, tryLater } from './try-later.ts'

export interface PlayerRoomsOptions {
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

type Messages<K> = MessagesOf<K[keyof K]> & keyof GameRequests

const MOST_IN_PAGE = 100
/** Players whom this one has written to that are remembered. */
const MOST_KNOWN = 100

export class PlayerRooms<K extends RoomKinds = RoomKinds> {
  readonly #resources: ThreadResources
  readonly #agent: RoomAgent
  readonly #directory: Ref<RoomDirectory>
  readonly #caller: Caller
  readonly #joined = new JoinedRooms()
  readonly #joining: Joining
  readonly #opening: Opening
  readonly #payments: Payments
  #blocked: ReadonlySet<string> = new Set()
  /** uids of those whispered to last. */
  readonly #known = new Set<string>()
  readonly #onDeparted: (seat?: Seat) => void

  constructor({ resources, agent, onDeparted }: PlayerRoomsOptions) {
    this.#resources = resources
    this.#agent = agent
    this.#onDeparted = onDeparted
    this.#directory = agent.node.ref<RoomDirectory>(resources.directory)
    this.#caller = { uid: agent.uid, agent: agent.address }
    this.#opening = new Opening(resources, agent)
    this.#payments = new Payments(agent, resources.kinds)
    this.#joining = new Joining({
      resources,
      agent,
      payments: this.#payments,
      caller: this.#caller,
      joined: this.#joined,
      directory: this.#directory,
      blocked: () => this.#blocked,
    })
  }

  /** Whether the game has such a kind of room. */
  hasKind(kind: string): kind is keyof K & string {
    return Object.hasOwn(this.#resources.kinds, kind)
  }

  /** Whether a client may open rooms of this kind. */
  isOpenToPlayers(kind: string): kind is keyof K & string {
    return this.#opening.isOpen(kind)
  }

  /** The ids of the rooms that this player is in. */
  get ids(): string[] {
    return this.#joined.ids
  }

  // Coming and going.

  /** Opens a room that the player owns, and joins it: nobody else finds it before. Throws TOO_MANY_ROOMS, or what onCreate
   * and onJoin throw: there is no room then; RATE_LIMITED, and what checkText throws, for the name. */
  async create<N extends keyof K & string>(kind: N, creation: Creation<K[N]>): Promise<Joined> {
    this.#checkCount()
    const { data } = creation as AnyCreation
    const room = await this.#opening.made(kind, creation as AnyCreation)
    return orTryLater(() => this.#joining.create({ ...room, owner: this.#agent.uid }, data))
  }

  /** `create` as a client asks for it: NOT_ALLOWED for a kind that is not open to players, BAD_MESSAGE for options that it
   * does not take. */
  async open(kind: string, request: Request = {}): Promise<Joined> {
    this.#checkCount()
    const room = await this.#opening.asked(kind, request)
    return orTryLater(() => this.#joining.create({ ...room, owner: this.#agent.uid }, request.data))
  }

  /** Joins a room of this kind that has a place and was made with an equal `match`; makes one, which nobody owns, when
   * there is none. Players who ask at once meet. */
  async joinOrCreate<N extends keyof K & string>(kind: N, matching: Matching<K[N]>): Promise<Joined> {
    this.#checkCount()
    const { match = {}, data } = matching as AnyCreation
    const room = await this.#opening.made(kind, matching as AnyCreation)
    return orTryLater(() => this.#joining.match({ ...room, match: matchKey(match) }, data))
  }

  /** Throws ROOM_NOT_FOUND, ROOM_FULL, ROOM_LOCKED, WRONG_PASSWORD, ALREADY_IN_ROOM, TOO_MANY_ROOMS, NOT_ALLOWED;
   * RATE_LIMITED after too many wrong passwords. */
  async join(
    id: string,
    { password = '', data }: { password?: string; data?: DataOf<K[keyof K]> } = {},
  ): Promise<Joined> {
    if (this.#joined.has(id)) throw new AppError('ALREADY_IN_ROOM')
    this.#checkCount()
    if (password !== '' && !this.#resources.rates.mayGuess(this.#agent.uid))
      throw new AppError('RATE_LIMITED')
    return orTryLater(() => this.#joining.room(id, password, data))
  }

  /** Joins the first channel of `kind` with a free place. */
  async joinChannel<N extends keyof K & string>(kind: N, data?: DataOf<K[N]>): Promise<Joined> {
    if (this.#joined.all.some(room => room.kind === kind)) throw new AppError('ALREADY_IN_ROOM')
    this.#checkCount()
    return orTryLater(() => this.#joining.channel(kind, data))
  }

  async leave(id: string): Promise<void> {
    const room = this.#joined.get(id)
    this.#joined.remove(id)
    try {
      await this.#payments.during(room.address, () => room.ref.call.leave(this.#caller))
    } catch (error) {
      if (isGone(error)) return this.#agent.peer.leave(topicOfRoom(room.address))
      // The room did not hear it, or not in time: the player is still in, and may leave again.
      this.#joined.restore(room)
      throw tryLater(error)
    }
  }

  // Speaking and playing.

  /** Sends a message of its kind to a room, and returns the room's answer. Throws NOT_IN_ROOM, BAD_MESSAGE for a room of
   * another kind, RATE_LIMITED, or what the message's `run` throws. */
  async send<M extends Messages<K>>(id: string, name: M, body: BodyOf<M>): Promise<ReplyOf<M>> {
    return (await this.#send(this.#joined.get(id), name, body)) as ReplyOf<M>
  }

  /** Sends it where the body says by its `room`, else to the only room of its kind that the player is in. */
  async route(name: string, body: unknown): Promise<unknown> {
    const { room } = (body ?? {}) as { room?: unknown }
    if (typeof room === 'string' && room !== '') return this.#send(this.#joined.get(room), name, body)
    const kind = this.#resources.kindOfMessage.get(name)
    return this.#send(this.#joined.only(kind!), name, body)
  }

  /** Says a text in a room whose members talk. Throws NOT_IN_ROOM, NOT_ALLOWED for another room, MUTED, RATE_LIMITED,
   * BAD_MESSAGE, TEXT_REFUSED, TRY_AGAIN, or what onText throws. */
  async sayText(id: string, text: string | undefined): Promise<{ number: number }> {
    const room = this.#joined.get(id)
    if (!this.#resources.kinds[room.kind]!.talks)
      throw new AppError('NOT_ALLOWED', 'id: expected a room whose members talk')
    this.checkSpeech(room.kind)
    const said = await this.checkText(text)
    return { number: (await this.#ask(room, () => room.ref.call.say(this.#caller, said))) ?? 0 }
  }

  /** The player's own right to speak: not muted everywhere, not too often. Throws MUTED, RATE_LIMITED. */
  checkSpeech(kind?: string): void {
    if (this.#resources.isMuted(this.#agent.uid)) throw new AppError('MUTED')
    if (!this.#resources.rates.speak(this.#agent.uid, kind)) throw new AppError('RATE_LIMITED')
  }

  /** The text as it may be said. Throws BAD_MESSAGE, TEXT_REFUSED, TRY_AGAIN. */
  checkText(text: string | undefined): Promise<string> {
    const { uid, account } = this.#agent
    return this.#resources.texts.check(text, { uid, account })
  }

  // Looking.

  list(filter: Partial<RoomFilter> = {}): Promise<{ rooms: RoomInfo[]; total: number }> {
    const { kind = '', name = '', hasPlace = false } = filter
    return this.#directory.call.list({ kind, name, hasPlace, ...page(filter.start, filter.limit) })
  }

  /** undefined when there is no such room. */
  find(id: string): Promise<RoomInfo | undefined> {
    return this.#directory.call.info(id)
  }

  /** Those of these rooms that anybody may know of: rooms without a password. */
  visible(ids: readonly string[]): Promise<string[]> {
    return this.#directory.call.visible(ids)
  }

  members(id: string, start?: number, limit?: number): Promise<{ members: RoomMember[]; total: number }> {
    const room = this.#joined.get(id)
    const wanted = page(start, limit)
    return this.#ask(room, () => room.ref.call.page(this.#caller, wanted.start, wanted.limit))
  }

  /** Numbers `from` and up, or the last ones, as many as fit into 64 KB: a caller that wants more asks again. Messages of
   * blocked players come without their text. Throws RATE_LIMITED when too much was read lately. */
  async history(
    id: string,
    from?: number,
    limit?: number,
  ): Promise<{ messages: HistoryEntry[]; number: number }> {
    const room = this.#joined.get(id)
    const wanted = page(0, limit).limit
    const { uid } = this.#agent
    if (!this.#resources.rates.mayRead(uid)) throw new AppError('RATE_LIMITED')
    const { messages, number } = await this.#ask(room, () => room.ref.call.read(this.#caller, from, wanted))
    this.#resources.rates.noteRead(uid, sizeOfEntries(messages))
    return {
      messages: messages.map(entry => (this.blocks(entry.uid) ? { ...entry, text: '' } : entry)),
      number,
    }
  }

  // Moderating: throws NOT_ALLOWED for others than moderators.

  kick(id: string, uid: string): Promise<void> {
    return this.#askIn(id, ref => ref.call.expel(this.#caller, uid))
  }

  /** For `ms` from now; 0 ends it. */
  mute(id: string, uid: string, ms: number): Promise<void> {
    return this.#askIn(id, ref => ref.call.mute(this.#caller, uid, ms))
  }

  removeMessage(id: string, number: number): Promise<void> {
    return this.#askIn(id, ref => ref.call.removeMessage(this.#caller, number))
  }

  lock(id: string, isLocked: boolean, password?: string): Promise<void> {
    return this.#askIn(id, ref => ref.call.lock(this.#caller, isLocked, password))
  }

  setModerator(id: string, uid: string, isModerator: boolean): Promise<void> {
    return this.#askIn(id, ref => ref.call.setModerator(this.#caller, uid, isModerator))
  }

  // Blocking.

  /** Once it has resolved, nothing that these players say reaches this one. The game keeps the list. */
  async setBlocked(uids: Iterable<string>): Promise<void> {
    this.#blocked = new Set(uids)
    const all = [...this.#blocked]
    const calls = this.#joined.all.map(({ ref }) => ref.call.setBlocked(this.#caller, all))
    for (const end of await Promise.allSettled(calls))
      if (end.status === 'rejected' && !isGone(end.reason)) throw tryLater(end.reason)
  }

  blocks(uid: string): boolean {
    return this.#blocked.has(uid)
  }

  // Whispering: players to whom this one has written are no strangers to it.

  noteWhisper(uid: string): void {
    this.#known.delete(uid)
    this.#known.add(uid)
    if (this.#known.size > MOST_KNOWN) this.#known.delete(this.#known.keys().next().value!)
  }

  hasWhispered(uid: string): boolean {
    return this.#known.has(uid)
  }

  // For the kit.

  /** A room pays this player. */
  async pay(order: PaymentOrder): Promise<void> {
    const { kinds } = this.#resources
    // The room's thread may have newer code than this one.
    if (!hasPayment(kinds, order)) await this.#resources.untilSwitched()
    return this.#payments.pay(order)
  }

  /** The connection is lost, or back. */
  away(isAway: boolean): void {
    for (const { address } of this.#joined.all)
      this.#resources.absences.add(address, { ...this.#caller, isAway })
  }

  /** The agent leaves: nothing of it stays in any room. */
  depart(): void {
    this.#joining.stop()
    this.#payments.depart()
    this.#onDeparted()
    for (const { address } of this.#joined.all) {
      this.#agent.peer.leave(topicOfRoom(address))
      this.#resources.departures.add(address, this.#caller)
    }
    this.#joined.clear()
  }

  // For a move to another thread.

  /** No room is being entered or waited for. */
  get canMove(): boolean {
    return !this.#joined.isEntering && this.#payments.isIdle
  }

  /** All rooms have the player at `seat` from now on, but for those that have ended. */
  async moveTo(seat: Seat): Promise<void> {
    // What they were told of this player comes before.
    this.#resources.departures.flush()
    this.#resources.absences.flush()
    await Promise.all(this.#joined.all.map(({ ref }) => reseat(ref, this.#caller, seat)))
  }

  /** The player is on another thread now, which takes this. */
  give(seat: Seat): MovedRooms {
    this.#payments.depart()
    this.#joining.stop()
    this.#onDeparted(seat)
    const rooms = this.#joined.all.map(({ id, kind, address }) => ({ id, kind, address }))
    this.#joined.clear()
    return { rooms, blocked: [...this.#blocked], known: [...this.#known] }
  }

  /** The player is about to come from another thread. */
  expect(): void {
    this.#joined.expect()
  }

  /** It is here. */
  take({ rooms, blocked, known }: MovedRooms): void {
    const { node } = this.#agent
    this.#joined.take(rooms.map(room => ({ ...room, ref: node.ref<RoomService>(room.address) })))
    this.#blocked = new Set(blocked)
    for (const uid of known) this.#known.add(uid)
    for (const { address } of rooms) this.#agent.peer.rejoin(topicOfRoom(address))
    // Nobody was told here of threads that have ended meanwhile.
    this.lose(room => this.#resources.lostLives.has(lifeOf(room)))
  }

  /** A room says that the player is out, and has told the client. */
  out(room: Address): void {
    this.#joined.out(room)
  }

  /** The rooms for which `isLost` is true ended with their thread; the client is told. */
  lose(isLost: (room: Address) => boolean): void {
    for (const { id, address } of this.#joined.all) {
      if (!isLost(address)) continue
      this.#joined.remove(id)
      this.#agent.peer.leave(topicOfRoom(address))
      this.#agent.push('room_closed', { room: id, reason: 'lost' })
    }
  }

  #send(room: JoinedRoom, name: string, body: unknown): Promise<unknown> {
    const { kinds, rates } = this.#resources
    const { kind, ref } = room
    const { messages } = kinds[kind]!
    if (!Object.hasOwn(messages, name))
      throw new AppError(
        'BAD_MESSAGE',
        `room: expected one of the kind ${this.#resources.kindOfMessage.get(name)}`,
      )
    const { rate } = messages[name]!
    if (rate && !rates.send(this.#agent.uid, name, rate)) throw new AppError('RATE_LIMITED')
    return this.#ask(room, () => ref.call.receive(this.#caller, name, body))
  }

  async #askIn<T>(id: string, work: (ref: Ref<RoomService>) => Promise<T>): Promise<T> {
    const room = this.#joined.get(id)
    return this.#ask(room, () => work(room.ref))
  }

  async #ask<T>({ address }: JoinedRoom, work: () => Promise<T>): Promise<T> {
    this.#payments.begin(address)
    try {
      return await work()
    } catch (error) {
      throw isGone(error) ? new AppError('NOT_IN_ROOM', undefined, { cause: error }) : tryLater(error)
    } finally {
      this.#payments.end(address)
    }
  }

  #checkCount(): void {
    this.#joined.checkCount(this.#resources.config.maxPerPlayer)
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

/** What a client asked for, within bounds. */
const page = (start = 0, limit = 0): { start: number; limit: number } => ({
  start: Math.max(0, Math.trunc(start)),
  limit: limit > 0 ? Math.min(MOST_IN_PAGE, Math.trunc(limit)) : 20,
})

/** The same for equal matches, however their fields are ordered. */
const matchKey = (match: Match): string =>
  JSON.stringify(Object.entries(match).sort(([a], [b]) => (a < b ? -1 : 1)))
