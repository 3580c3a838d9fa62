// The way of one player into rooms: finds the room, asks it, and tries again where the room has moved or a channel has
// filled up meanwhile. It keeps true: what fails leaves the player in no room and subscribed to no topic.

import { AppError, hasCode, isGone } from '../../core/errors.ts'
import type { Ref } from '../../core/service/ref.ts'
import { cleanText } from '../../lib/visible-text.ts'
import type { NewRoom } from '../directory/new-room.ts'
import type { Located, RoomDirectory } from '../directory/room-directory.ts'
import type { RoomService } from '../life/room-service.ts'
import { type Caller, type Joined, type JoinRequest, topicOfRoom } from '../room-messages.ts'
import type { JoinedRooms } from './joined-rooms.ts'
import { ANY_ROOM, type Payments } from './payments.ts'
import type { RoomAgent } from './room-agent.ts'
import type { ThreadResources } from './thread-resources.ts'

/** Characters of a name that others see; more of it is cut. */
const LONGEST_NAME = 64

/** `claim`: as the login tells it, which may be anything. '' where there is nothing to be seen of it. */
const shownName = (claim: unknown): string =>
  typeof claim === 'string'
    ? [...cleanText(claim.slice(0, 4 * LONGEST_NAME))].slice(0, LONGEST_NAME).join('')
    : ''

/** How many channels, or rooms that match, are tried when they have filled up meanwhile. */
const TRIES = 20

/** How a room is entered. */
export type Entry = Partial<Pick<JoinRequest, 'password' | 'data' | 'isSpectator' | 'since' | 'life'>>

export interface JoiningOptions {
  resources: ThreadResources
  agent: RoomAgent
  caller: Caller
  joined: JoinedRooms
  payments: Payments
  directory: Ref<RoomDirectory>
  /** uids whom the player blocks now. */
  blocked(): Iterable<string>
}

export class Joining {
  readonly #options: JoiningOptions
  #hasLeft = false

  constructor(options: JoiningOptions) {
    this.#options = options
  }

  /** The agent leaves: whatever is entered from now on is left at once. */
  stop(): void {
    this.#hasLeft = true
  }

  /** Opens a room and enters it before anybody can find it; when that fails there is no room. */
  async create(room: NewRoom, data: unknown): Promise<Joined> {
    const located = await this.#find(directory => directory.call.create({ ...room, isHidden: true }))
    return this.#enterFirst(located, data)
  }

  /** A room with this match that has a place, or a new one. */
  match(room: NewRoom & { match: string }, data: unknown): Promise<Joined> {
    const find = (directory: Ref<RoomDirectory>, tried: readonly string[]) =>
      directory.call.match({ ...room, isHidden: true }, tried)
    return this.#tryAll(find, data, this.#options.joined.ids)
  }

  async room(id: string, entry: Entry): Promise<Joined> {
    const located = await this.#find(directory => directory.call.locate(id))
    try {
      return await this.#enter(located, entry)
    } catch (error) {
      if (!isGone(error)) throw error
      const again = await this.#find(directory => directory.call.locate(id, located.room))
      return this.#enter(again, entry)
    }
  }

  /** The first channel of `kind` with a free place. */
  channel(kind: string, data: unknown): Promise<Joined> {
    return this.#tryAll((directory, tried) => directory.call.channel(kind, tried), data, [])
  }

  /** `find` names one room after the other; `tried`: those that it must not name. */
  async #tryAll(
    find: (directory: Ref<RoomDirectory>, tried: readonly string[]) => Promise<Located>,
    data: unknown,
    tried: readonly string[],
  ): Promise<Joined> {
    for (let tries = 1; ; tries++) {
      const located = await this.#find(directory => find(directory, tried))
      if (located.isNew) return this.#enterFirst(located, data)
      try {
        return await this.#enter(located, { data })
      } catch (error) {
        const isTaken = hasCode(error, 'ROOM_FULL', 'ROOM_LOCKED', 'ROOM_NOT_FOUND')
        if (!isTaken && !isGone(error)) throw error
        if (tries === TRIES)
          throw new AppError('TRY_AGAIN', 'others were faster; try again', { cause: error })
        if (isTaken) tried = [...tried, located.id]
        else await this.#reportGone(located)
      }
    }
  }

  /** The directory may wake a room, whose hooks may pay this player. */
  #find<T>(ask: (directory: Ref<RoomDirectory>) => Promise<T>): Promise<T> {
    const { directory, payments } = this.#options
    return payments.during(ANY_ROOM, () => ask(directory))
  }

  /** Whoever makes a room is its first member: when that fails there is no room. */
  async #enterFirst(located: Located, data: unknown): Promise<Joined> {
    try {
      const joined = await this.#enter(located, { data })
      // Before the client is answered: whoever it tells finds the room.
      await this.#options.directory.call.show(located.id)
      return joined
    } catch (error) {
      this.#options.agent.node.ref<RoomService>(located.room).send.close()
      throw error
    }
  }

  /** The directory wakes the room again, or removes it. */
  async #reportGone({ id, room }: Located): Promise<void> {
    try {
      await this.#find(directory => directory.call.locate(id, room))
    } catch (error) {
      if (!hasCode(error, 'ROOM_NOT_FOUND')) throw error
    }
  }

  async #enter({ id, kind, room }: Located, entry: Entry): Promise<Joined> {
    const { agent, joined } = this.#options
    const ref = agent.node.ref<RoomService>(room)
    joined.enter(room)
    try {
      const reply = await this.#options.payments.during(room, () => this.#ask(ref, entry))
      if (this.#hasLeft) throw new AppError('TRY_AGAIN', 'the connection was lost meanwhile')
      joined.add({ id, kind, address: room, ref })
      if (agent.peer.isAway)
        this.#options.resources.absences.add(room, { ...this.#options.caller, isAway: true })
      agent.peer.settle(topicOfRoom(room))
      return reply
    } catch (error) {
      this.#onRefused(ref, { error, password: entry.password ?? '' })
      throw error
    } finally {
      joined.endEntering(room)
    }
  }

  #ask(ref: Ref<RoomService>, entry: Entry): Promise<Joined> {
    const { agent, caller, resources, blocked } = this.#options
    const { gate, roomsService } = resources
    const { account, claims, peer } = agent
    return ref.call.join({
      ...caller,
      account,
      name: shownName(claims.name) || account,
      gate,
      roomsService,
      connection: peer.id,
      password: '',
      data: undefined,
      isSpectator: false,
      ...entry,
      blocked: [...blocked()],
    })
  }

  #onRefused(ref: Ref<RoomService>, { error, password }: { error: unknown; password: string }): void {
    const { agent, caller, resources } = this.#options
    if (password !== '' && hasCode(error, 'WRONG_PASSWORD')) resources.rates.noteWrongGuess(agent.uid)
    agent.peer.leave(topicOfRoom(ref.address))
    ref.send.gone([caller])
  }
}
