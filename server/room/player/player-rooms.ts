// `agent.rooms`: the rooms of one player. It checks what the player may do, and asks the rooms; what becomes of its places in
// them is in player-seats.ts. It keeps true: what a room sends after it took the player in reaches the client behind the reply to the join.

import type { RoomInfo, RoomMember } from '../../../protocol/generated/index.ts'
import { AppError, isGone } from '../../core/errors.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { HistoryEntry } from '../../store/room-store.ts'
import type { BodyOf, DataOf, GameRequests, MessagesOf, ReplyOf, RoomKinds } from '../define-room.ts'
import type { RoomDirectory } from '../directory/room-directory.ts'
import type { RoomFilter } from '../directory/room-finder.ts'
import { sizeOfEntries } from '../life/history.ts'
import type { RoomService } from '../life/room-service.ts'
import { type Joined, type Since, topicOfRoom } from '../room-messages.ts'
import type { JoinedRoom } from './joined-rooms.ts'
import {
  type AnyCreation,
  type Creation,
  type Match,
  type Matching,
  Opening,
  type Request,
} from './opening.ts'
import { PlayerSeats, type PlayerSeatsOptions } from './player-seats.ts'
import { orTryLater, tryLater } from './try-later.ts'

type Messages<K> = MessagesOf<K[keyof K]> & keyof GameRequests

const MOST_IN_PAGE = 100

/** How a room is joined. Of a world: `since` and `life` of who comes back, as it says; `isSpectator`: only to watch. */
export interface EntryOf<D> extends Since {
  password?: string
  data?: D
  isSpectator?: boolean
}

export class PlayerRooms<K extends RoomKinds = RoomKinds> extends PlayerSeats {
  readonly #directory: Ref<RoomDirectory>
  readonly #opening: Opening

  constructor(options: PlayerSeatsOptions) {
    super(options)
    const { resources, agent } = options
    this.#directory = agent.node.ref<RoomDirectory>(resources.directory)
    this.#opening = new Opening(resources, agent)
  }

  /** Whether the game has such a kind of room. */
  hasKind(kind: string): kind is keyof K & string {
    return Object.hasOwn(this._resources.kinds, kind)
  }

  /** Whether a client may open rooms of this kind. */
  isOpenToPlayers(kind: string): kind is keyof K & string {
    return this.#opening.isOpen(kind)
  }

  /** The ids of the rooms that this player is in. */
  get ids(): string[] {
    return this._joined.ids
  }

  // Coming and going.

  /** Opens a room that the player owns, and joins it: nobody else finds it before. Throws TOO_MANY_ROOMS, or what onCreate
   * and onJoin throw: there is no room then; RATE_LIMITED, and what checkText throws, for the name. */
  async create<N extends keyof K & string>(kind: N, creation: Creation<K[N]>): Promise<Joined> {
    this.#checkCount()
    const { data } = creation as AnyCreation
    const room = await this.#opening.made(kind, creation as AnyCreation)
    return orTryLater(() => this._joining.create({ ...room, owner: this._agent.uid }, data))
  }

  /** `create` as a client asks for it: NOT_ALLOWED for a kind that is not open to players, BAD_MESSAGE for options that it
   * does not take. */
  async open(kind: string, request: Request = {}): Promise<Joined> {
    this.#checkCount()
    const room = await this.#opening.asked(kind, request)
    return orTryLater(() => this._joining.create({ ...room, owner: this._agent.uid }, request.data))
  }

  /** Joins a room of this kind that has a place and was made with an equal `match`; makes one, which nobody owns, when
   * there is none. Players who ask at once meet. */
  async joinOrCreate<N extends keyof K & string>(kind: N, matching: Matching<K[N]>): Promise<Joined> {
    this.#checkCount()
    const { match = {}, data } = matching as AnyCreation
    const room = await this.#opening.made(kind, matching as AnyCreation)
    return orTryLater(() => this._joining.match({ ...room, match: matchKey(match) }, data))
  }

  /** A world may be joined again: the next patch is full then. Throws ROOM_NOT_FOUND, ROOM_FULL, ROOM_LOCKED, WRONG_PASSWORD,
   * ALREADY_IN_ROOM, TOO_MANY_ROOMS, NOT_ALLOWED; RATE_LIMITED after too many wrong passwords. */
  async join(id: string, entry: EntryOf<DataOf<K[keyof K]>> = {}): Promise<Joined> {
    const { password = '', since, life } = entry
    if (this._joined.has(id)) return this.#again(this._joined.get(id), { since, life })
    this.#checkCount()
    if (password !== '' && !this._resources.rates.mayGuess(this._agent.uid))
      throw new AppError('RATE_LIMITED')
    return orTryLater(() => this._joining.room(id, entry))
  }

  /** Joins the first channel of `kind` with a free place. */
  async joinChannel<N extends keyof K & string>(kind: N, data?: DataOf<K[N]>): Promise<Joined> {
    if (this._joined.all.some(room => room.kind === kind)) throw new AppError('ALREADY_IN_ROOM')
    this.#checkCount()
    return orTryLater(() => this._joining.channel(kind, data))
  }

  async #again(room: JoinedRoom, since: Since): Promise<Joined> {
    if (!this._resources.kinds[room.kind]!.world) throw new AppError('ALREADY_IN_ROOM')
    return this.#ask(room, () => room.ref.call.again(this._caller, since))
  }

  async leave(id: string): Promise<void> {
    const room = this._joined.get(id)
    this._joined.remove(id)
    try {
      await this._payments.during(room.address, () => room.ref.call.leave(this._caller))
    } catch (error) {
      if (isGone(error)) return this._agent.peer.leave(topicOfRoom(room.address))
      // The room did not hear it, or not in time: the player is still in, and may leave again.
      this._joined.restore(room)
      throw tryLater(error)
    }
  }

  // Speaking and playing.

  /** Sends a message of its kind to a room, and returns the room's answer. Throws NOT_IN_ROOM, BAD_MESSAGE for a room of
   * another kind, RATE_LIMITED, or what the message's `run` throws. */
  async send<M extends Messages<K>>(id: string, name: M, body: BodyOf<M>): Promise<ReplyOf<M>> {
    return (await this.#send(this._joined.get(id), name, body)) as ReplyOf<M>
  }

  /** Sends it where the body says by its `room`, else to the only room of its kind that the player is in. */
  async route(name: string, body: unknown): Promise<unknown> {
    const { room } = (body ?? {}) as { room?: unknown }
    if (typeof room === 'string' && room !== '') return this.#send(this._joined.get(room), name, body)
    const kind = this._resources.kindOfMessage.get(name)
    return this.#send(this._joined.only(kind!), name, body)
  }

  /** Says a text in a room whose members talk. Throws NOT_IN_ROOM, NOT_ALLOWED for another room, MUTED, RATE_LIMITED,
   * BAD_MESSAGE, TEXT_REFUSED, TRY_AGAIN, or what onText throws. */
  async sayText(id: string, text: string | undefined): Promise<{ number: number }> {
    const room = this._joined.get(id)
    if (!this._resources.kinds[room.kind]!.talks)
      throw new AppError('NOT_ALLOWED', 'id: expected a room whose members talk')
    this.checkSpeech(room.kind)
    const said = await this.checkText(text)
    return { number: (await this.#ask(room, () => room.ref.call.say(this._caller, said))) ?? 0 }
  }

  /** The player's own right to speak: not muted everywhere, not too often. Throws MUTED, RATE_LIMITED. */
  checkSpeech(kind?: string): void {
    if (this._resources.isMuted(this._agent.uid)) throw new AppError('MUTED')
    if (!this._resources.rates.speak(this._agent.uid, kind)) throw new AppError('RATE_LIMITED')
  }

  /** The text as it may be said. Throws BAD_MESSAGE, TEXT_REFUSED, TRY_AGAIN. */
  checkText(text: string | undefined): Promise<string> {
    const { uid, account } = this._agent
    return this._resources.texts.check(text, { uid, account })
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
    const room = this._joined.get(id)
    const wanted = page(start, limit)
    return this.#ask(room, () => room.ref.call.page(this._caller, wanted.start, wanted.limit))
  }

  /** Numbers `from` and up, or the last ones, as many as fit into 64 KB: a caller that wants more asks again. Messages of
   * blocked players come without their text. Throws RATE_LIMITED when too much was read lately. */
  async history(
    id: string,
    from?: number,
    limit?: number,
  ): Promise<{ messages: HistoryEntry[]; number: number }> {
    const room = this._joined.get(id)
    const wanted = page(0, limit).limit
    const { uid } = this._agent
    if (!this._resources.rates.mayRead(uid)) throw new AppError('RATE_LIMITED')
    const { messages, number } = await this.#ask(room, () => room.ref.call.read(this._caller, from, wanted))
    this._resources.rates.noteRead(uid, sizeOfEntries(messages))
    return {
      messages: messages.map(entry => (this.blocks(entry.uid) ? { ...entry, text: '' } : entry)),
      number,
    }
  }

  // Moderating: throws NOT_ALLOWED for others than moderators.

  kick(id: string, uid: string): Promise<void> {
    return this.#askIn(id, ref => ref.call.expel(this._caller, uid))
  }

  /** For `ms` from now; 0 ends it. */
  mute(id: string, uid: string, ms: number): Promise<void> {
    return this.#askIn(id, ref => ref.call.mute(this._caller, uid, ms))
  }

  removeMessage(id: string, number: number): Promise<void> {
    return this.#askIn(id, ref => ref.call.removeMessage(this._caller, number))
  }

  lock(id: string, isLocked: boolean, password?: string): Promise<void> {
    return this.#askIn(id, ref => ref.call.lock(this._caller, isLocked, password))
  }

  setModerator(id: string, uid: string, isModerator: boolean): Promise<void> {
    return this.#askIn(id, ref => ref.call.setModerator(this._caller, uid, isModerator))
  }

  // Blocking.

  /** Once it has resolved, nothing that these players say reaches this one. The game keeps the list. */
  async setBlocked(uids: Iterable<string>): Promise<void> {
    this._blocked = new Set(uids)
    const all = [...this._blocked]
    const calls = this._joined.all.map(({ ref }) => ref.call.setBlocked(this._caller, all))
    for (const end of await Promise.allSettled(calls))
      if (end.status === 'rejected' && !isGone(end.reason)) throw tryLater(end.reason)
  }

  blocks(uid: string): boolean {
    return this._blocked.has(uid)
  }

  #send(room: JoinedRoom, name: string, body: unknown): Promise<unknown> {
    const { kinds, rates } = this._resources
    const { kind, ref } = room
    const { messages } = kinds[kind]!
    if (!Object.hasOwn(messages, name))
      throw new AppError(
        'BAD_MESSAGE',
        `room: expected one of the kind ${this._resources.kindOfMessage.get(name)}`,
      )
    const { rate } = messages[name]!
    if (rate && !rates.send(this._agent.uid, name, rate)) throw new AppError('RATE_LIMITED')
    return this.#ask(room, () => ref.call.receive(this._caller, name, body))
  }

  async #askIn<T>(id: string, work: (ref: Ref<RoomService>) => Promise<T>): Promise<T> {
    const room = this._joined.get(id)
    return this.#ask(room, () => work(room.ref))
  }

  async #ask<T>({ address }: JoinedRoom, work: () => Promise<T>): Promise<T> {
    this._payments.begin(address)
    try {
      return await work()
    } catch (error) {
      throw isGone(error) ? new AppError('NOT_IN_ROOM', undefined, { cause: error }) : tryLater(error)
    } finally {
      this._payments.end(address)
    }
  }

  #checkCount(): void {
    this._joined.checkCount(this._resources.config.maxPerPlayer)
  }
}

/** What a client asked for, within bounds. */
const page = (start = 0, limit = 0): { start: number; limit: number } => ({
  start: Math.max(0, Math.trunc(start)),
  limit: limit > 0 ? Math.min(MOST_IN_PAGE, Math.trunc(limit)) : 20,
})

/** The same for equal matches, however their fields are ordered. */
const matchKey = (match: Match): string =>
  JSON.stringify(Object.entries(match).sort(([a], [b]) => (a < b ? -1 : 1)))
