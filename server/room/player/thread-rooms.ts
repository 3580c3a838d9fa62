// What the agents of one thread share of rooms: how to reach the directory and the gate, the limits, who is muted, and
// which agents are in which rooms. The roomsService (a service) and the agents' facets look into it; both are on this thread.

import type { Pushes } from '../../../protocol/generated/index.ts'
import { type Address, lifeOf } from '../../core/address.ts'
import type { Logger } from '../../core/log/log.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { ServiceScope } from '../../core/service/service.ts'
import type { Peer } from '../../gate/peer.ts'
import type { Clock } from '../../lib/clock.ts'
import type { SharedBuckets } from '../../lib/shared-buckets.ts'
import type { AgentReach } from '../../watchdog/online.ts'
import type { RoomKinds } from '../define-room.ts'
import type { RoomDirectory } from '../directory/room-directory.ts'
import type { RoomConfig } from '../settings.ts'
import { type TextFilter, Texts } from '../text/text-check.ts'
import type { Departures } from './departures.ts'
import { PlayerRates } from './player-rates.ts'
import { PlayerRooms } from './player-rooms.ts'

/** What rooms need of an agent. */
export interface RoomAgent {
  readonly address: Address
  readonly account: string
  readonly uid: string
  readonly peer: Peer
  readonly node: ServiceScope
  readonly log: Logger
  push<K extends keyof Pushes & string>(name: K, body: Pushes[K]): void
}

export interface ThreadRoomsOptions {
  kinds: RoomKinds
  config: RoomConfig
  clock: Clock
  filter: TextFilter | undefined
  /** What all threads of the node share. */
  buckets: SharedBuckets
  directory: Address
  /** This thread's `.gate/<slot>`. */
  gate: Address
}

export class ThreadRooms {
  readonly kinds: RoomKinds
  readonly config: RoomConfig
  readonly clock: Clock
  readonly texts: Texts
  readonly rates: PlayerRates
  readonly directory: Address
  readonly gate: Address
  /** This thread's `.rooms/<slot>`; known before the first agent. */
  roomsService: Address = 0
  /** Made by the roomsService. */
  departures!: Departures
  /** uid -> ms since 1970. */
  readonly mutes = new Map<string, number>()
  readonly #rooms = new Map<Address, PlayerRooms>()

  constructor({ kinds, config, clock, filter, buckets, directory, gate }: ThreadRoomsOptions) {
    this.kinds = kinds
    this.config = config
    this.clock = clock
    this.rates = new PlayerRates(buckets, config, kinds)
    this.texts = new Texts(config, filter)
    this.directory = directory
    this.gate = gate
  }

  /** `agent.rooms`. */
  roomsOf(agent: RoomAgent): PlayerRooms {
    let rooms = this.#rooms.get(agent.address)
    if (!rooms) {
      rooms = new PlayerRooms(this, agent)
      this.#rooms.set(agent.address, rooms)
    }
    return rooms
  }

  /** undefined for an agent that never looked at rooms. */
  known(agent: Address): PlayerRooms | undefined {
    return this.#rooms.get(agent)
  }

  get all(): Iterable<PlayerRooms> {
    return this.#rooms.values()
  }

  // For `agent.online`.

  /** `.rooms/<slot>` on the thread with this life. */
  async reachOf(life: number, asker: ServiceScope): Promise<Ref<AgentReach> | undefined> {
    if (lifeOf(this.roomsService) === life) return asker.ref<AgentReach>(this.roomsService)
    const services = await asker.ref<RoomDirectory>(this.directory).call.services()
    const address = services.find(each => lifeOf(each) === life)
    return address === undefined ? undefined : asker.ref<AgentReach>(address)
  }

  noteWhisper(agent: Address, uid: string): void {
    this.#rooms.get(agent)?.noteWhisper(uid)
  }

  forget(agent: Address): void {
    this.#rooms.delete(agent)
  }

  isMuted(uid: string): boolean {
    const until = this.mutes.get(uid)
    if (until === undefined) return false
    if (until > this.clock.now()) return true
    this.mutes.delete(uid)
    return false
  }
}
