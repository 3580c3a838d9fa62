// Between node:http and the Fetch standard: makes a Request of what arrived, writes a Response back. A body is read
// when the handler reads it, so one who is refused has sent nothing that anybody kept, and never beyond its limit.

import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '../../core/errors.ts'
import { SECURITY_HEADERS } from './web-guard.ts'

export interface BodyOptions {
  /** Largest body in bytes. */
  maxBody: number
  /** Called when the handler begins to read the body, and when it has it. */
  onRead(): void
  onDone(): void
  /** The request's own, for a handler that takes long. */
  signal: AbortSignal | undefined
}

/** The request with its body yet to be read; undefined for one that the Fetch standard has no place for (TRACE). */
export function toRequest(incoming: IncomingMessage, url: URL, options: BodyOptions): Request | undefined {
  const method = incoming.method ?? 'GET'
  if (method === 'TRACE' || method === 'TRACK' || method === 'CONNECT') return undefined
  const headers = headersOf(incoming)
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers })
  const init: RequestInit & { duplex: 'half' } = {
    method,
    headers,
    body: bodyOf(incoming, options),
    duplex: 'half',
    signal: options.signal ?? null,
  }
  return new Request(url, init)
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headersDistinct))
    for (const each of value ?? []) headers.append(name, each)
  return headers
}

/** Reads nothing until it is read. */
function bodyOf(incoming: IncomingMessage, options: BodyOptions): ReadableStream<Uint8Array> {
  const chunks = readBody(incoming, options)
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const { value, done } = await chunks.next()
    if (done) controller.close()
    else controller.enqueue(value)
  }
  return new ReadableStream({ pull }, { highWaterMark: 0 })
}

/** Throws MESSAGE_TOO_LARGE beyond the limit; the connection stays usable, so that the answer reaches the client. */
async function* readBody(incoming: IncomingMessage, options: BodyOptions): AsyncGenerator<Uint8Array> {
  const { maxBody, onRead, onDone } = options
  const tooLarge = () => new AppError('MESSAGE_TOO_LARGE', `a body has at most ${maxBody} bytes`)
  if (declaredLength(incoming) > maxBody) throw tooLarge()
  onRead()
  let size = 0
  for await (const chunk of incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBody) throw tooLarge()
    yield chunk
  }
  onDone()
}

/** 0 where the request says nothing. */
export const declaredLength = (incoming: IncomingMessage): number =>
  Number(incoming.headers['content-length'] ?? 0)

/**
 * Writes `response` with the security headers; a HEAD request gets no body. The bytes of the body are written where
 * they are, so a body that many are sent is in memory once. Resolves when the system has taken all of it or the
 * connection has ended; a peer that has not read it after `timeout` ms is cut.
 */
export async function writeResponse(
  response: Response,
  outgoing: ServerResponse,
  timeout: number,
): Promise<void> {
  const chunks: Uint8Array[] = []
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) chunks.push(chunk)
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  outgoing.writeHead(response.status, {
    'cache-control': 'no-store',
    ...SECURITY_HEADERS,
    ...Object.fromEntries(response.headers),
    ...(response.status === 304 ? {} : { 'content-length': String(length) }),
  })
  for (const chunk of chunks) outgoing.write(chunk)
  await ended(outgoing, timeout)
}

async function ended(outgoing: ServerResponse, timeout: number): Promise<void> {
  const late = setTimeout(() => outgoing.destroy(), timeout)
  const closed = once(outgoing, 'close')
  outgoing.end()
  // After 'finish' and with the connection lost alike.
  await closed
  clearTimeout(late)
}

/** A body that many answers share: its bytes are not copied. */
export const sharedBody = (bytes: Uint8Array): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  })

export const answerJson = (status: number, value: unknown, headers?: Record<string, string>): Response =>
  Response.json(value, { status, ...(headers && { headers }) })
