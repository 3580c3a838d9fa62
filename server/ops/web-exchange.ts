// Between node:http and the Fetch standard: makes a Request of what arrived, writes a Response back. A body is read
// whole and never beyond its limit.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '../core/errors.ts'
import { SECURITY_HEADERS } from './web-guard.ts'

/** Reads the body; throws MESSAGE_TOO_LARGE beyond `maxBody` bytes. */
async function readBody(incoming: IncomingMessage, maxBody: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBody) throw new AppError('MESSAGE_TOO_LARGE', `a body has at most ${maxBody} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headersDistinct))
    for (const each of value ?? []) headers.append(name, each)
  return headers
}

/** The request with its body, at most `maxBody` bytes of it; `url` is the one that was parsed. */
export async function toRequest(incoming: IncomingMessage, url: URL, maxBody: number): Promise<Request> {
  const method = incoming.method ?? 'GET'
  const init: RequestInit = { method, headers: headersOf(incoming) }
  if (method === 'GET' || method === 'HEAD') return new Request(url, init)
  return new Request(url, { ...init, body: new Uint8Array(await readBody(incoming, maxBody)) })
}

/** Writes `response` with the security headers; a HEAD request gets no body. */
export async function writeResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer())
  outgoing.writeHead(response.status, {
    'cache-control': 'no-store',
    ...SECURITY_HEADERS,
    ...Object.fromEntries(response.headers),
    ...(response.status === 304 ? {} : { 'content-length': String(body.length) }),
  })
  outgoing.end(body)
}

export const answerJson = (status: number, value: unknown, headers?: Record<string, string>): Response =>
  Response.json(value, { status, ...(headers && { headers }) })
