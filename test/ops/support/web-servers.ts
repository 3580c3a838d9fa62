// Web servers for the tests of a file, each closed after its test.

import { afterEach, expect } from 'vitest'
import { createWebServer, type WebServer } from '../../../server/ops/web/web-server.ts'
import { Routes, type WebRoutes } from '../../../server/setup/routes.ts'

type Options = Parameters<typeof createWebServer>[0]

export interface LoggedError {
  message: string
  [field: string]: unknown
}

export interface WebServers {
  serve(routes: WebRoutes, options?: Partial<Options>): Promise<WebServer>
  /** The errors of the running test. */
  logged: LoggedError[]
}

/** `mayLog`: tests look at the errors themselves; otherwise one that was logged fails its test. */
export function useWebServers({ mayLog = false } = {}): WebServers {
  const logged: LoggedError[] = []
  const log = {
    error: (fields: object, message: string) => void logged.push({ ...fields, message }),
  }
  const open: WebServer[] = []
  afterEach(async () => {
    await Promise.all(open.splice(0).map(server => server.close()))
    const errors = logged.splice(0)
    if (!mayLog) expect(errors).toEqual([])
  })
  return {
    logged,
    async serve(routes, options = {}) {
      const server = await createWebServer({
        host: '127.0.0.1',
        port: 0,
        routes: new Routes(routes),
        log,
        ...options,
      })
      open.push(server)
      return server
    },
  }
}
