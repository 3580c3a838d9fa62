// The routes of the web port, which every capability adds to. They are `METHOD /path`, or `/path` for every method; a
// path that ends in `/*` takes everything below it, the longest such path first. Handlers speak the Fetch standard's
// Request and Response, so they can be offered without importing the web server, and tested without sockets.

import type { Program, Scope } from './scopes.ts'

/** Answers one request. Its body arrives when the handler reads it, within `maxBody`; an AppError becomes its JSON answer.
 * `program` has shown a token; undefined where the route wants none. */
export type WebHandler = (
  request: Request,
  program: Program | undefined,
  client: WebClient,
) => Response | Promise<Response>

/** Who asks. */
export interface WebClient {
  /** IPv4 dotted, IPv6 as it came. */
  address: string
  /** Where limits by address count it: IPv4 by itself, IPv6 by its /64; undefined for this machine, which they do not count. */
  spot: string | undefined
}

/** `'GET /api/tables'` or `'/rank/*'` -> handler. */
export type WebRoutes = Record<string, WebHandler>

/** For whom routes are: everybody, unless said. */
export interface RouteRules {
  /** Wants a program's token with this scope. */
  scope?: Scope
  /** Wants none as long as only this machine can ask: web.host is loopback, and no proxy has passed the request on. */
  isOpenHere?: boolean
  /** ms that the handler may take, which then hears by the request's signal when the client has gone; the web server's own
   * limit unless said. */
  timeout?: number
}

export interface Route {
  handler: WebHandler
  rules: RouteRules
}

interface PlacedRoute extends Route {
  method: string | undefined
  path: string
  isPrefix: boolean
}

export type Found = Route | { allow: string[] } | undefined

export class Routes {
  #routes: PlacedRoute[] = []

  constructor(routes: WebRoutes = {}) {
    this.add(routes)
  }

  /** From now on these are served as well. */
  add(routes: WebRoutes, rules: RouteRules = {}): void {
    const parsed = Object.entries(routes).map(([key, handler]) => ({ ...parseRoute(key, handler), rules }))
    this.#routes = [...this.#routes, ...parsed].sort(
      (a, b) => Number(a.isPrefix) - Number(b.isPrefix) || b.path.length - a.path.length,
    )
  }

  /** The handler, or the methods that the path would take, or undefined where no route has the path. */
  find(method: string, path: string): Found {
    const wanted = method === 'HEAD' ? 'GET' : method
    const fitting = this.#routes.filter(route => matches(route, path))
    const route = fitting.find(each => each.method === undefined || each.method === wanted)
    if (route) return route
    return fitting.length > 0 ? { allow: [...new Set(fitting.map(each => each.method!))] } : undefined
  }
}

function parseRoute(key: string, handler: WebHandler): Omit<PlacedRoute, 'rules'> {
  const [, method, path] = /^(?:([A-Z]+) )?(\/\S*)$/.exec(key) ?? []
  if (!path) throw new Error(`not a route: ${key}`)
  const isPrefix = path.endsWith('/*')
  return { method, path: isPrefix ? path.slice(0, -1) : path, isPrefix, handler }
}

const matches = (route: PlacedRoute, path: string): boolean =>
  route.isPrefix ? path.startsWith(route.path) : path === route.path
