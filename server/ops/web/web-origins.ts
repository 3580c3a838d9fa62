// Pages of other origins, for a server that they may ask (the login server): which of them are let in, and what their browsers
// have to be told.

import { isLoopback } from './web-guard.ts'

/** What such a page may send. */
const METHODS = 'GET, POST'
const HEADERS = 'authorization, content-type'
/** s for which a browser need not ask again. */
const MAX_AGE = '600'

export class WebOrigins {
  readonly #origins: ReadonlySet<string>

  constructor(origins: readonly string[]) {
    this.#origins = new Set(origins)
  }

  /** Pages that this machine serves always are. */
  isWelcome(origin: string): boolean {
    return this.#origins.has(origin) || (URL.canParse(origin) && isLoopback(new URL(origin).hostname))
  }

  /** What a browser asks before it asks. */
  preflight(): Response {
    const headers = {
      'access-control-allow-methods': METHODS,
      'access-control-allow-headers': HEADERS,
      'access-control-max-age': MAX_AGE,
    }
    return new Response(null, { status: 204, headers })
  }

  /** `response`, which the page may read. */
  open(response: Response, origin: string): Response {
    response.headers.set('access-control-allow-origin', origin)
    response.headers.set('access-control-expose-headers', 'retry-after')
    response.headers.append('vary', 'origin')
    return response
  }
}
