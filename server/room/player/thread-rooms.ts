// `agent.rooms` of all agents of one thread. RoomsService passes on to them what is for them; both are on this thread.

import { type Address, lifeOf } from '../../core/address.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { ServiceScope } from '../../core/service/service.ts'
import type { AgentReach } from '../../watchdog/online.ts'
import type { RoomDirectory } from '../directory/room-directory.ts'
import { PlayerRooms } from './player-rooms.ts'
import type { RoomAgent } from './room-agent.ts'
import type { ThreadResources } from './thread-resources.ts'

export class ThreadRooms {
  readonly resources: ThreadResources
  readonly #rooms = new Map<Address, PlayerRooms>()

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
        onDeparted: () => this.#rooms.delete(address),
      })
      this.#rooms.set(address, rooms)
    }
    return rooms
  }

  /** undefined for an agent that never used its rooms. */
  known(agent: Address): PlayerRooms | undefined {
    return this.#rooms.get(agent)
  }

  get all(): Iterable<PlayerRooms> {
    return this.#rooms.values()
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
