// A whole server in the test's process, with the kit's own game unless told otherwise: free ports, a store in a temporary folder, its log in a file instead of on the
// terminal. For fault suites too, so it knows nothing of vitest: whoever starts it stops it (in a test: serverForTest).

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AgentsService } from '../../../server/agent/agents-service.ts'
import type { Config } from '../../../server/config.ts'
import { AppError } from '../../../server/core/errors.ts'
import type { StopReport } from '../../../server/core/node/node.ts'
import type { Slave } from '../../../server/gate/slave.ts'
import { type Server, startServer } from '../../../server/server.ts'
import { checkConfig } from '../../../server/settings/load.ts'
import type { Watchdog } from '../../../server/watchdog/watchdog.ts'
import { type ClientOptions, openClient, type RawClient } from '../client/raw-client.ts'
import { ROOMS } from '../games/rooms.ts'
import { until } from '../until.ts'

/** Settings by section, over what tests need: `{ threads: 2, gate: { maxMessage: 64 } }`. */
export type Settings = { [K in keyof Config]?: Config[K] extends object ? Partial<Config[K]> : Config[K] }

export interface Census {
  /** Open sockets, and those of them that are not logged in. */
  connections: number
  guests: number
  backlogged: number
  /** Bytes waiting in the sockets. */
  queued: number
  /** Connections that wait to be closed. */
  closing: number
  agents: number
  /** Roles in memory, and those of them with changes that are not saved. */
  roles: number
  unsaved: number
  /** Accounts that the watchdog knows to be online, and logins that wait for an earlier one to leave. */
  online: number
  waiting: number
}

export const NOBODY: Census = {
  connections: 0,
  guests: 0,
  backlogged: 0,
  queued: 0,
  closing: 0,
  agents: 0,
  roles: 0,
  unsaved: 0,
  online: 0,
  waiting: 0,
}

const OF_SLOWNESS = [
  'a slow handler is still waiting',
  'a slow handler has ended',
  'the loop of a thread is stuck',
]

export interface LogLine {
  level: number
  msg: string
  [field: string]: unknown
}

export class TestServer {
  readonly folder: string
  readonly #ownsFolder: boolean
  readonly #clients = new Set<RawClient>()
  #server: Server

  constructor(server: Server, folder: string, ownsFolder: boolean) {
    this.#server = server
    this.folder = folder
    this.#ownsFolder = ownsFolder
  }

  get server(): Server {
    return this.#server
  }

  get url(): string {
    return `ws://127.0.0.1:${this.server.gatePort}`
  }

  /** A WebSocket client that is connected. */
  async connect(options?: Omit<ClientOptions, 'port'>): Promise<RawClient> {
    const client = await openClient({ port: this.server.gatePort, ...options })
    this.#clients.add(client)
    void client.closed.then(() => this.#clients.delete(client))
    return client
  }

  /** Ends every connection that connect() has opened. */
  async closeClients(): Promise<void> {
    await Promise.all([...this.#clients].map(client => client.vanish()))
  }

  async watchdog() {
    return this.server.node.query<Watchdog>('.watchdog')
  }

  /** What is there now, in the whole node. */
  async census(): Promise<Census> {
    const { node } = this.server
    const { online, waiting } = await (await this.watchdog()).call.count()
    const sum = { ...NOBODY, online, waiting }
    for (const slot of node.slots) {
      const gate = await (await node.query<Slave>(`.gate/${slot}`)).call.count()
      const players = await (await node.query<AgentsService>(`.agents/${slot}`)).call.count()
      const part: Partial<Census> = { ...gate, ...players }
      for (const name of Object.keys(part) as (keyof Census)[]) if (name in sum) sum[name] += part[name] ?? 0
    }
    return sum
  }

  /** Resolves as soon as `holds` says so of the census; throws with the last one after `ms`. */
  async until(holds: (census: Census) => boolean, ms?: number): Promise<Census> {
    const look = () => this.census().catch(whileThreadsChange)
    return (await until(look, census => census !== undefined && holds(census), ms))!
  }

  /** Resolves when nothing of any client is left; throws with what is left after `ms`. */
  async emptied(ms?: number): Promise<void> {
    await this.until(census => JSON.stringify(census) === JSON.stringify(NOBODY), ms)
  }

  /** What was logged until now. */
  log(): LogLine[] {
    return readLog(join(this.folder, 'log'))
  }

  /** Lines of warnings and worse, without what a busy machine makes a server say. */
  complaints(): LogLine[] {
    return this.log().filter(({ level, msg }) => level >= 40 && !OF_SLOWNESS.includes(msg))
  }

  /** Another run, of the same folder. */
  protected goOnWith(server: Server): void {
    this.#server = server
  }

  async stop(): Promise<StopReport> {
    const report = await this.server.stop()
    if (this.#ownsFolder) rmSync(this.folder, { recursive: true, force: true })
    return report
  }
}

/** A thread that ends while it is asked, or is not there yet: to be asked again. */
function whileThreadsChange(error: unknown): undefined {
  const passing = ['THREAD_LOST', 'SERVICE_DEAD', 'TIMEOUT']
  if (!(error instanceof AppError && passing.includes(error.code))) throw error
}

/** `folder`: an earlier server's, to start again on its store; otherwise a new one, which is gone after stop(). */
export async function startTestServer(settings: Settings = {}, folder?: string): Promise<TestServer> {
  const home = folder ?? mkdtempSync(join(tmpdir(), 'gatehouse-'))
  try {
    const server = await startServer(testConfig(settings, home))
    return new TestServer(server, home, folder === undefined)
  } catch (error) {
    if (folder === undefined) rmSync(home, { recursive: true, force: true })
    throw error
  }
}

/** What startTestServer starts with. */
export const testConfig = (settings: Settings, folder: string): Config =>
  checkConfig({
    threads: 0,
    game: ROOMS,
    ...settings,
    gate: { host: '127.0.0.1', port: 0, ...settings.gate },
    web: { enabled: false, port: 0, ...settings.web },
    console: { port: 0, folder: join(folder, 'diagnose'), ...settings.console },
    store: { path: join(folder, 'store'), ...settings.store },
    table: { history: join(folder, 'tables'), watch: false, ...settings.table },
    code: { history: join(folder, 'code'), ...settings.code },
    save: { unsaved: join(folder, 'unsaved'), ...settings.save },
    audit: { file: join(folder, 'audit.jsonl'), ...settings.audit },
    log: { level: 'info', pretty: false, file: join(folder, 'log'), ...settings.log },
  })

/** Whole lines: another thread may be in the middle of writing one. */
function readLog(file: string): LogLine[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1)
  return lines.map(line => JSON.parse(line) as LogLine)
}
