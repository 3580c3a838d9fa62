// A server with a schema that the page has never seen: every kind of field, nested and in arrays and maps. Its gate
// (uWebSockets.js) answers what it is asked with the same body, sends a storm of pushes on demand, and closes with a
// code on demand; the page comes from the real web server.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import {
  PackageReader,
  PackageWriter,
  parseSchema,
  protocolOf,
  type SchemaFile,
} from '../../../protocol/sproto/index.ts'
import { App, us_socket_local_port, type WebSocket } from '../../../server/gate/transport/uws.ts'
import { pageRoutes } from '../../../server/ops/page/page-routes.ts'
import { RunningSchema } from '../../../server/ops/page/running-schema.ts'
import { createWebServer, type WebServer } from '../../../server/ops/web/web-server.ts'
import { Routes } from '../../../server/setup/routes.ts'

/** Its messages at first. */
export const FILES: readonly SchemaFile[] = [
  {
    name: 'c2s.sproto',
    text: `
# Everything that a field can be.
odd_all 11 {
  request Odd
  response Odd
}

# Sends \`count\` pushes at once, or so many a second.
storm_begin 12 {
  request { count 0 : integer  rate 1 : integer }
}

# Closes the connection.
storm_close 13 {
  request { code 0 : integer }
}

# Nothing comes back.
storm_silence 14 {
  response { never 0 : integer }
}
`,
  },
  { name: 's2c.sproto', text: 'storm_push 101 { request { n 0 : integer  text 1 : string } }\n' },
  {
    name: 'types.sproto',
    text: `
.Odd {
  .Place { x 0 : integer  y 1 : integer  label 2 : string }
  .Pair { id 0 : integer  name 1 : string }
  yes 0 : boolean
  small 1 : integer
  wide 2 : integer          # beyond what JavaScript counts exactly
  money 3 : integer(2)
  ratio 4 : double
  text 5 : string
  bytes 6 : binary
  place 7 : Place
  yeses 8 : *boolean
  wides 9 : *integer
  ratios 10 : *double
  texts 11 : *string
  blobs 12 : *binary
  places 13 : *Place
  byX 14 : *Place(x)
  names 15 : *Pair()
  itself 16 : Odd
}
`,
  },
]

const protocol = protocolOf(parseSchema(FILES), { integers: 'wide' })

type Client = WebSocket<object>

export class OddServer {
  readonly #app = App()
  readonly #folder = mkdtempSync(join(tmpdir(), 'gatehouse-odd-'))
  readonly #reader = new PackageReader()
  readonly #writer = new PackageWriter()
  /** Bodies as they arrived, decoded. */
  readonly heard: unknown[] = []
  #web: WebServer | undefined
  #schema: RunningSchema | undefined

  /** The address of the page. */
  get url(): string {
    return this.#web!.url
  }

  async start(): Promise<void> {
    this.runMessages(FILES)
    this.#app.ws<object>('/*', { message: (client, data) => this.#take(client, new Uint8Array(data)) })
    const port = await new Promise<number>(done => {
      this.#app.listen('127.0.0.1', 0, listener => done(us_socket_local_port(listener as never)))
    })
    const routes = pageRoutes({
      webFolder: resolve(import.meta.dirname, '../../../web'),
      schema: () => this.#schema!,
      docsFolder: resolve(import.meta.dirname, '../../../docs'),
      gate: () => ({ port, tls: false }),
    })
    const log = { error: () => undefined }
    this.#web = await createWebServer({
      host: '127.0.0.1',
      port: 0,
      routes: new Routes({ ...routes, 'GET /healthz': () => new Response() }),
      log,
    })
  }

  /** As if the server had been started again with these. */
  runMessages(files: readonly SchemaFile[]): void {
    for (const { name, text } of files) writeFileSync(join(this.#folder, name), text)
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

  #take(client: Client, data: Uint8Array): void {
    this.#reader.read(data)
    const { session, type } = this.#reader
    const { name, request, response } = protocol.byTag[type!]!
    const body = (request ? this.#reader.body(request) : {}) as Record<string, number>
    this.heard.push(body)
    if (name === 'storm_silence') return
    if (name === 'storm_close') client.end(body.code, '')
    else if (name === 'storm_begin') this.#storm(client, body)
    else if (session !== undefined) client.send(this.#writer.response(session, response, body), true)
  }

  /** `rate` pushes a second, in bunches of 10 ms; all at once without. */
  #storm(client: Client, { count = 0, rate }: { count?: number; rate?: number }): void {
    const bunch = rate ? rate / 100 : count
    let n = 0
    const timer = setInterval(() => {
      for (let end = Math.min(count, n + bunch); n < end; n += 1) this.#push(client, n + 1)
      if (n >= count) clearInterval(timer)
    }, 10)
  }

  #push(client: Client, n: number): void {
    const push = protocol.byName.get('storm_push')!
    client.send(this.#writer.push(push.tag, push.request, { n, text: `push number ${n}` }), true)
  }
}
