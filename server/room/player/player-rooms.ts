// `agent.rooms`: the rooms of one player. It knows which the player is in, asks them, and leaves all of them with the
// agent. It keeps true: what a room sends after it took the player in reaches the client behind the reply to the join.

import type { RoomInfo, RoomMember } from '../../../protocol/generated/index.ts'
import type { Address } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { HistoryEntry } from '../../store/room-store.ts'
import type { DataOf, MessageOf, OptionsOf, ResultOf, RoomKinds } from '../define-room.ts'
import type { Located, RoomDirectory } from '../directory/room-directory.ts'
import type { RoomFilter } from '../directory/room-finder.ts'
import { sizeOfEntries } from '../life/history.ts'
import type { RoomService } from '../life/room-service.ts'
import { type Caller, type Joined, topicOfRoom } from '../room-messages.ts'
import { checkLength } from '../text/text-check.ts'
import type { RoomAgent, ThreadRooms } from './thread-rooms.ts'

export interface Creation<O, D> {
  name: string
  options: O
  data: D
  /** '' for none. */
  password?: string
  /** At most what the kind allows, which is the default. */
  maxMembers?: number
}

interface Place {
  id: string
  kind: string
  address: Address
  room: Ref<RoomService>
}

/** How many channels are tried when they have filled up meanwhile. */
const TRIES = 10
const MOST_IN_PAGE = 100
const MOST_KNOWN = 100

export class PlayerRooms<K extends RoomKinds = RoomKinds> {
  readonly #threadRooms: ThreadRooms
  readonly #agent: RoomAgent
  readonly #directory: Ref<RoomDirectory>
  readonly #caller: Caller
  readonly #places = new Map<string, Place>()
  /** Rooms that this player is on the way into, and whether it is out of them already. */
  readonly #entering = new Map<Address, boolean>()
  #blocked: ReadonlySet<string> = new Set()
  /** uids of those whispered to last. */
  readonly #known = new Set<string>()
  #hasLeft = false

  constructor(threadRooms: ThreadRooms, agent: RoomAgent) {
    this.#threadRooms = threadRooms
    this.#agent = agent
    this.#directory = agent.node.ref<RoomDirectory>(threadRooms.directory)
    this.#caller = { uid: agent.uid, agent: agent.address }
  }

  /** Whether the game has such a kind of room. */
  hasKind(kind: string): kind is keyof K & string {
    return Object.hasOwn(this.#threadRooms.kinds, kind)
  }

  /** Whether players may open rooms of this kind. */
  isOpenToPlayers(kind: string): kind is keyof K & string {
    return this.hasKind(kind) && this.#threadRooms.kinds[kind]!.isOpenToPlayers !== false
  }

  /** The ids of the rooms that this player is in. */
  get ids(): string[] {
    return [...this.#places.keys()]
  }

  // Coming and going.

  /** Opens a room that the player owns, and joins it. Throws TOO_MANY_ROOMS, or what onCreate and onJoin throw: there is
   * no room then; RATE_LIMITED, and what checkText throws, for the name. */
  async create<N extends keyof K & string>(
    kind: N,
    creation: Creation<OptionsOf<K[N]>, DataOf<K[N]>>,
  ): Promise<Joined> {
    const { options, data, password = '', maxMembers = 0 } = creation
    const { uid: owner, account } = this.#agent
    this.#checkCount()
    checkLength('name', creation.name, this.#threadRooms.config.nameLength)
    const connection = `${this.#threadRooms.gate}/${this.#agent.peer.id}`
    if (!this.#threadRooms.rates.open(owner, connection))
      throw new AppError('RATE_LIMITED', 'too many rooms, wait a little')
    const name = await this.#threadRooms.texts.checkName(creation.name, { uid: owner, account })
    return soon(async () => {
      const located = await this.#directory.call.create({ kind, name, owner, password, maxMembers, options })
      try {
        return await this.#enter(located, '', data)
      } catch (error) {
        this.#agent.node.ref<RoomService>(located.room).send.close()
        throw error
      }
    })
  }

  /** Throws ROOM_NOT_FOUND, ROOM_FULL, ROOM_LOCKED, WRONG_PASSWORD, ALREADY_IN_ROOM, TOO_MANY_ROOMS, NOT_ALLOWED;
   * RATE_LIMITED after too many wrong passwords. */
  async join(
    id: string,
    { password = '', data }: { password?: string; data?: DataOf<K[keyof K]> } = {},
  ): Promise<Joined> {
    if (this.#places.has(id)) throw new AppError('ALREADY_IN_ROOM')
    this.#checkCount()
    if (password !== '' && !this.#threadRooms.rates.mayGuess(this.#agent.uid))
      throw new AppError('RATE_LIMITED')
    return soon(async () => {
      const located = await this.#directory.call.locate(id)
      try {
        return await this.#enter(located, password, data)
      } catch (error) {
        if (!isGone(error)) throw error
        const again = await this.#directory.call.locate(id, located.room)
        return this.#enter(again, password, data)
      }
    })
  }

  /** Joins the channel of `kind` that has a place. */
  async joinChannel<N extends keyof K & string>(kind: N, data?: DataOf<K[N]>): Promise<Joined> {
    if ([...this.#places.values()].some(place => place.kind === kind)) throw new AppError('ALREADY_IN_ROOM')
    this.#checkCount()
    return soon(() => this.#joinChannel(kind, data))
  }

  async #joinChannel(kind: string, data: unknown): Promise<Joined> {
    let tried: readonly string[] = []
    for (let tries = 1; ; tries++) {
      const located = await this.#directory.call.channel(kind, tried)
      try {
        return await this.#enter(located, '', data)
      } catch (error) {
        if (tries === TRIES) throw error
        if (isGone(error)) await this.#wake(located)
        else if (hasCode(error, 'ROOM_FULL') || hasCode(error, 'ROOM_NOT_FOUND'))
          tried = [...tried, located.id]
        else throw error
      }
    }
  }

  /** A room that is no more where it was; one that nothing is left of is none to go into. */
  async #wake({ id, room }: Located): Promise<void> {
    try {
      await this.#directory.call.locate(id, room)
    } catch (error) {
      if (!hasCode(error, 'ROOM_NOT_FOUND')) throw error
    }
  }

  async leave(id: string): Promise<void> {
    const place = this.#place(id)
    this.#places.delete(id)
    try {
      await place.room.call.leave(this.#caller)
    } catch (error) {
      if (isGone(error)) return this.#agent.peer.leave(topicOfRoom(place.address))
      // The room did not hear it, or not in time: the player is still in, and may leave again.
      this.#places.set(id, place)
      throw tryLater(error)
    }
  }

  // Speaking.

  /** Says something in a room; what onMessage of its kind returns is the result. Throws NOT_IN_ROOM, MUTED,
   * RATE_LIMITED, or what onMessage throws. */
  async say(id: string, message: MessageOf<K[keyof K]>): Promise<ResultOf<K[keyof K]>> {
    const { room, kind } = this.#place(id)
    this.checkSpeech(kind)
    return (await this.#ask(() => room.call.say(this.#caller, message))) as ResultOf<K[keyof K]>
  }

  /** `say` of `{ text }`, with the text checked first. Throws BAD_MESSAGE, TEXT_REFUSED, TRY_AGAIN besides. */
  async sayText(id: string, text: string | undefined): Promise<ResultOf<K[keyof K]>> {
    const { room, kind } = this.#place(id)
    this.checkSpeech(kind)
    const said = await this.checkText(text)
    return (await this.#ask(() => room.call.say(this.#caller, { text: said }))) as ResultOf<K[keyof K]>
  }

  /** The player's own right to speak: not muted everywhere, not too often. Throws MUTED, RATE_LIMITED. */
  checkSpeech(kind?: string): void {
    if (this.#threadRooms.isMuted(this.#agent.uid)) throw new AppError('MUTED')
    if (!this.#threadRooms.rates.speak(this.#agent.uid, kind)) throw new AppError('RATE_LIMITED')
  }

  /** The text as it may be said. Throws BAD_MESSAGE, TEXT_REFUSED, TRY_AGAIN. */
  checkText(text: string | undefined): Promise<string> {
    const { uid, account } = this.#agent
    return this.#threadRooms.texts.check(text, { uid, account })
  }

  // Looking.

  list(filter: Partial<RoomFilter> = {}): Promise<{ rooms: RoomInfo[]; total: number }> {
    const { kind = '', name = '', hasPlace = false } = filter
    return this.#directory.call.list({ kind, name, hasPlace, ...page(filter.start, filter.limit) })
  }

  /** Those of these rooms that anybody may know of: with a password they are nobody's business. */
  visible(ids: readonly string[]): Promise<string[]> {
    return this.#directory.call.visible(ids)
  }

  members(id: string, start?: number, limit?: number): Promise<{ members: RoomMember[]; total: number }> {
    const { room } = this.#place(id)
    const wanted = page(start, limit)
    return this.#ask(() => room.call.page(this.#caller, wanted.start, wanted.limit))
  }

  /** Numbers `from` and up, or the last ones, as many as 64 KB hold: who wants more asks again. What blocked players said
   * is without its text. Throws RATE_LIMITED when too much was read lately. */
  async history(
    id: string,
    from?: number,
    limit?: number,
  ): Promise<{ messages: HistoryEntry[]; number: number }> {
    const { room } = this.#place(id)
    const wanted = page(0, limit).limit
    const { uid } = this.#agent
    if (!this.#threadRooms.rates.mayRead(uid)) throw new AppError('RATE_LIMITED')
    const { messages, number } = await this.#ask(() => room.call.read(this.#caller, from, wanted))
    this.#threadRooms.rates.noteRead(uid, sizeOfEntries(messages))
    return {
      messages: messages.map(entry => (this.blocks(entry.uid) ? { ...entry, text: '' } : entry)),
      number,
    }
  }

  // Moderating: throws NOT_ALLOWED for others than moderators.

  kick(id: string, uid: string): Promise<void> {
    return this.#ask(() => this.#place(id).room.call.expel(this.#caller, uid))
  }

  /** For `ms` from now; 0 ends it. */
  mute(id: string, uid: string, ms: number): Promise<void> {
    return this.#ask(() => this.#place(id).room.call.mute(this.#caller, uid, ms))
  }

  removeMessage(id: string, number: number): Promise<void> {
    return this.#ask(() => this.#place(id).room.call.removeMessage(this.#caller, number))
  }

  lock(id: string, isLocked: boolean, password?: string): Promise<void> {
    return this.#ask(() => this.#place(id).room.call.lock(this.#caller, isLocked, password))
  }

  setModerator(id: string, uid: string, isModerator: boolean): Promise<void> {
    return this.#ask(() => this.#place(id).room.call.setModerator(this.#caller, uid, isModerator))
  }

  // Blocking.

  /** Nothing that these players say reaches this one, when it has resolved. The game keeps the list. */
  async setBlocked(uids: Iterable<string>): Promise<void> {
    this.#blocked = new Set(uids)
    const all = [...this.#blocked]
    const rooms = [...this.#places.values()].map(({ room }) => room)
    const ends = await Promise.allSettled(rooms.map(room => room.call.setBlocked(this.#caller, all)))
    for (const end of ends) if (end.status === 'rejected' && !isGone(end.reason)) throw tryLater(end.reason)
  }

  blocks(uid: string): boolean {
    return this.#blocked.has(uid)
  }

  // Whispering: those to whom this player has written are no strangers to it.

  noteWhisper(uid: string): void {
    this.#known.delete(uid)
    this.#known.add(uid)
    if (this.#known.size > MOST_KNOWN) this.#known.delete(this.#known.keys().next().value!)
  }

  hasWhispered(uid: string): boolean {
    return this.#known.has(uid)
  }

  // For the kit.

  /** The agent leaves: nothing of it stays in any room. */
  depart(): void {
    this.#hasLeft = true
    this.#threadRooms.forget(this.#agent.address)
    for (const { address } of this.#places.values()) {
      this.#agent.peer.leave(topicOfRoom(address))
      this.#threadRooms.departures.add(address, this.#caller)
    }
    this.#places.clear()
  }

  /** A room says that the player is out, and has told the client. */
  out(room: Address): void {
    if (this.#entering.has(room)) this.#entering.set(room, true)
    for (const place of this.#places.values()) if (place.address === room) this.#places.delete(place.id)
  }

  /** The rooms on threads for which `isLost` says so have ended; the client is told. */
  lose(isLost: (room: Address) => boolean): void {
    for (const { id, address } of this.#places.values()) {
      if (!isLost(address)) continue
      this.#places.delete(id)
      this.#agent.peer.leave(topicOfRoom(address))
      this.#agent.push('room_closed', { room: id, reason: 'lost' })
    }
  }

  async #enter({ id, kind, room }: Located, password: string, data: unknown): Promise<Joined> {
    const ref = this.#agent.node.ref<RoomService>(room)
    const { account, peer } = this.#agent
    const { gate, roomsService } = this.#threadRooms
    this.#entering.set(room, false)
    try {
      const joined = await ref.call.join({
        ...this.#caller,
        account,
        gate,
        roomsService,
        connection: peer.id,
        password,
        data,
        blocked: [...this.#blocked],
      })
      if (this.#hasLeft) throw new AppError('TRY_AGAIN', 'the connection was lost meanwhile')
      if (!this.#entering.get(room)) this.#places.set(id, { id, kind, address: room, room: ref })
      peer.settle(topicOfRoom(room))
      return joined
    } catch (error) {
      if (password !== '' && hasCode(error, 'WRONG_PASSWORD'))
        this.#threadRooms.rates.noteWrongGuess(this.#agent.uid)
      peer.leave(topicOfRoom(room))
      ref.send.gone([this.#caller])
      throw error
    } finally {
      this.#entering.delete(room)
    }
  }

  async #ask<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw isGone(error) ? new AppError('NOT_IN_ROOM', undefined, { cause: error }) : tryLater(error)
    }
  }

  #place(id: string): Place {
    const place = this.#places.get(id)
    if (!place) throw new AppError('NOT_IN_ROOM')
    return place
  }

  #checkCount(): void {
    if (this.#places.size + this.#entering.size >= this.#threadRooms.config.maxPerPlayer)
      throw new AppError('TOO_MANY_ROOMS')
  }
}

const hasCode = (error: unknown, code: string): boolean => error instanceof AppError && error.code === code

const isGone = (error: unknown): boolean => hasCode(error, 'SERVICE_DEAD') || hasCode(error, 'THREAD_LOST')

/** A thread that dies, or has too much to do, is nothing that a client can know of: it may try again. */
const tryLater = (error: unknown): unknown =>
  isGone(error) || hasCode(error, 'MAILBOX_FULL')
    ? new AppError('TRY_AGAIN', undefined, { cause: error })
    : error

async function soon<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw tryLater(error)
  }
}

/** What a client asked for, within bounds. */
const page = (start = 0, limit = 0): { start: number; limit: number } => ({
  start: Math.max(0, Math.trunc(start)),
  limit: limit > 0 ? Math.min(MOST_IN_PAGE, Math.trunc(limit)) : 20,
})
