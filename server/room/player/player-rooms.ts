// `agent.rooms`: the rooms of one player. It checks what the player may do, asks the rooms, and leaves all of them with the
// agent. It keeps true: what a room sends after it took the player in reaches the client behind the reply to the join.

import type { RoomInfo, RoomMember } from '../../../protocol/generated/index.ts'
import type { Address } from '../../core/address.ts'
import { AppError, isGone } from '../../core/errors.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { HistoryEntry } from '../../store/room-store.ts'
import type { DataOf, MessageOf, OptionsOf, ResultOf, RoomKinds } from '../define-room.ts'
import type { RoomDirectory } from '../directory/room-directory.ts'
import type { RoomFilter } from '../directory/room-finder.ts'
import { sizeOfEntries } from '../life/history.ts'
import { type Caller, type Joined, topicOfRoom } from '../room-messages.ts'
import { checkLength } from '../text/text-check.ts'
import { JoinedRooms } from './joined-rooms.ts'
import { Joining } from './joining.ts'
import type { RoomAgent } from './room-agent.ts'
import type { ThreadResources } from './thread-resources.ts'
import { orTryLater, tryLater } from './try-later.ts'

export interface Creation<O, D> {
  name: string
  options: O
  data: D
  /** '' for none. */
  password?: string
  /** At most what the kind allows, which is the default. */
  maxMembers?: number
}

export interface PlayerRoomsOptions {
  resources: ThreadResources
  agent: RoomAgent
  /** The agent has left. */
  onDeparted(): void
}

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
  #blocked: ReadonlySet<string> = new Set()
  /** uids of those whispered to last. */
  readonly #known = new Set<string>()
  readonly #onDeparted: () => void

  constructor({ resources, agent, onDeparted }: PlayerRoomsOptions) {
    this.#resources = resources
    this.#agent = agent
    this.#onDeparted = onDeparted
    this.#directory = agent.node.ref<RoomDirectory>(resources.directory)
    this.#caller = { uid: agent.uid, agent: agent.address }
    this.#joining = new Joining({
      resources,
      agent,
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

  /** Whether players may open rooms of this kind. */
  isOpenToPlayers(kind: string): kind is keyof K & string {
    return this.hasKind(kind) && this.#resources.kinds[kind]!.isOpenToPlayers !== false
  }

  /** The ids of the rooms that this player is in. */
  get ids(): string[] {
    return this.#joined.ids
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
    checkLength('name', creation.name, this.#resources.config.nameLength)
    const connection = `${this.#resources.gate}/${this.#agent.peer.id}`
    if (!this.#resources.rates.open(owner, connection))
      throw new AppError('RATE_LIMITED', 'too many rooms opened; try again later')
    const name = await this.#resources.texts.checkName(creation.name, { uid: owner, account })
    return orTryLater(() => this.#joining.create({ kind, name, owner, password, maxMembers, options }, data))
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
      await room.ref.call.leave(this.#caller)
    } catch (error) {
      if (isGone(error)) return this.#agent.peer.leave(topicOfRoom(room.address))
      // The room did not hear it, or not in time: the player is still in, and may leave again.
      this.#joined.restore(room)
      throw tryLater(error)
    }
  }

  // Speaking.

  /** Says something in a room; what onMessage of its kind returns is the result. Throws NOT_IN_ROOM, MUTED,
   * RATE_LIMITED, or what onMessage throws. */
  async say(id: string, message: MessageOf<K[keyof K]>): Promise<ResultOf<K[keyof K]>> {
    const { ref, kind } = this.#joined.get(id)
    this.checkSpeech(kind)
    return (await this.#ask(() => ref.call.say(this.#caller, message))) as ResultOf<K[keyof K]>
  }

  /** `say` of `{ text }`, with the text checked first. Throws BAD_MESSAGE, TEXT_REFUSED, TRY_AGAIN besides. */
  async sayText(id: string, text: string | undefined): Promise<ResultOf<K[keyof K]>> {
    const { ref, kind } = this.#joined.get(id)
    this.checkSpeech(kind)
    const said = await this.checkText(text)
    return (await this.#ask(() => ref.call.say(this.#caller, { text: said }))) as ResultOf<K[keyof K]>
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

  /** Those of these rooms that anybody may know of: rooms without a password. */
  visible(ids: readonly string[]): Promise<string[]> {
    return this.#directory.call.visible(ids)
  }

  members(id: string, start?: number, limit?: number): Promise<{ members: RoomMember[]; total: number }> {
    const { ref } = this.#joined.get(id)
    const wanted = page(start, limit)
    return this.#ask(() => ref.call.page(this.#caller, wanted.start, wanted.limit))
  }

  /** Numbers `from` and up, or the last ones, as many as fit into 64 KB: a caller that wants more asks again. Messages of
   * blocked players come without their text. Throws RATE_LIMITED when too much was read lately. */
  async history(
    id: string,
    from?: number,
    limit?: number,
  ): Promise<{ messages: HistoryEntry[]; number: number }> {
    const { ref } = this.#joined.get(id)
    const wanted = page(0, limit).limit
    const { uid } = this.#agent
    if (!this.#resources.rates.mayRead(uid)) throw new AppError('RATE_LIMITED')
    const { messages, number } = await this.#ask(() => ref.call.read(this.#caller, from, wanted))
    this.#resources.rates.noteRead(uid, sizeOfEntries(messages))
    return {
      messages: messages.map(entry => (this.blocks(entry.uid) ? { ...entry, text: '' } : entry)),
      number,
    }
  }

  // Moderating: throws NOT_ALLOWED for others than moderators.

  kick(id: string, uid: string): Promise<void> {
    return this.#ask(() => this.#joined.get(id).ref.call.expel(this.#caller, uid))
  }

  /** For `ms` from now; 0 ends it. */
  mute(id: string, uid: string, ms: number): Promise<void> {
    return this.#ask(() => this.#joined.get(id).ref.call.mute(this.#caller, uid, ms))
  }

  removeMessage(id: string, number: number): Promise<void> {
    return this.#ask(() => this.#joined.get(id).ref.call.removeMessage(this.#caller, number))
  }

  lock(id: string, isLocked: boolean, password?: string): Promise<void> {
    return this.#ask(() => this.#joined.get(id).ref.call.lock(this.#caller, isLocked, password))
  }

  setModerator(id: string, uid: string, isModerator: boolean): Promise<void> {
    return this.#ask(() => this.#joined.get(id).ref.call.setModerator(this.#caller, uid, isModerator))
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

  /** The agent leaves: nothing of it stays in any room. */
  depart(): void {
    this.#joining.stop()
    this.#onDeparted()
    for (const { address } of this.#joined.all) {
      this.#agent.peer.leave(topicOfRoom(address))
      this.#resources.departures.add(address, this.#caller)
    }
    this.#joined.clear()
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

  async #ask<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw isGone(error) ? new AppError('NOT_IN_ROOM', undefined, { cause: error }) : tryLater(error)
    }
  }

  #checkCount(): void {
    this.#joined.checkCount(this.#resources.config.maxPerPlayer)
  }
}

/** What a client asked for, within bounds. */
const page = (start = 0, limit = 0): { start: number; limit: number } => ({
  start: Math.max(0, Math.trunc(start)),
  limit: limit > 0 ? Math.min(MOST_IN_PAGE, Math.trunc(limit)) : 20,
})
