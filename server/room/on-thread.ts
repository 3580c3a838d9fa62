// Rooms on a serving thread: those that live here, and what its agents have of rooms anywhere.

import type { Protocol } from '../../protocol/sproto/index.ts'
import type { Address } from '../core/address.ts'
import { timeBefore } from '../core/exit-hooks.ts'
import type { Ref } from '../core/service/ref.ts'
import type { ServiceScope } from '../core/service/service.ts'
import type { Thread } from '../core/thread/thread.ts'
import { PushEncoder } from '../gate/format/push-encoder.ts'
import { Outbox } from '../gate/topic/outbox.ts'
import { SharedBuckets } from '../lib/rate/shared-buckets.ts'
import type { RoomStore } from '../store/room-store.ts'
import { Online, PlayerOnline } from '../watchdog/online.ts'
import type { Watchdog } from '../watchdog/watchdog.ts'
import type { RoomKinds } from './define-room.ts'
import type { RoomDirectory } from './directory/room-directory.ts'
import { followKinds } from './follow-kinds.ts'
import type { RoomsSeed } from './on-main.ts'
import { createPayer, type EditAnyRole } from './pay.ts'
import type { PlayerRooms } from './player/player-rooms.ts'
import type { RoomAgent, RoomAgents } from './player/room-agent.ts'
import { RoomsService } from './player/rooms-service.ts'
import { ThreadResources } from './player/thread-resources.ts'
import { ThreadRooms } from './player/thread-rooms.ts'
import { type RoomReach, ServerRooms } from './server-rooms.ts'
import type { RoomConfig } from './settings.ts'
import type { TextFilter } from './text/text-check.ts'
import { WorldMeter } from './world-meter.ts'

export interface RoomsOnThreadOptions {
  kinds: RoomKinds
  config: RoomConfig
  protocol: Protocol
  latestWins: ReadonlySet<string>
  store: RoomStore
  filter: TextFilter | undefined
  seed: RoomsSeed
  watchdog: Ref<Watchdog>
  /** This thread's gate. */
  gate: Address
  agents: RoomAgents
  /** Changes a role for a room that pays. */
  edit: EditAnyRole
  /** What services and rooms of this thread have of rooms; known before the first room is here. */
  onReach(reach: RoomReach): void
}

/** `agent.rooms` and `agent.online`. */
export type RoomFacets = {
  rooms(agent: RoomAgent): PlayerRooms
  online(agent: RoomAgent): PlayerOnline
}

/** ms of a stop that rooms leave to roles, and the most that they take. */
const FOR_ROLES = 2600
const MOST = 5000

export async function roomsOnThread(thread: Thread, options: RoomsOnThreadOptions): Promise<RoomFacets> {
  const { kinds, config, store, filter, seed, watchdog, gate, agents, edit } = options
  const directory = await thread.query<RoomDirectory>('.rooms')
  const resources = new ThreadResources({
    kinds,
    config,
    clock: thread.clock,
    filter,
    buckets: new SharedBuckets(seed.bucketMemory),
    directory: directory.address,
    gate,
    untilSwitched: () => thread.code.untilSwitched(),
  })
  const threadRooms = new ThreadRooms(resources)
  followKinds(thread.code, kinds, () => resources.followKinds())
  const worlds = new WorldMeter()
  thread.metrics.add(worlds.metrics())
  const deps = {
    kinds,
    config,
    encoder: new PushEncoder(options.protocol, options.latestWins),
    protocol: options.protocol,
    outbox: new Outbox(thread),
    history: store,
    clock: thread.clock,
    worlds,
    payOnce: createPayer(thread, { kinds, watchdog, edit }),
  }
  const online = {
    watchdog: watchdog.address,
    reachOf: (life: number, asker: ServiceScope) => threadRooms.reachOf(life, asker),
    reaches: (asker: ServiceScope) => threadRooms.reaches(asker),
    noteWhisper: (from: Address, uid: string) => threadRooms.noteWhisper(from, uid),
  }
  options.onReach({
    rooms: scope => new ServerRooms(kinds, scope.ref<RoomDirectory>(directory.address)),
    online: scope => new Online(scope, online),
  })
  const rooms = await thread.launch(
    RoomsService,
    { threadRooms, deps, agents },
    { name: `.rooms/${thread.slot}` },
  )
  thread.exitHooks.add('rooms', deadline => {
    const ms = Math.min(MOST, timeBefore(deadline, FOR_ROLES))
    return rooms.within(ms).call.close(ms)
  })
  return {
    rooms: agent => threadRooms.roomsOf(agent),
    online: agent => new PlayerOnline(agent, online),
  }
}
