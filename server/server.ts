// The whole server in one call: what npm start and the tests start. It reads like the list of what a node is made of.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { BoardKeeper } from './board/board-keeper.ts'
import { openBoards } from './board/on-thread.ts'
import { rankRoutes } from './board/rank-routes.ts'
import type { Config } from './config.ts'
import { createLogger, type Logger, openOutlet, reopenLog } from './core/log/log.ts'
import { Node, type StopReport } from './core/node/node.ts'
import type { AnyServiceClass } from './core/service/service.ts'
import { HeapWatch } from './core/watch/heap-watch.ts'
import { applyUnsaved } from './document/save/unsaved-file.ts'
import { Admission, createAdmissionMemory } from './gate/limit/admission.ts'
import { BufferBudget, createBufferMemory } from './gate/limit/buffer-budget.ts'
import { roomForClients } from './gate/limit/open-files.ts'
import { createOpenFilesMemory, OpenFilesWatch } from './gate/limit/open-files-watch.ts'
import { createApp, listen, Master } from './gate/master.ts'
import type { Slave } from './gate/slave.ts'
import { Certificate, type TlsOptions } from './gate/transport/certificate.ts'
import type { GameDefinition } from './kit/define-game.ts'
import { loadGame } from './kit/load-game.ts'
import { systemClock } from './lib/clock.ts'
import { createBucketMemory } from './lib/shared-buckets.ts'
import { advanceTickCells, createTickCells, lastTickOf, Snowflake } from './lib/snowflake.ts'
import { healthRoutes, type NodeState, pageRoutes } from './ops/page/page-routes.ts'
import { createWebServer } from './ops/web/web-server.ts'
import { RoomDirectory } from './room/directory/room-directory.ts'
import { trySettings } from './settings/trial.ts'
import { openStores } from './store/open-stores.ts'
import { followOrders } from './table/replace/orders.ts'
import { Replacement } from './table/replace/replacement.ts'
import { tableRoutes } from './table/table-routes.ts'
import { TableService } from './table/table-service.ts'
import { Watchdog } from './watchdog/watchdog.ts'
import { limitsOf, type ServeSeed, serve } from './worker.ts'

const ROOT = join(import.meta.dirname, '..')
const MAX_THREADS = 32

export interface Server {
  readonly node: Node
  readonly gatePort: number
  readonly webPort: number | undefined
  stop(): Promise<StopReport>
}

/** The game with services of main's thread, which are added to. */
type AssembledGame = GameDefinition & { services: Record<string, AnyServiceClass> }

export interface ServerHearers {
  /** The server can't go on and should be stopped: another node has its seat, or main's memory is full. */
  onDoomed(reason: string): void
}

/** Where nobody else decides, the process is told as by an operator. */
const SIGNALLED: ServerHearers = { onDoomed: () => process.kill(process.pid, 'SIGTERM') }

interface Plan {
  config: Config
  hearers: ServerHearers
}

/** Throws StartError with one line that says what to change; whatever was started before is stopped again. */
export async function startServer(config: Config, hearers = SIGNALLED): Promise<Server> {
  const game = await loadGame(config.game)
  const trial = await trySettings(config, game.tables !== undefined)
  const outlet = openOutlet(config.log)
  const log = createLogger(config.log, { node: config.node.id, thread: 0 }, outlet)
  const services = { ...game.services }
  const node = await Node.start({
    id: config.node.id,
    log,
    services,
    development: config.development,
    watch: { heap: config.heap.leaveAt },
  })
  node.thread.reloadHooks.add('log', () => reopenLog(outlet, log))
  try {
    return await assemble(node, { ...game, services }, { config, hearers })
  } catch (error) {
    await node.stop(config.stopTimeout)
    trial.undo()
    throw error
  }
}

async function assemble(node: Node, game: AssembledGame, { config, hearers }: Plan): Promise<Server> {
  const heapWatch = new HeapWatch(config.heap.leaveAt, heap => {
    node.thread.log.fatal({ heap }, 'the heap of the main thread is nearly full, the server stops')
    hearers.onDoomed('the heap of the main thread is nearly full')
  })
  heapWatch.start()
  node.onExit('heap watch', () => heapWatch.stop())

  let state: NodeState = 'starting'
  let gatePort = 0
  const { log } = node.thread

  const boardStore = await openBoards(config, node.thread, true)
  node.onExit('board store', () => boardStore.close())
  const keeper = new BoardKeeper(node)

  const web = config.web.enabled
    ? await createWebServer({
        ...config.web,
        log,
        routes: {
          ...healthRoutes(() => state),
          ...rankRoutes({ ...config.board.http, keeper, store: boardStore, scope: node }),
          ...(config.web.page && {
            ...pageRoutes({
              webFolder: join(ROOT, 'web'),
              protocolFolder: join(ROOT, 'protocol'),
              docsFolder: join(ROOT, 'docs'),
              gate: () => ({ port: gatePort, tls: config.gate.tls !== null }),
            }),
            ...(game.tables && tableRoutes(() => node.query<TableService>('.tables'))),
          }),
        },
      })
    : undefined
  node.onExit('web', () => web?.close())

  const stores = await openStores(config.store, { node: config.node.id, log })
  node.onExit('stores', () => stores.close())
  const tickCells = createTickCells(MAX_THREADS)
  const seat = await stores.takeSeat(config.node.id, {
    clock: systemClock,
    log,
    lastTick: () => lastTickOf(tickCells),
    onLost: () => hearers.onDoomed('the seat of this node is lost'),
  })
  advanceTickCells(tickCells, seat.savedTick)
  node.onExit('seat', () => seat.release())
  await applyUnsaved(config.save.unsaved, stores.roles, log)
  await node.launch(Watchdog, { bans: stores.bans, leaveTimeout: config.leaveTimeout }, { name: '.watchdog' })
  const watchdog = await node.query<Watchdog>('.watchdog')

  if (game.tables) {
    const history = join(config.table.history, String(config.node.id))
    const replacement = await Replacement.start({ ...config.table, history, set: game.tables, log })
    node.onExit('tables', () => replacement.close())
    const orders = await followOrders(history, replacement, log)
    node.onExit('table orders', () => orders.close())
    await node.launch(TableService, { replacement }, { name: '.tables' })
  }

  const ids = new Snowflake({
    clock: systemClock,
    node: config.node.id,
    // A slot that no serving thread has.
    thread: config.threads === 0 ? 1 : 0,
    cells: tickCells,
  })
  const rooms = await node.launch(
    RoomDirectory,
    { kinds: game.rooms, config: config.room, history: stores.history, newId: () => ids.next() },
    { name: '.rooms' },
  )

  const certificate = config.gate.tls
    ? new Certificate({ files: config.gate.tls, log, onNew: tls => renew(node, seed, tls) })
    : undefined
  node.onExit('certificate', () => certificate?.close())
  if (certificate) node.thread.reloadHooks.add('certificate', () => certificate.reload())

  const seed: ServeSeed = {
    config,
    maxClients: clientsThatFit(config, log),
    openFilesMemory: createOpenFilesMemory(),
    tls: certificate?.tls ?? null,
    admissionKey: randomUUID(),
    admissionMemory: createAdmissionMemory(),
    bufferMemory: createBufferMemory(),
    bucketMemory: createBucketMemory(),
    tickCells,
  }
  const admission = new Admission(seed.admissionMemory, limitsOf(seed), { slot: 0, key: seed.admissionKey })
  const budget = new BufferBudget(seed.bufferMemory, config.gate.maxBuffered, 0)

  const app = createApp(seed.tls)
  const gate = await node.launch(Master, { app }, { name: '.gate' })
  node.onWorkerLost(async (slot, life) => {
    await gate.call.remove(slot)
    admission.clear(slot)
    budget.clear(slot)
    await watchdog.call.lost(life)
    await rooms.call.lost(life)
  })
  if (config.threads === 0) await serve(node.thread, seed, { services: game.services, app })
  else {
    node.onExit('gate', () => app.close())
    await node.startWorkers({
      url: new URL('./worker.ts', import.meta.url),
      count: config.threads,
      heap: config.heap.worker,
      data: seed,
    })
  }

  await Promise.all(Object.keys(game.boards ?? {}).map(name => keeper.open(name)))

  const listener = await listen(app, config.gate.host, config.gate.port)
  const openFiles = new OpenFilesWatch(seed.openFilesMemory, log)
  node.onExit('accepting', () => {
    state = 'stopping'
    listener.stop()
    openFiles.close()
  })
  gatePort = listener.port
  state = 'ready'
  log.info({ gate: gatePort, web: web?.port, threads: config.threads, pid: process.pid }, 'ready')
  return { node, gatePort, webPort: web?.port, stop: () => node.stop(config.stopTimeout) }
}

/** Every thread serves new connections with this certificate, as do the workers that are started from now on. */
async function renew(node: Node, seed: ServeSeed, tls: TlsOptions): Promise<void> {
  const old = seed.tls
  seed.tls = tls
  try {
    for (const slot of node.slots) await (await node.query<Slave>(`.gate/${slot}`)).call.renew(tls)
  } catch (error) {
    seed.tls = old
    throw error
  }
}

/** `gate.maxClients`, or what the system lets the process have, which is warned of. */
function clientsThatFit({ gate, threads }: Config, log: Logger): number {
  const { clients, limit, wanted } = roomForClients(gate.maxClients, threads)
  if (clients < gate.maxClients) {
    log.warn(
      { openFiles: limit, clients },
      `gate.maxClients is ${gate.maxClients}, but the process may open ${limit} files: only ${clients} clients are let in; set ulimit -n (LimitNOFILE) to ${wanted}`,
    )
  }
  return clients
}
