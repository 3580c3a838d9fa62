// Rooms on a serving thread: those that live here, and what its agents have of rooms anywhere.

import type { Protocol } from '../../protocol/sproto/index.ts'
import type { Address } from '../core/address.ts'
import { timeBefore } from '../core/exit-hooks.ts'
import type { Ref } from '../core/service/ref.ts'
import type { Thread } from '../core/thread/thread.ts'
import { PushEncoder } from '../gate/format/push-encoder.ts'
import { Outbox } from '../gate/topic/outbox.ts'
import { SharedBuckets } from '../lib/shared-buckets.ts'
import type { RoomStore } from '../store/room-store.ts'
import { Online } from '../watchdog/online.ts'
import type { Watchdog } from '../watchdog/watchdog.ts'
import type { RoomKinds } from './define-room.ts'
import type { RoomDirectory } from './directory/room-directory.ts'
import type { RoomsSeed } from './on-main.ts'
import type { PlayerRooms } from './player/player-rooms.ts'
import type { RoomAgent } from './player/room-agent.ts'
import { RoomsService } from './player/rooms-service.ts'
import { ThreadResources } from './player/thread-resources.ts'
import { ThreadRooms } from './player/thread-rooms.ts'
import type { RoomConfig } from './settings.ts'
import type { TextFilter } from './text/text-check.ts'

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
  /** An agent of this thread that has its role: undefined before and after. */
  agentAt(address: Address): RoomAgent | undefined
}

/** `agent.rooms` and `agent.online`. */
export type RoomFacets = {
  rooms(agent: RoomAgent): PlayerRooms
  online(agent: RoomAgent): Online
}

/** ms of a stop that rooms leave to roles, and the most that they take. */
const FOR_ROLES = 2600
const MOST = 5000

export async function roomsOnThread(thread: Thread, options: RoomsOnThreadOptions): Promise<RoomFacets> {
  const { kinds, config, store, filter, seed, watchdog, gate, agentAt } = options
  const directory = await thread.query<RoomDirectory>('.rooms')
  const resources = new ThreadResources({
    kinds,
    config,
    clock: thread.clock,
    filter,
    buckets: new SharedBuckets(seed.bucketMemory),
    directory: directory.address,
    gate,
  })
  const threadRooms = new ThreadRooms(resources)
  const deps = {
    kinds,
    config,
    encoder: new PushEncoder(options.protocol, options.latestWins),
    outbox: new Outbox(thread),
    history: store,
    clock: thread.clock,
  }
  const rooms = await thread.launch(
    RoomsService,
    { threadRooms, deps, agentAt },
    { name: `.rooms/${thread.slot}` },
  )
  thread.exitHooks.add('rooms', deadline =>
    rooms.within(Math.min(MOST, timeBefore(deadline, FOR_ROLES))).call.close(),
  )
  return {
    rooms: agent => threadRooms.roomsOf(agent),
    online: agent =>
      new Online(agent, {
        watchdog: watchdog.address,
        reachOf: (life, asker) => threadRooms.reachOf(life, asker),
        noteWhisper: (from, uid) => threadRooms.noteWhisper(from, uid),
      }),
  }
}
