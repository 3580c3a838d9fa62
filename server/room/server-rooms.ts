// `this.rooms` of a game's services and rooms: rooms that the server makes, finds and ends. They belong to nobody.

import type { RoomInfo } from '../../protocol/generated/index.ts'
import type { Ref } from '../core/service/ref.ts'
import type { ServiceScope } from '../core/service/service.ts'
import type { Online } from '../watchdog/online.ts'
import type { RoomKinds } from './define-room.ts'
import type { RoomDirectory } from './directory/room-directory.ts'
import type { RoomFilter, RoomPage } from './directory/room-finder.ts'
import { type AnyCreation, newRoom, type ServerCreation } from './player/opening.ts'

/** `this.rooms` and `this.online` of services and rooms; `scope` is whose they are. */
export interface RoomReach {
  rooms(scope: ServiceScope): ServerRooms
  online(scope: ServiceScope): Online
}

export class ServerRooms<K extends RoomKinds = RoomKinds> {
  readonly #kinds: RoomKinds
  readonly #directory: Ref<RoomDirectory>

  constructor(kinds: RoomKinds, directory: Ref<RoomDirectory>) {
    this.#kinds = kinds
    this.#directory = directory
  }

  /** Returns the id of a new room, which players join by it. Throws TypeError for options that the kind does not take,
   * TOO_MANY_ROOMS, TRY_AGAIN while no thread serves rooms, or what onCreate throws. */
  async create<N extends keyof K & string>(kind: N, creation: ServerCreation<K[N]>): Promise<string> {
    const { id } = await this.#directory.call.create(newRoom(this.#kinds, kind, creation as AnyCreation))
    return id
  }

  /** undefined when there is no such room. */
  find(id: string): Promise<RoomInfo | undefined> {
    return this.#directory.call.info(id)
  }

  async list(filter: Partial<RoomFilter> = {}): Promise<RoomPage> {
    const { kind = '', name = '', hasPlace = false, start = 0, limit = 20 } = filter
    return this.#directory.call.list({ kind, name, hasPlace, start, limit })
  }

  /** Ends a room after the hook that runs, once it has paid what it owes; false when there is none. */
  close(id: string): Promise<boolean> {
    return this.#directory.call.closeRoom(id)
  }
}
