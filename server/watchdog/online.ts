// `agent.online`: who is online in the whole node and in which rooms, and a word to one of them wherever that one is.

import type { Pushes } from '../../protocol/generated/index.ts'
import { type Address, lifeOf } from '../core/address.ts'
import { AppError } from '../core/errors.ts'
import type { Ref } from '../core/service/ref.ts'
import type { RoomDirectory } from '../room/directory/room-directory.ts'
import type { RoomsService, Word } from '../room/player/rooms-service.ts'
import type { RoomAgent, ThreadRooms } from '../room/player/thread-rooms.ts'
import type { Watchdog } from './watchdog.ts'

export type Who = { account: string } | { uid: string }

export interface Presence {
  account: string
  uid: string
  /** ms since 1970. */
  since: number
  /** ids of rooms. */
  rooms: string[]
}

export class Online {
  readonly #threadRooms: ThreadRooms
  readonly #agent: RoomAgent

  constructor(threadRooms: ThreadRooms, agent: RoomAgent) {
    this.#threadRooms = threadRooms
    this.#agent = agent
  }

  /** undefined when that player is not online. */
  async find(who: Who): Promise<Presence | undefined> {
    const found = await this.#find(who)
    if (!found) return undefined
    const there = await found.service.call.look(found.agent)
    return there && { account: found.account, since: found.since, ...there }
  }

  /** Pushes to that player, unless this one is blocked there (which is not told). Throws NOT_ONLINE. */
  async tell<K extends keyof Pushes & string>(who: Who, name: K, body: Pushes[K]): Promise<void> {
    await this.#deliver(who, { from: this.#agent.uid, name, body })
  }

  /** As tell, for what a player writes to another: of those to whom it has not written, that one gets so many a second.
   * Throws NOT_ONLINE, RATE_LIMITED. */
  async whisper<K extends keyof Pushes & string>(who: Who, name: K, body: Pushes[K]): Promise<void> {
    const uid = await this.#deliver(who, { from: this.#agent.uid, name, body, isWhisper: true })
    this.#threadRooms.known(this.#agent.address)?.noteWhisper(uid)
  }

  /** Returns the uid of who got it. */
  async #deliver(who: Who, word: Word): Promise<string> {
    const found = await this.#find(who)
    const uid = await found?.service.call.deliver(found.agent, word)
    if (uid === undefined) throw new AppError('NOT_ONLINE')
    return uid
  }

  async #find(who: Who) {
    const watchdog = this.#agent.node.ref<Watchdog>(this.#threadRooms.watchdog)
    const online = await watchdog.call.find(who)
    const service = online && (await this.#serviceOf(online.agent))
    return service && { ...online, service }
  }

  async #serviceOf(agent: Address): Promise<Ref<RoomsService> | undefined> {
    const life = lifeOf(agent)
    const { node } = this.#agent
    if (lifeOf(this.#threadRooms.roomsService) === life)
      return node.ref<RoomsService>(this.#threadRooms.roomsService)
    const services = await node.ref<RoomDirectory>(this.#threadRooms.directory).call.services()
    const address = services.find(each => lifeOf(each) === life)
    return address === undefined ? undefined : node.ref<RoomsService>(address)
  }
}
