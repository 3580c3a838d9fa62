// `agent.online`: who is online in the whole node and in which rooms, and a word to one of them wherever that one is.

import type { Pushes } from '../../protocol/generated/index.ts'
import { type Address, lifeOf } from '../core/address.ts'
import { AppError } from '../core/errors.ts'
import type { Ref } from '../core/service/ref.ts'
import type { RoomIndex } from '../room/directory/room-directory.ts'
import type { Desk, Word } from '../room/player/rooms-service.ts'
import type { Lobby, RoomAgent } from '../room/player/thread-rooms.ts'
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
  readonly #lobby: Lobby
  readonly #agent: RoomAgent

  constructor(lobby: Lobby, agent: RoomAgent) {
    this.#lobby = lobby
    this.#agent = agent
  }

  /** undefined when that player is not online. */
  async find(who: Who): Promise<Presence | undefined> {
    const found = await this.#find(who)
    if (!found) return undefined
    const there = await found.desk.call.look(found.agent)
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
    this.#lobby.known(this.#agent.address)?.noteWhisper(uid)
  }

  /** Returns the uid of who got it. */
  async #deliver(who: Who, word: Word): Promise<string> {
    const found = await this.#find(who)
    const uid = await found?.desk.call.deliver(found.agent, word)
    if (uid === undefined) throw new AppError('NOT_ONLINE')
    return uid
  }

  async #find(who: Who) {
    const watchdog = this.#agent.node.ref<Watchdog>(this.#lobby.watchdog)
    const online = await watchdog.call.find(who)
    const desk = online && (await this.#deskOf(online.agent))
    return desk && { ...online, desk }
  }

  async #deskOf(agent: Address): Promise<Ref<Desk> | undefined> {
    const life = lifeOf(agent)
    const { node } = this.#agent
    if (lifeOf(this.#lobby.desk) === life) return node.ref<Desk>(this.#lobby.desk)
    const desks = await node.ref<RoomIndex>(this.#lobby.index).call.desks()
    const address = desks.find(desk => lifeOf(desk) === life)
    return address === undefined ? undefined : node.ref<Desk>(address)
  }
}
