// The node's HTTP server: the tester page, /healthz, and the routes that other parts of the house mount. It holds no
// game socket (those are the gate's) and runs on the main thread. Every request is checked (target, Host, origin) before
// a handler sees it, and bounded in size and time; every request is answered, one at a time on each connection.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ErrorCode } from '../../../protocol/errors.ts'
import { AppError, LaterError } from '../../core/errors.ts'
import { type Listening, listenError } from '../../core/listening.ts'
import type { Route, Routes } from '../../setup/routes.ts'
import { admit, type WebAccess } from './web-access.ts'
import { type ProxyOptions, WebClients } from './web-client.ts'
import { answerJson, type BodyOptions, declaredLength, toRequest, writeResponse } from './web-exchange.ts'
import { refusalOf } from './web-guard.ts'
import { WebOrigins } from './web-origins.ts'
import { WebSockets } from './web-sockets.ts'
import { targetOf } from './web-target.ts'

export interface WebServerOptions extends ProxyOptions {
  /** Of the settings, for what can not be listened on; `web` unless said. */
  section?: string
  host: string
  /** 0 takes a free one. */
  port: number
  /** May still grow. */
  routes: Routes
  /** Without it nobody may use a route that wants a token. */
  access?: WebAccess
  log: WebLog
  /** Pages of other origins may ask, of these and of this machine; without it none. */
  origins?: readonly string[]
  /** Largest request body in bytes; default 64 KB. */
  maxBody?: number
  /** How long a request may take to arrive and a handler to answer, in ms; default 10 000. */
  timeout?: number
  /** How long a client may take to read an answer, in ms; default 30 000. */
  writeTimeout?: number
  /** Connections in all; beyond it the one that has done nothing for the longest time is closed. Default 512. */
  maxConnections?: number
  /** Connections from one address, where it is not loopback; default 64. */
  maxPerAddress?: number
}

/** The part of a logger that is used here. */
export interface WebLog {
  error(fields: object, message: string): void
}

export interface WebServer {
  readonly port: number
  readonly url: string
  /** How many are open now. */
  readonly connections: number
  /** Stops listening, lets requests under way end for a second, then cuts what is left. */
  close(): Promise<void>
}

/** What an AppError's code is in HTTP; all others are 400. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  NEED_LOGIN: 401,
  LOGIN_FAILED: 401,
  BANNED: 403,
  NOT_ALLOWED: 403,
  UNKNOWN_MESSAGE: 404,
  ACCOUNT_NAME_TAKEN: 409,
  ALREADY_LINKED: 409,
  MESSAGE_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  TRY_AGAIN: 503,
  SERVER_FULL: 503,
  MAILBOX_FULL: 503,
  SERVICE_DEAD: 503,
  THREAD_LOST: 503,
  TIMEOUT: 504,
}

/** Listens and serves `routes`. An address in use is a StartError with one line for the user. */
export async function createWebServer(options: WebServerOptions): Promise<WebServer> {
  const { section = 'web', host, port, timeout = 10_000 } = options
  const handle = new Exchanges(options)
  const server = createServer({
    headersTimeout: timeout,
    requestTimeout: timeout,
    connectionsCheckingInterval: Math.min(timeout, 1000),
    keepAliveTimeout: 5000,
  })
  server.maxRequestsPerSocket = MOST_REQUESTS
  server.on('connection', socket => handle.sockets.enter(socket))
  server.on('request', (incoming, outgoing) => void handle.run(incoming, outgoing))
  server.on('checkContinue', (incoming, outgoing) => void handle.run(incoming, outgoing))
  await listen(server, { section, host, port })
  const bound = (server.address() as AddressInfo).port
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  const url = `http://${name.includes(':') ? `[${name}]` : name}:${bound}`
  return {
    port: bound,
    url,
    get connections() {
      return handle.sockets.count
    },
    close: () => close(server),
  }
}

/** Requests of one connection; then it is closed, which spreads long-lived clients. */
const MOST_REQUESTS = 1000

/** So many bytes of a body that nobody reads are let pass by, so that the client sees the answer; beyond it is cut. */
const MOST_IGNORED = 1_048_576

class Exchanges {
  readonly sockets: WebSockets
  readonly #options: WebServerOptions
  readonly #clients: WebClients
  readonly #origins: WebOrigins | undefined

  constructor(options: WebServerOptions) {
    const { maxConnections = 512, maxPerAddress = 64, origins } = options
    this.sockets = new WebSockets({ maxConnections, maxPerAddress })
    this.#options = options
    this.#clients = new WebClients(options)
    this.#origins = origins && new WebOrigins(origins)
  }

  /** Answers one request when those before it on its connection are answered, whatever happens on the way. */
  run(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    return this.sockets.run(incoming.socket, () => this.#exchange(incoming, outgoing))
  }

  async #exchange(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { socket } = incoming
    this.sockets.works(socket)
    const response = await this.#answer(incoming, outgoing).catch((error: unknown) =>
      this.#failed(incoming, error),
    )
    if (outgoing.destroyed) return
    this.sockets.waits(socket)
    try {
      passBy(incoming, outgoing, response.status)
      await writeResponse(response, outgoing, this.#options.writeTimeout ?? 30_000)
    } catch (error) {
      this.#options.log.error({ err: error, path: incoming.url }, 'an HTTP answer could not be written')
      outgoing.destroy()
    }
  }

  async #answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<Response> {
    const target = targetOf(incoming)
    if (typeof target === 'string') return answerJson(400, { error: target })
    const { url, host } = target
    const refusal = this.#refusalOf(incoming, host)
    if (refusal) return answerJson(403, { error: refusal })
    const { origin } = incoming.headers
    if (!this.#origins || origin === undefined) return this.#served(incoming, outgoing, url)
    if (incoming.method === 'OPTIONS') return this.#origins.open(this.#origins.preflight(), origin)
    const response = await this.#served(incoming, outgoing, url).catch((error: unknown) =>
      this.#failed(incoming, error),
    )
    return this.#origins.open(response, origin)
  }

  /** Why it is not let in; undefined: it is. */
  #refusalOf(incoming: IncomingMessage, host: string): string | undefined {
    const { origin } = incoming.headers
    if (!this.#origins) return refusalOf(incoming, host, this.#options.host)
    if (origin === undefined || this.#origins.isWelcome(origin)) return undefined
    return 'this origin may not log in (login.origins)'
  }

  async #served(incoming: IncomingMessage, outgoing: ServerResponse, url: URL): Promise<Response> {
    const found = this.#options.routes.find(incoming.method ?? 'GET', url.pathname)
    if (!found) return answerJson(404, { error: `nothing is served at ${url.pathname.slice(0, 200)}` })
    if ('allow' in found)
      return answerJson(405, { error: 'method not allowed' }, { allow: found.allow.join(', ') })
    const { timeout } = found.rules
    const signal = timeout === undefined ? undefined : goneSignal(outgoing)
    const request = toRequest(incoming, url, { ...this.#bodyOptions(incoming, outgoing), signal })
    if (!request) return answerJson(405, { error: 'method not allowed' })
    const limit = timeout ?? this.#options.timeout ?? 10_000
    return await withDeadline(this.#admitted(incoming, request, found), limit)
  }

  async #admitted(incoming: IncomingMessage, request: Request, { handler, rules }: Route): Promise<Response> {
    const admitted = await admit(incoming, rules, this.#options)
    return admitted instanceof Response ? admitted : handler(request, admitted, this.#clients.find(incoming))
  }

  #bodyOptions({ socket, headers }: IncomingMessage, outgoing: ServerResponse): Omit<BodyOptions, 'signal'> {
    return {
      maxBody: this.#options.maxBody ?? 65_536,
      onRead: () => {
        this.sockets.waits(socket)
        if (headers.expect !== undefined) outgoing.writeContinue()
      },
      onDone: () => this.sockets.works(socket),
    }
  }

  #failed(incoming: IncomingMessage, error: unknown): Response {
    if (error instanceof AppError) {
      const isSlowClient = error.code === 'TIMEOUT' && !incoming.complete
      const status = isSlowClient ? 408 : (STATUS[error.code] ?? 400)
      return answerJson(status, { code: error.code, error: error.message }, laterOf(error, status))
    }
    const isGone = incoming.destroyed && !incoming.complete
    if (!isGone) this.#options.log.error({ err: error, path: incoming.url }, 'an HTTP handler failed')
    return answerJson(500, { code: 'INTERNAL', error: 'an error inside the server' })
  }
}

/** When it may be tried again, in s. */
function laterOf(error: AppError, status: number): Record<string, string> | undefined {
  if (error instanceof LaterError) return { 'retry-after': String(error.seconds) }
  return status === 429 || status === 503 ? { 'retry-after': '1' } : undefined
}

/** What is left of a request when it is answered: a small body is read and dropped, after a large one no more is read. */
function passBy(incoming: IncomingMessage, outgoing: ServerResponse, status: number): void {
  if (incoming.complete) return
  const length = declaredLength(incoming)
  const isSmall = length > 0 && length <= MOST_IGNORED && incoming.headers.expect === undefined
  if (!isSmall || status === 408) outgoing.setHeader('connection', 'close')
  incoming.resume()
}

/** Aborted when the client has gone, and when its answer is sent. */
function goneSignal(outgoing: ServerResponse): AbortSignal {
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  return gone.signal
}

async function withDeadline(work: Response | Promise<Response>, ms: number): Promise<Response> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('TIMEOUT')), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function listen(server: Server, where: Listening): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', error => reject(listenError(error, where)))
    server.listen({ host: where.host, port: where.port }, resolve)
  })
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    const cut = setTimeout(() => server.closeAllConnections(), 1000)
    // One that was busy becomes idle when it is answered and the rest of its request has arrived.
    const sweep = setInterval(() => server.closeIdleConnections(), 20)
    server.close(() => {
      clearTimeout(cut)
      clearInterval(sweep)
      resolve()
    })
    server.closeIdleConnections()
  })
}
