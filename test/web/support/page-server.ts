// The page from the real web server, beside a gate (uWebSockets.js) that says whatever a test wants, over any schema: what the
// page does with a server that it has never seen.

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import {
  PackageReader,
  PackageWriter,
  type Protocol,
  parseSchema,
  protocolOf,
  type SchemaFile,
} from '../../../protocol/sproto/index.ts'
import { App, us_socket_local_port, type WebSocket } from '../../../server/gate/transport/uws.ts'
import { pageRoutes } from '../../../server/ops/page/page-routes.ts'
import { RunningSchema } from '../../../server/ops/page/running-schema.ts'
import { createWebServer, type WebServer } from '../../../server/ops/web/web-server.ts'
import { Routes, type WebRoutes } from '../../../server/setup/routes.ts'

const ROOT = resolve(import.meta.dirname, '../../..')

export type Client = WebSocket<object>

/** A request as it arrived, decoded. */
export interface Asked {
  name: string
  body: Record<string, unknown>
  /** undefined: no reply is wanted. */
  session: number | undefined
}

export abstract class PageServer {
  readonly #app = App()
  readonly #folder = mkdtempSync(join(tmpdir(), 'gatehouse-page-'))
  readonly #reader = new PackageReader()
  protected readonly writer = new PackageWriter()
  protected readonly protocol: Protocol
  protected readonly clients = new Set<Client>()
  readonly #files: readonly SchemaFile[]
  #web: WebServer | undefined
  #schema: RunningSchema | undefined

  /** `files`: its messages at first. */
  constructor(files: readonly SchemaFile[]) {
    this.#files = files
    this.protocol = protocolOf(parseSchema(files), { integers: 'wide' })
  }

  /** The address of the page. */
  get url(): string {
    return this.#web!.url
  }

  async start(): Promise<void> {
    this.runMessages(this.#files)
    const port = await this.#listen()
    const routes = pageRoutes({
      webFolder: join(ROOT, 'web'),
      schema: () => this.#schema!,
      docsFolder: join(ROOT, 'docs'),
      gate: () => ({ port, tls: false }),
      hasTables: () => 'GET /api/tables' in this.routes,
    })
    this.#web = await createWebServer({
      host: '127.0.0.1',
      port: 0,
      routes: new Routes({ ...routes, 'GET /healthz': () => new Response(), ...this.routes }),
      log: { error: () => undefined },
    })
  }

  /** As if the server had been started again with these. */
  runMessages(files: readonly SchemaFile[]): void {
    for (const name of readdirSync(this.#folder)) rmSync(join(this.#folder, name))
    for (const { name, text } of files) this.saveFile(name, text)
    this.#schema = new RunningSchema(this.#folder, files)
  }

  /** As if somebody had saved a file. */
  saveFile(name: string, text: string): void {
    writeFileSync(join(this.#folder, name), text)
  }

  async stop(): Promise<void> {
    await this.#web?.close()
    this.#app.close()
    rmSync(this.#folder, { recursive: true })
  }

  /** What else it serves. */
  protected get routes(): WebRoutes {
    return {}
  }

  protected abstract asked(client: Client, request: Asked): void

  #listen(): Promise<number> {
    this.#app.ws<object>('/*', {
      open: client => void this.clients.add(client),
      message: (client, data) => this.#take(client, new Uint8Array(data)),
      close: client => void this.clients.delete(client),
    })
    return new Promise(done => {
      this.#app.listen('127.0.0.1', 0, listener => done(us_socket_local_port(listener as never)))
    })
  }

  #take(client: Client, data: Uint8Array): void {
    this.#reader.read(data)
    const { session, type } = this.#reader
    const { name, request } = this.protocol.byTag[type!]!
    const body = (request ? this.#reader.body(request) : {}) as Record<string, unknown>
    this.asked(client, { name, body, session })
  }
}
