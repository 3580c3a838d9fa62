// `agent.rooms` of all agents of one thread. RoomsService passes on to them what is for them; both are on this thread.

import { type Address, lifeOf } from '../../core/address.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { ServiceScope } from '../../core/service/service.ts'
import type { AgentReach } from '../../watchdog/online.ts'
import type { RoomDirectory } from '../directory/room-directory.ts'
import type { Seat } from '../room-messages.ts'
import { PlayerRooms } from './player-rooms.ts'
import type { RoomAgent } from './room-agent.ts'
import type { ThreadResources } from './thread-resources.ts'

/** ms for which it is known where an agent has gone. */
const KNOWN_FOR = 60_000

interface MovedAgent {
  agent: Address
  roomsService: Address
  at: number
}

export class ThreadRooms {
  readonly resources: ThreadResources
  readonly #rooms = new Map<Address, PlayerRooms>()
  /** Agents that were here, the longest gone first. */
  readonly #moved = new Map<Address, MovedAgent>()

  constructor(resources: ThreadResources) {
    this.resources = resources
  }

  /** `agent.rooms`. */
  roomsOf(agent: RoomAgent): PlayerRooms {
    const { address } = agent
    let rooms = this.#rooms.get(address)
    if (!rooms) {
      rooms = new PlayerRooms({
        resources: this.resources,
        agent,
        onDeparted: seat => {
          this.#rooms.delete(address)
          if (seat) this.#noteMoved(address, seat)
        },
      })
      this.#rooms.set(address, rooms)
    }
    return rooms
  }

  /** undefined for an agent that never used its rooms. */
  known(agent: Address): PlayerRooms | undefined {
    return this.#rooms.get(agent)
  }

  /** undefined for one that was not here, or has moved long ago. */
  movedTo(agent: Address): MovedAgent | undefined {
    return this.#moved.get(agent)
  }

  get all(): Iterable<PlayerRooms> {
    return this.#rooms.values()
  }

  #noteMoved(old: Address, { agent, roomsService }: Seat): void {
    const now = performance.now()
    this.#moved.set(old, { agent, roomsService, at: now })
    for (const [address, { at }] of this.#moved) {
      if (now - at < KNOWN_FOR) break
      this.#moved.delete(address)
    }
  }

  // For `online`.

  /** `.rooms/<slot>` on the thread with this life. */
  async reachOf(life: number, asker: ServiceScope): Promise<Ref<AgentReach> | undefined> {
    const { roomsService } = this.resources
    if (lifeOf(roomsService) === life) return asker.ref<AgentReach>(roomsService)
    const services = await this.#services(asker)
    const address = services.find(each => lifeOf(each) === life)
    return address === undefined ? undefined : asker.ref<AgentReach>(address)
  }

  /** `.rooms/<slot>` on all threads. */
  async reaches(asker: ServiceScope): Promise<Ref<AgentReach>[]> {
    return (await this.#services(asker)).map(address => asker.ref<AgentReach>(address))
  }

  #services(asker: ServiceScope): Promise<Address[]> {
    return asker.ref<RoomDirectory>(this.resources.directory).call.services()
  }

  noteWhisper(agent: Address, uid: string): void {
    this.#rooms.get(agent)?.noteWhisper(uid)
  }
}
