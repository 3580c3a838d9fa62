// The web port and the console on main: opened first, so that /healthz says 503 from the first moment on, and closed last.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { files } from '../../protocol/generated/schema.ts'
import type { MainSetup } from '../setup/main-setup.ts'
import type { TokenStore } from '../store/token-store.ts'
import { AuditLog } from './command/audit-log.ts'
import { COMMAND_RULES, commandRoutes } from './command/command-routes.ts'
import { CommandRunner } from './command/run-command.ts'
import { basicCommands } from './console/basic-commands.ts'
import { createConsole } from './console/console-server.ts'
import { addDiagnosis } from './diagnose/launch.ts'
import { injectCommand } from './inject/inject-command.ts'
import { listCommands } from './look/list-commands.ts'
import { Threads } from './look/threads.ts'
import { workCommands } from './look/work-commands.ts'
import { Gathering } from './metrics/gathering.ts'
import { metricsRoutes } from './metrics/metrics-routes.ts'
import { type PageRoutesOptions, pageRoutes } from './page/page-routes.ts'
import { RunningSchema } from './page/running-schema.ts'
import { logCommands } from './record/log-commands.ts'
import { timeCommands } from './record/time-commands.ts'
import { traceCommand } from './record/trace-command.ts'
import type { AuditConfig, ConsoleConfig, WebConfig } from './settings.ts'
import { launchThreadServices } from './thread-services.ts'
import { Attempts } from './tokens/attempts.ts'
import { type ConfiguredToken, Programs } from './tokens/programs.ts'
import type { WebAccess } from './web/web-access.ts'
import { createWebServer } from './web/web-server.ts'

const ROOT = join(import.meta.dirname, '../..')

export interface OpsOnMainOptions {
  web: WebConfig
  console: ConsoleConfig
  board: { http: { token: string } }
  auth: { kind: string; token: { account: string } }
  audit: AuditConfig
  /** Whether the gate speaks wss. */
  tls: boolean
  development: boolean
}

export interface OpsPorts {
  /** undefined when it is turned off. */
  readonly webPort: number | undefined
  /** The same. */
  readonly consolePort: number | undefined
}

export interface Ops {
  ports: OpsPorts
  /** Everything has started: says so, with the ports; the page knows from now on where the gate and the login server listen. */
  ready(fields: { gate?: number; login?: number | undefined; threads: number; code?: number }): void
  /** Who may use routes that want a program's token. */
  access: WebAccess
  /** The tokens of programs are known from now on. */
  tokensIn(store: TokenStore): void
}

/** Throws StartError when a port is taken. */
export async function opsOnMain(setup: MainSetup, options: OpsOnMainOptions): Promise<Ops> {
  const gate = { port: 0, tls: options.tls }
  const login: { port: number | undefined } = { port: undefined }
  const { clock } = setup.node.thread
  const configured: ConfiguredToken[] = [
    { name: 'board.http.token', text: options.board.http.token, scopes: ['rank'] },
  ]
  const access = { programs: new Programs({ clock, configured }), attempts: new Attempts() }
  await launchThreadServices(setup.node.thread, setup)
  gatherMetrics(setup)
  const threads = addLooks(setup)
  addDiagnosis(setup, threads, options.console.folder)
  const isAllowed = options.development || options.console.inject
  setup.commands.add({ inject: injectCommand({ threads, isAllowed, log: setup.log }) })
  const webPort = await openWeb(setup, options.web, {
    gate: () => gate,
    login: () => login,
    access,
    ...(options.auth.kind === 'token' && { token: { claim: options.auth.token.account } }),
  })
  const runner = createRunner(setup, options.audit)
  setup.routes.add(commandRoutes({ commands: setup.commands, runner }), COMMAND_RULES)
  const consolePort = await openConsole(setup, options.console, { runner, access })
  const ready: Ops['ready'] = ({ threads, code, ...ports }) => {
    gate.port = ports.gate ?? 0
    login.port = ports.login
    setup.ready({ ...ports, web: webPort, console: consolePort, threads, ...(code && { code }) })
  }
  const tokensIn = (store: TokenStore): void => access.programs.useStore(store)
  return { ports: { webPort, consolePort }, access, ready, tokensIn }
}

/** What merges those of all threads. */
function gatherMetrics(setup: MainSetup): void {
  const gathering = new Gathering(setup.node)
  setup.onThreadLost(slot => gathering.lost(slot))
  setup.routes.add(metricsRoutes(gathering), { scope: 'metrics', isOpenHere: true })
}

/** Returns its port. */
async function openWeb(
  setup: MainSetup,
  web: WebConfig,
  { access, ...page }: Pick<PageRoutesOptions, 'gate' | 'login' | 'token'> & { access: WebAccess },
): Promise<number | undefined> {
  if (!web.enabled) return undefined
  const server = await createWebServer({ ...web, log: setup.log, routes: setup.routes, access })
  setup.onExit('web', () => server.close())
  const folders = { webFolder: join(ROOT, 'web'), docsFolder: join(ROOT, 'docs') }
  if (!web.page) return server.port
  const schema = new RunningSchema(join(ROOT, 'protocol'), files)
  const hasTables = () => setup.routes.find('GET', '/api/tables') !== undefined
  setup.routes.add(pageRoutes({ ...folders, schema: () => schema, ...page, hasTables }))
  return server.port
}

function createRunner({ node, log }: MainSetup, config: AuditConfig): CommandRunner {
  const { nodeId, clock } = node.thread
  return new CommandRunner({ audit: new AuditLog({ ...config, node: nodeId, clock, log }), log })
}

/** What services and threads do. */
function addLooks({ commands, node }: MainSetup): Threads {
  const threads = new Threads(node)
  for (const each of [listCommands, workCommands, timeCommands, traceCommand, logCommands])
    commands.add(each(threads))
  return threads
}

/** Returns its port. */
async function openConsole(
  setup: MainSetup,
  { enabled, host, port }: ConsoleConfig,
  { runner, access }: { runner: CommandRunner; access: WebAccess },
): Promise<number | undefined> {
  const { commands, node } = setup
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
  const { nodeId } = node.thread
  commands.add(basicCommands({ table: commands, node: nodeId, version }))
  if (!enabled) return undefined
  const greeting = `Welcome to gatehouse ${version}, node ${nodeId}. \`help\` lists the commands.`
  const opened = await createConsole({ host, port, commands, runner, greeting, access })
  setup.onExit('console', () => opened.close())
  return opened.port
}
