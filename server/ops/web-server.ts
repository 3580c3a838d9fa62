// The node's HTTP server: the tester page, /healthz, and the routes that other parts of the house mount. It holds no
// game socket (those are the gate's) and runs on the main thread. Every request is checked (Host, origin, size, time)
// before a handler sees it; every request is answered.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ErrorCode } from '../../protocol/errors.ts'
import { AppError } from '../core/errors.ts'
import { listenError } from '../core/listening.ts'
import { answerJson, toRequest, writeResponse } from './web-exchange.ts'
import { refusalOf } from './web-guard.ts'
import { WebRouter, type WebRoutes } from './web-router.ts'

export interface WebServerOptions {
  host: string
  /** 0 takes a free one. */
  port: number
  routes: WebRoutes
  log: WebLog
  /** Largest request body in bytes; default 64 KB. */
  maxBody?: number
  /** How long a request may take to arrive and a handler to answer, in ms; default 10 000. */
  timeout?: number
}

/** The part of a logger that is used here. */
export interface WebLog {
  error(fields: object, message: string): void
}

export interface WebServer {
  readonly port: number
  readonly url: string
  /** Stops listening, lets requests under way end for a second, then cuts what is left. */
  close(): Promise<void>
}

/** What an AppError's code is in HTTP; all others are 400. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  NEED_LOGIN: 401,
  LOGIN_FAILED: 401,
  BANNED: 403,
  UNKNOWN_MESSAGE: 404,
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
  const { host, port } = options
  const handle = new Exchanges(options)
  const server = createServer((incoming, outgoing) => void handle.run(incoming, outgoing))
  setLimits(server, options.timeout ?? 10_000)
  await listen(server, host, port)
  const bound = (server.address() as AddressInfo).port
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  const url = `http://${name.includes(':') ? `[${name}]` : name}:${bound}`
  return { port: bound, url, close: () => close(server) }
}

class Exchanges {
  readonly #options: WebServerOptions
  readonly #router: WebRouter

  constructor(options: WebServerOptions) {
    this.#options = options
    this.#router = new WebRouter(options.routes)
  }

  /** Answers one request, whatever happens on the way. */
  async run(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const response = await this.#answer(incoming).catch((error: unknown) => this.#failed(incoming, error))
    if (outgoing.destroyed) return
    try {
      if (!incoming.complete) outgoing.setHeader('connection', 'close')
      await writeResponse(response, outgoing)
    } catch (error) {
      this.#options.log.error({ err: error, path: incoming.url }, 'an HTTP answer could not be written')
      outgoing.destroy()
    }
  }

  async #answer(incoming: IncomingMessage): Promise<Response> {
    const refusal = refusalOf(incoming, this.#options.host)
    if (refusal) return answerJson(403, { error: refusal })
    const url = urlOf(incoming)
    if (!url) return answerJson(400, { error: 'not an address' })
    const found = this.#router.find(incoming.method ?? 'GET', url.pathname)
    if (!found) return answerJson(404, { error: `nothing is served at ${url.pathname.slice(0, 200)}` })
    if ('allow' in found)
      return answerJson(405, { error: 'method not allowed' }, { allow: found.allow.join(', ') })
    const request = await toRequest(incoming, url, this.#options.maxBody ?? 65_536)
    return await withDeadline(found.handler(request), this.#options.timeout ?? 10_000)
  }

  #failed(incoming: IncomingMessage, error: unknown): Response {
    if (error instanceof AppError)
      return answerJson(STATUS[error.code] ?? 400, { code: error.code, error: error.message })
    const isGone = incoming.destroyed && !incoming.complete
    if (!isGone) this.#options.log.error({ err: error, path: incoming.url }, 'an HTTP handler failed')
    return answerJson(500, { code: 'INTERNAL', error: 'an error inside the server' })
  }
}

/** Only the path and query are taken from the request line; `..` is resolved by the URL parser. */
function urlOf(incoming: IncomingMessage): URL | undefined {
  const target = incoming.url ?? '/'
  if (!target.startsWith('/')) return undefined
  const full = `http://${incoming.headers.host}${target}`
  return URL.canParse(full) ? new URL(full) : undefined
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

function setLimits(server: Server, timeout: number): void {
  server.headersTimeout = timeout
  server.requestTimeout = timeout
  server.keepAliveTimeout = 5000
  server.maxConnections = 512
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', error => reject(listenError(error, { section: 'web', host, port })))
    server.listen({ host, port }, resolve)
  })
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    const cut = setTimeout(() => server.closeAllConnections(), 1000)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
