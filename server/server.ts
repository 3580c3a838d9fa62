// The whole server: a line for each capability, downwards the order of the start, upwards that of the stop.

import { authOnMain } from './auth/on-main.ts'
import { boardsOnMain } from './board/on-main.ts'
import { codeOnMain } from './code/on-main.ts'
import type { Config } from './config.ts'
import type { Node, StopReport } from './core/node/node.ts'
import { documentsOnMain } from './document/on-main.ts'
import { gateOnMain } from './gate/on-main.ts'
import { followGame, type LoadedGame, loadCode, openGame } from './kit/load-game.ts'
import { type LoginPorts, loginOnMain } from './login/on-main.ts'
import { type OpsPorts, opsOnMain } from './ops/on-main.ts'
import { operateOnMain } from './ops/operate/on-main.ts'
import { rolesOnMain } from './role/on-main.ts'
import { roomsOnMain } from './room/on-main.ts'
import { checkBeforeStart } from './settings/before-start.ts'
import { listGiven } from './settings/load.ts'
import type { MainSetup } from './setup/main-setup.ts'
import { openMain } from './setup/open-main.ts'
import { type OnDoomed, type StartOptions, tellProcess } from './setup/start-options.ts'
import { storesOnMain } from './store/on-main.ts'
import { idsOnMain } from './store/seat/ids.ts'
import { tablesOnMain } from './table/on-main.ts'
import { watchdogOnMain } from './watchdog/on-main.ts'
import { workOnMain } from './work/on-main.ts'

export interface Server extends OpsPorts, LoginPorts {
  readonly node: Node
  readonly gatePort: number
  stop(): Promise<StopReport>
}

/** Throws StartError with one line that says what to change; whatever was started before is stopped again. */
export async function startServer(config: Config, options: StartOptions = {}): Promise<Server> {
  const loaded = await loadCode(config.game)
  const { game } = loaded
  const checked = await checkBeforeStart(config, game)
  const [{ onDoomed = tellProcess }, { hidden }] = [options, checked]
  const setup = await openMain({ ...config, ...options, services: game.services, onDoomed, hidden })
  try {
    return await assemble(setup, followGame(loaded, setup.node.thread.code), { ...options, config, onDoomed })
  } catch (error) {
    await setup.node.stop(config.stopTimeout)
    checked.undo()
    throw error
  }
}

type Given = StartOptions & { config: Config; onDoomed: OnDoomed }

async function assemble(setup: MainSetup, { game, code: loaded }: LoadedGame, given: Given): Promise<Server> {
  const { config, onDoomed, stores: around, onStop = tellProcess, settings = listGiven(config, game) } = given
  const [node, threads, onLost] = [config.node.id, config.threads, () => onDoomed('its seat is lost')]
  const ops = await opsOnMain(setup, { ...config, tls: config.gate.tls !== null })
  const opened = { store: config.store, redis: config.board.redis, node, around }
  const stores = await storesOnMain(setup, opened)
  ops.tokensIn(stores.tokens)
  const { ids, seed: ofIds } = await idsOnMain(setup, { stores, node, threads, onLost })
  await rolesOnMain(setup, { stores, unsaved: config.save.unsaved, threads })
  await documentsOnMain(setup, { services: game.services, stores: stores.documents, threads })
  const { seed: auth, ...names } = await authOnMain(setup, { ...config, game, ...stores })
  await watchdogOnMain(setup, { bans: stores.bans, leaveTimeout: config.leaveTimeout, ...names })
  await tablesOnMain(setup, { set: game.tables, table: config.table, node, page: config.web.page })
  const rooms = await roomsOnMain(setup, { ...config, kinds: game.rooms, store: stores.rooms, ids })
  await operateOnMain(setup, { config, protocol: game.protocol, stores, settings, names, onStop })
  const boards = boardsOnMain(setup, { ...config, definitions: game.boards, store: stores.boards })
  const work = workOnMain(setup, game, stores)
  const login = await loginOnMain(setup, { config, stores, ids, hooks: game.accounts, access: ops.access })
  const gate = await gateOnMain(setup, { gate: config.gate, session: config.session, threads })
  const { code } = await codeOnMain(setup, { ...given, loaded, open: openGame })
  const seed = { config, auth, code, stores: opened, ids: ofIds, rooms: rooms.seed, gate: gate.seed }
  const [url, heap] = [new URL('./start-worker.js', import.meta.url), config.heap.worker]
  if (threads === 0) await (await import('./serve.ts')).serve(setup.node.thread, game, seed, gate.app)
  else await setup.node.startWorkers({ url, count: threads, heap, data: { ...seed, hidden: setup.hidden } })
  for (const each of [boards, work]) await each.open()
  const gatePort = await gate.listen()
  const ports = { gatePort, loginPort: await login.open(gatePort) }
  ops.ready({ gate: gatePort, login: ports.loginPort, threads, code: code.version })
  return { node: setup.node, ...ports, ...ops.ports, stop: () => setup.node.stop(config.stopTimeout) }
}
