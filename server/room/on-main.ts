// Rooms on main: the directory of all of them, and what limits players in the whole node.

import { readGauge } from '../core/metrics/metric.ts'
import { createBucketMemory } from '../lib/rate/shared-buckets.ts'
import type { Snowflake } from '../lib/snowflake.ts'
import type { MainSetup } from '../setup/main-setup.ts'
import type { RoomStore } from '../store/room-store.ts'
import type { RoomKinds } from './define-room.ts'
import { RoomDirectory } from './directory/room-directory.ts'
import { roomCommands } from './room-commands.ts'
import type { RoomConfig } from './settings.ts'

export interface RoomsSeed {
  /** The rates of players. */
  bucketMemory: SharedArrayBuffer
}

export interface RoomsOnMainOptions {
  kinds: RoomKinds
  room: RoomConfig
  store: RoomStore
  ids: Snowflake
  /** With the tester page, it is told how long texts may be. */
  web: { page: boolean }
}

/** ms: a store may have many rooms. */
const FORGOTTEN_WITHIN = 30_000

export async function roomsOnMain(
  setup: MainSetup,
  { kinds, room: config, store, ids, web }: RoomsOnMainOptions,
): Promise<{ seed: RoomsSeed }> {
  const options = { kinds, config, history: store, newId: () => ids.next() }
  const directory = await setup.node.launch(RoomDirectory, options, { name: '.rooms' })
  setup.commands.add(roomCommands({ directory, kinds, node: setup.node }))
  const { nameLength, textLength } = config
  if (web.page) setup.routes.add({ 'GET /api/rooms': () => Response.json({ nameLength, textLength }) })
  setup.onThreadLost((_slot, life) => directory.call.lost(life))
  setup.removers.add(
    ({ uid }) => uid !== undefined && directory.within(FORGOTTEN_WITHIN).call.forgetPlayer(uid),
  )
  setup.metrics.add({
    gatehouse_rooms: readGauge(
      'rooms, also sleeping ones, by kind',
      async () =>
        (await directory.call.kinds()).map(({ kind, rooms }) => ({ labels: { kind }, value: rooms })),
      { labels: ['kind'] },
    ),
    gatehouse_room_members: readGauge(
      'members of rooms, by kind',
      async () =>
        (await directory.call.kinds()).map(({ kind, members }) => ({ labels: { kind }, value: members })),
      { labels: ['kind'] },
    ),
  })
  return { seed: { bucketMemory: createBucketMemory() } }
}
