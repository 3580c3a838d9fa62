// The process of the server that is soaked: the real one on two workers, which tells its parent what is in it.

import type { RoomDirectory } from '../../../server/room/directory/room-directory.ts'
import type { RoomsService } from '../../../server/room/player/rooms-service.ts'
import type { TableService } from '../../../server/table/table-service.ts'
import { type Settings, startTestServer, type TestServer } from '../../support/server/server.ts'
import { Collector } from './soak-game.ts'

export interface SoakSettings {
  folder: string
  settings: Settings
}

/** What is in the server: players, rooms, and bytes. */
export interface Look {
  connections: number
  agents: number
  roles: number
  unsaved: number
  online: number
  rooms: number
  /** Players who are in a room. */
  seated: number
  tableVersion: number
  /** Of all threads after a collection. */
  used: number
  rss: number
}

export type Order = 'look' | 'stop'
export type Answer =
  | { port: number; web: number }
  | { look: Look }
  | { problems: unknown[] }
  | { failed: string }

async function main({ folder, settings }: SoakSettings): Promise<void> {
  const server = await startTestServer(settings, folder)
  const collectors = await launchCollectors(server)
  const obey = async (order: Order) => {
    if (order === 'look') return answer({ look: await look(server, collectors) })
    const { problems } = await server.stop()
    answer({ problems })
    process.disconnect()
  }
  process.on('message', (order: Order) => {
    obey(order).catch((error: Error) => answer({ failed: error.stack ?? String(error) }))
  })
  answer({ port: server.server.gatePort, web: server.server.webPort ?? 0 })
}

const answer = (value: Answer): boolean => process.send!(value)

/** A collection, on a busy machine. */
const LONGEST = 30_000

type Collectors = Awaited<ReturnType<typeof launchCollectors>>

async function launchCollectors({ server: { node } }: TestServer) {
  const own = node.launch(Collector, undefined)
  const others = node.slots.filter(slot => slot !== 0)
  return Promise.all([own, ...others.map(slot => node.launchOn<Collector>(slot, 'collector', undefined))])
}

async function look(server: TestServer, collectors: Collectors): Promise<Look> {
  const { node } = server.server
  const { connections, agents, roles, unsaved, online } = await server.census()
  const { rooms } = await (await node.query<RoomDirectory>('.rooms')).call.count()
  const services = node.slots.map(async slot =>
    (await node.query<RoomsService>(`.rooms/${slot}`)).call.count(),
  )
  const seated = (await Promise.all(services)).reduce((sum, { players }) => sum + players, 0)
  const { version } = await (await node.query<TableService>('.tables')).call.status()
  let used = 0
  for (const collector of collectors) used += await collector.within(LONGEST).call.used()
  const { rss } = process.memoryUsage()
  return { connections, agents, roles, unsaved, online, rooms, seated, tableVersion: version, used, rss }
}

await main(JSON.parse(process.argv[2]!) as SoakSettings)
