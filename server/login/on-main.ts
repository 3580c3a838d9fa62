// The login server on main: in the process of the game, or by itself; or, where it runs elsewhere, what tells it of this node.

import { readCounter, readGauge } from '../core/metrics/metric.ts'
import { Tally } from '../core/metrics/tally.ts'
import type { Snowflake } from '../lib/snowflake.ts'
import type { WebAccess } from '../ops/web/web-access.ts'
import { createWebServer } from '../ops/web/web-server.ts'
import type { MainSetup } from '../setup/main-setup.ts'
import { Routes } from '../setup/routes.ts'
import type { Stores } from '../store/open-stores.ts'
import type { Watchdog } from '../watchdog/watchdog.ts'
import type { AccountHooks, Players } from './account/login-host.ts'
import { Announcer } from './node/announcer.ts'
import { gateUrl } from './node/gates.ts'
import { NODE_RULES, nodeRoutes } from './node/node-routes.ts'
import { Nodes } from './node/nodes.ts'
import { LocalPlayers } from './player/local-players.ts'
import { Removal } from './player/removal.ts'
import { hasLoginServer, type LoginConfig } from './settings.ts'
import type { Gates } from './web/answers.ts'
import { loginRoutes, slowRoutes } from './web/routes.ts'

export interface LoginOnMainOptions {
  config: {
    login: LoginConfig
    auth: { kind: string }
    gate: { tls: object | null }
    node: { id: number }
  }
  stores: Stores
  /** Of accounts. */
  ids: Snowflake
  /** The game's; it may have none. */
  hooks: AccountHooks | undefined
  /** For routes that want a program's token. */
  access: WebAccess
}

export interface LoginPorts {
  /** undefined where no login server runs here. */
  readonly loginPort: number | undefined
}

export interface Login {
  /** Listens, once the gate does; returns its port. */
  open(gatePort: number): Promise<number | undefined>
}

/** In the process of a game. */
export async function loginOnMain(setup: MainSetup, options: LoginOnMainOptions): Promise<Login> {
  const { config, stores } = options
  if (config.auth.kind !== 'accounts') return { open: async () => undefined }
  const watchdog = await setup.node.query<Watchdog>('.watchdog')
  const here = { watchdog, roles: stores.roles, removers: setup.removers }
  const service = await setup.node.launch(LocalPlayers, here, { name: '.login-players' })
  const players: Players = {
    close: (account, validFrom) => service.call.close(account, validFrom),
    remove: account => service.within(REMOVED_WITHIN).call.remove(account),
  }
  if (!hasLoginServer(config)) return announced(setup, options, players)
  const gate = { url: config.login.gate, port: 0, tls: config.gate.tls !== null }
  const server = await makeServer(setup, options, { players, gates: host => [gateUrl(gate, host)] })
  const open = (port: number) => {
    gate.port = port
    return server.listen()
  }
  return { open }
}

/** A process of its own. */
export async function loginAloneOnMain(
  setup: MainSetup,
  options: LoginOnMainOptions,
): Promise<{ listen(): Promise<number> }> {
  const { login } = options.config
  const nodes = new Nodes(setup.node.thread.clock)
  setup.metrics.add({
    gatehouse_login_nodes: readGauge('nodes of the game that have announced themselves', () => nodes.count),
  })
  const gates: Gates = host => (login.gate === '' ? nodes.gates(host) : [login.gate])
  const server = await makeServer(setup, options, { players: nodes, gates })
  server.routes.add(nodeRoutes(nodes), NODE_RULES)
  const listen = async () => {
    const port = await server.listen()
    // Before it closes: their questions wait.
    setup.onExit('nodes of the game', () => nodes.stop())
    return port
  }
  return { listen }
}

/** ms. */
const REMOVED_WITHIN = 60_000
const MAX_BODY = 8192
const MAX_CONNECTIONS = 1024
/** Of one address, where there is no proxy. */
const MAX_PER_ADDRESS = 64

async function makeServer(
  setup: MainSetup,
  { config: { login }, stores, ids, hooks = {}, access }: LoginOnMainOptions,
  { players, gates }: { players: Players; gates: Gates },
) {
  // What it needs is loaded only where it runs.
  const { openHost } = await import('./account/open-host.ts')
  const host = await openHost(setup, { login, stores, newId: () => ids.next(), hooks, players })
  const removal = new Removal({ store: stores.accounts, accounts: host.accounts, players, log: setup.log })
  const outcomes = countOutcomes(setup)
  const options = {
    host,
    gates,
    removal,
    count: (request: string, code: string) => outcomes.add(request, code),
  }
  const routes = new Routes(loginRoutes(options))
  const slow = slowRoutes(options)
  routes.add(slow.routes, { timeout: slow.timeout })
  const listen = async () => {
    const limits = {
      maxBody: MAX_BODY,
      maxConnections: MAX_CONNECTIONS,
      maxPerAddress: login.trustProxy > 0 ? MAX_CONNECTIONS : MAX_PER_ADDRESS,
    }
    const server = await createWebServer({
      ...login,
      ...limits,
      section: 'login',
      routes,
      access,
      log: setup.log,
    })
    setup.onExit('login server', () => server.close())
    setup.onExit('removals', () => removal.close())
    removal.open()
    return server.port
  }
  return { routes, listen }
}

function countOutcomes(setup: MainSetup): Tally {
  const outcomes = new Tally()
  setup.metrics.add({
    gatehouse_login_requests_total: readCounter(
      'requests to the login server, by name and outcome: OK, or the code of the error',
      () => outcomes.samples('request', 'outcome'),
      { labels: ['request', 'outcome'] },
    ),
  })
  return outcomes
}

/** The login server runs elsewhere. */
function announced(setup: MainSetup, { config }: LoginOnMainOptions, players: Players): Login {
  const { url, token, gate } = config.login
  const { node, log } = setup
  const look = async () => {
    const { online } = await (await node.query<Watchdog>('.watchdog')).call.count()
    // At the start the gate listens already.
    return { players: online, isOpen: node.state === 'ready' || node.state === 'starting' }
  }
  const open = async (port: number) => {
    const address = { url: gate, port, tls: config.gate.tls !== null }
    const announcer = new Announcer({ url, token, node: config.node.id, gate: address, players, log, look })
    announcer.start()
    setup.onExit('announcements', () => announcer.stop())
    return undefined
  }
  return { open }
}
