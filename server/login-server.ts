// A login server by itself (`login.alone`), a line for each capability: downwards the order of the start, upwards that of the stop.

import type { Config } from './config.ts'
import type { Node, StopReport } from './core/node/node.ts'
import type { GameDefinition } from './kit/define-game.ts'
import { loadGame } from './kit/load-game.ts'
import { type LoginPorts, loginAloneOnMain } from './login/on-main.ts'
import { type OpsPorts, opsOnMain } from './ops/on-main.ts'
import { checkBeforeStart } from './settings/before-start.ts'
import type { MainSetup } from './setup/main-setup.ts'
import { openMain } from './setup/open-main.ts'
import { type OnDoomed, type StartOptions, tellProcess } from './setup/start-options.ts'
import { storesOnMain } from './store/on-main.ts'
import { idsOnMain } from './store/seat/ids.ts'

export interface LoginServer extends OpsPorts, LoginPorts {
  readonly node: Node
  stop(): Promise<StopReport>
}

/** Throws StartError with one line that says what to change; whatever was started before is stopped again. */
export async function startLoginServer(config: Config, options: StartOptions = {}): Promise<LoginServer> {
  // For what it does for accounts.
  const game = await loadGame(config.game)
  const checked = await checkBeforeStart(config, { ...game, tables: undefined })
  const [{ onDoomed = tellProcess }, { hidden }] = [options, checked]
  const setup = await openMain({ ...config, ...options, services: {}, onDoomed, hidden })
  try {
    return await assemble(setup, game, { ...options, config, onDoomed })
  } catch (error) {
    await setup.node.stop(config.stopTimeout)
    checked.undo()
    throw error
  }
}

type Given = StartOptions & { config: Config; onDoomed: OnDoomed }

async function assemble(setup: MainSetup, game: GameDefinition, given: Given): Promise<LoginServer> {
  const { config, onDoomed, stores: around } = given
  const node = config.node.id
  const ops = await opsOnMain(setup, { ...config, web: { ...config.web, page: false }, tls: false })
  const stores = await storesOnMain(setup, { store: config.store, redis: config.board.redis, node, around })
  ops.tokensIn(stores.tokens)
  const onLost = () => onDoomed('its seat is lost')
  const { ids } = await idsOnMain(setup, { stores, node, threads: 0, onLost })
  const hooks = game.accounts
  const login = await loginAloneOnMain(setup, { config, stores, ids, hooks, access: ops.access })
  const loginPort = await login.listen()
  ops.ready({ login: loginPort, threads: 0 })
  return { node: setup.node, loginPort, ...ops.ports, stop: () => setup.node.stop(config.stopTimeout) }
}
