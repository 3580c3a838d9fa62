// The routes of the web port, which every capability adds to. They are `METHOD /path`, or `/path` for every method; a
// path that ends in `/*` takes everything below it, the longest such path first. Handlers speak the Fetch standard's
// Request and Response, so they can be offered without importing the web server, and tested without sockets.

/** Answers one request. Its body arrives when the handler reads it, within `maxBody`; an AppError becomes its JSON answer. */
export type WebHandler = (request: Request) => Response | Promise<Response>

/** `'GET /api/tables'` or `'/rank/*'` -> handler. */
export type WebRoutes = Record<string, WebHandler>

interface Route {
  method: string | undefined
  path: string
  isPrefix: boolean
  handler: WebHandler
}

export type Found = { handler: WebHandler } | { allow: string[] } | undefined

export class Routes {
  #routes: Route[] = []

  constructor(routes: WebRoutes = {}) {
    this.add(routes)
  }

  /** From now on these are served as well. */
  add(routes: WebRoutes): void {
    const parsed = Object.entries(routes).map(([key, handler]) => parseRoute(key, handler))
    this.#routes = [...this.#routes, ...parsed].sort(
      (a, b) => Number(a.isPrefix) - Number(b.isPrefix) || b.path.length - a.path.length,
    )
  }

  /** The handler, or the methods that the path would take, or undefined where no route has the path. */
  find(method: string, path: string): Found {
    const wanted = method === 'HEAD' ? 'GET' : method
    const fitting = this.#routes.filter(route => matches(route, path))
    const route = fitting.find(each => each.method === undefined || each.method === wanted)
    if (route) return { handler: route.handler }
    return fitting.length > 0 ? { allow: [...new Set(fitting.map(each => each.method!))] } : undefined
  }
}

function parseRoute(key: string, handler: WebHandler): Route {
  const [, method, path] = /^(?:([A-Z]+) )?(\/\S*)$/.exec(key) ?? []
  if (!path) throw new Error(`not a route: ${key}`)
  const isPrefix = path.endsWith('/*')
  return { method, path: isPrefix ? path.slice(0, -1) : path, isPrefix, handler }
}

const matches = (route: Route, path: string): boolean =>
  route.isPrefix ? path.startsWith(route.path) : path === route.path
