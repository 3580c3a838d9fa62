// What a client's call can fail with: the server said no (RequestError), or there is no connection (ClosedError).

import { CLOSE_REASONS, type CloseCode, ERRORS, type ErrorCode } from '../errors.ts'

/** The server refused a request, or did not answer in time (`TIMEOUT`). */
export class RequestError extends Error {
  override name = 'RequestError'
  /** From the catalogue; a game may add codes of its own. */
  readonly code: ErrorCode | (string & {})
  /** The request that failed. */
  readonly request: string

  constructor(request: string, code: string, message?: string) {
    super(message || (code in ERRORS ? ERRORS[code as ErrorCode] : code))
    this.code = code
    this.request = request
  }
}

/** There is no connection (yet, or any more): `code` is the WebSocket's close code, 1006 where there was none. */
export class ClosedError extends Error {
  override name = 'ClosedError'
  readonly code: CloseCode | (number & {})
  /** Of the server, without what may be secret in it. */
  readonly url: string

  constructor(url: string, code: number, reason?: string) {
    const shown = shownUrl(url)
    super(`${shown}: ${explainClose(code, reason)}`)
    this.code = code
    this.url = shown
  }
}

/** Without a password and without the query, where tokens are carried: errors are logged. */
export const shownUrl = (url: string): string => url.replace(/\?.*$/, '').replace(/\/\/[^/]*@/, '//')

/** What a close code means: this server's from the catalogue, the standard ones in a few words. */
export function explainClose(code: number, reason = ''): string {
  const known = CLOSE_REASONS[code as CloseCode] ?? STANDARD[code]
  if (!known) return reason || `code ${code}`
  return reason && reason !== known ? `${known} (${reason})` : known
}

const STANDARD: Record<number, string> = {
  1000: 'closed',
  1001: 'the other side is going away',
  1006: 'the connection was lost or refused',
  1009: 'a message was too large',
  1011: 'an error inside the server',
}
