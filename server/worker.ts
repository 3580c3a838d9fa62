// A serving thread, from its stores to its sockets. A worker runs this; with `threads: 0` main does, on its own thread.

import { isMainThread, workerData } from 'node:worker_threads'
import { Agents } from './agent/agents.ts'
import { AgentsService } from './agent/agents-service.ts'
import { openThreadBoards } from './board/on-thread.ts'
import type { Config } from './config.ts'
import { createLogger, openOutlet, reopenLog } from './core/log/log.ts'
import { runWorker, type WorkerSeed } from './core/node/worker-thread.ts'
import type { AnyServiceClass } from './core/service/service.ts'
import type { Thread } from './core/thread/thread.ts'
import { keepUnsaved } from './document/save/unsaved-file.ts'
import { Encoder } from './gate/format/push-encoder.ts'
import { Admission, type AdmissionLimits } from './gate/limit/admission.ts'
import { BufferBudget } from './gate/limit/buffer-budget.ts'
import { isShut } from './gate/limit/open-files-watch.ts'
import { createApp } from './gate/master.ts'
import { Slave } from './gate/slave.ts'
import { Outbox } from './gate/topic/outbox.ts'
import type { TlsOptions } from './gate/transport/certificate.ts'
import type { TemplatedApp } from './gate/transport/uws.ts'
import { loadGame } from './kit/load-game.ts'
import { systemClock } from './lib/clock.ts'
import { SharedBuckets } from './lib/shared-buckets.ts'
import { Snowflake } from './lib/snowflake.ts'
import { OpenAuthenticator } from './login/authenticator.ts'
import { type EditPlaces, RoleEdits } from './role/edit/role-edits.ts'
import { ThreadEdits } from './role/edit/thread-edits.ts'
import { Roles } from './role/roles.ts'
import type { RoomDirectory } from './room/directory/room-directory.ts'
import { RoomsService } from './room/player/rooms-service.ts'
import { ThreadRooms } from './room/player/thread-rooms.ts'
import { openStores } from './store/open-stores.ts'
import { openThreadTables } from './table/thread-tables.ts'
import { Online } from './watchdog/online.ts'
import type { Watchdog } from './watchdog/watchdog.ts'

/** What main shares with every serving thread. */
export interface ServeSeed {
  config: Config
  /** Clients of the whole node, as far as the system lets the process have them. */
  maxClients: number
  /** Whether new connections are closed at once. */
  openFilesMemory: SharedArrayBuffer
  /** What Apps are made with now. */
  tls: TlsOptions | null
  /** Keys the places of addresses in the gate's counters. */
  admissionKey: string
  admissionMemory: SharedArrayBuffer
  bufferMemory: SharedArrayBuffer
  /** The rates of players. */
  bucketMemory: SharedArrayBuffer
  /** The last tick of each slot's ids. */
  tickCells: BigInt64Array
}

export const limitsOf = ({ config, maxClients }: ServeSeed): AdmissionLimits => ({
  ...config.gate,
  maxClients,
})

export interface ServeOptions {
  /** What `thread` was made with; boards are added. */
  services: Record<string, AnyServiceClass>
  /** Main's own, which listens. */
  app?: TemplatedApp
}

/** ms of a stop that agents, rooms and roles leave to those after them; at the end what can't be saved is written down. */
const LEFT = { agents: 3500, rooms: 2600, roles: 1600 }

/** ms until the deadline without `left`, which is half of the time where there is little. */
function timeFor(deadline: number, left: number): number {
  const all = Math.max(0, deadline - performance.now())
  return all - Math.min(left, all / 2)
}

/** The part of a stop's time that requests have which run when it begins. */
const ANSWERING_PART = 1 / 3

/** Makes `thread` serve players. */
export async function serve(thread: Thread, seed: ServeSeed, { services, app }: ServeOptions): Promise<void> {
  const { config } = seed
  const game = await loadGame(config.game)
  const stores = await openStores(config.store, { node: config.node.id, log: thread.log })
  thread.exitHooks.add('stores', () => stores.close())

  const ids = new Snowflake({
    clock: systemClock,
    node: config.node.id,
    thread: thread.slot,
    cells: seed.tickCells,
  })
  const roles = new Roles({
    definition: game.role,
    store: stores.roles,
    clock: systemClock,
    log: thread.log,
    newUid: () => ids.next(),
    config: config.save,
    checks: config.role.checks,
  })
  thread.exitHooks.add('roles', async deadline => {
    const unsaved = await roles.stop(timeFor(deadline, LEFT.roles))
    if (unsaved.length > 0) keepUnsaved(config.save.unsaved, unsaved, thread.log)
  })

  let edits!: RoleEdits
  const create = (places: EditPlaces) => {
    edits = new RoleEdits(roles, stores.roles, places)
    return edits
  }
  await thread.launch(ThreadEdits, { create }, { name: `.edits/${thread.slot}` })

  const boards = await openThreadBoards(thread, {
    config,
    services,
    definitions: game.boards ?? {},
    edit: (uid, change, rewardId) => edits.edit(uid, change, rewardId),
  })

  const { cacheBytes } = config.table
  const holder =
    game.tables &&
    (await openThreadTables(thread, game.tables, { cacheBytes, development: config.development }))
  const watchdog = await thread.query<Watchdog>('.watchdog')
  const threadRooms = new ThreadRooms({
    kinds: game.rooms,
    config: config.room,
    clock: systemClock,
    filter: game.textFilter && ((text, from) => game.textFilter!(text, from, holder?.tables ?? {})),
    buckets: new SharedBuckets(seed.bucketMemory),
    directory: (await thread.query<RoomDirectory>('.rooms')).address,
  })
  const host = new Agents({
    thread,
    game,
    tables: holder?.tables,
    boards,
    roles,
    edits,
    watchdog,
    authenticator: new OpenAuthenticator(),
    facets: {
      rooms: agent => threadRooms.roomsOf(agent),
      online: agent =>
        new Online(agent, {
          watchdog: watchdog.address,
          reachOf: (life, asker) => threadRooms.reachOf(life, asker),
          noteWhisper: (from, uid) => threadRooms.noteWhisper(from, uid),
        }),
    },
    clock: systemClock,
    handlerTimeout: config.handlerTimeout,
    loginTimeout: config.gate.loginTimeout,
  })
  const desk = await thread.launch(
    RoomsService,
    {
      threadRooms,
      deps: {
        kinds: game.rooms,
        config: config.room,
        encoder: new Encoder(game.protocol, game.latestWins),
        outbox: new Outbox(thread),
        history: stores.history,
        clock: systemClock,
      },
      agentAt: address => host.at(address),
    },
    { name: `.rooms/${thread.slot}` },
  )
  thread.exitHooks.add('rooms', deadline =>
    desk.within(Math.min(5000, timeFor(deadline, LEFT.rooms))).call.close(),
  )
  thread.exitHooks.add('agents', deadline => host.close(timeFor(deadline, LEFT.agents)))

  const { slot } = thread
  await thread.launch(AgentsService, { host }, { name: `.agents/${slot}` })
  const { admissionMemory, admissionKey, bufferMemory } = seed
  const slave = await thread.launch(
    Slave,
    {
      app: app ?? createApp(seed.tls),
      protocol: game.protocol,
      latestWins: game.latestWins,
      admission: new Admission(admissionMemory, limitsOf(seed), { slot, key: admissionKey }),
      limits: config.gate,
      isShut: isShut(seed.openFilesMemory),
      budget: new BufferBudget(bufferMemory, config.gate.maxBuffered, slot),
      door: config.gate,
      receive: host.receive,
      master: app ? undefined : { slot },
    },
    { name: `.gate/${slot}` },
  )
  threadRooms.gate = slave.address
  thread.exitHooks.add('gate', deadline => {
    const grace = Math.max(0, (deadline - performance.now()) * ANSWERING_PART)
    return slave.within(grace + 5000).call.close(grace)
  })
}

if (!isMainThread && (workerData as WorkerSeed<ServeSeed> | null)?.data?.config) {
  const { config } = (workerData as WorkerSeed<ServeSeed>).data
  const game = await loadGame(config.game)
  const services = { ...game.services }
  const outlet = openOutlet(config.log)
  await runWorker<ServeSeed>({
    log: ({ nodeId, slot }) => createLogger(config.log, { node: nodeId, thread: slot }, outlet),
    services,
    serve: (thread, { data }) => {
      thread.reloadHooks.add('log', () => reopenLog(outlet, thread.log))
      return serve(thread, data, { services })
    },
  })
}
