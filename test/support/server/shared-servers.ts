// One server for the tests of a file that ask for the same settings, where each test with workers of its own would
// cost seconds. Tests use accounts of their own; what one leaves behind fails it.

import { afterAll, onTestFinished } from 'vitest'
import { type Settings, startTestServer, type TestServer } from './server.ts'

export type OpenServer = (settings: Settings) => Promise<TestServer>

/** Call it at the top level of a file or in a suite, at whose end the servers are stopped. */
export function shareServers(): OpenServer {
  const servers = new Map<string, Promise<TestServer>>()
  afterAll(async () => {
    await Promise.all([...servers.values()].map(async server => (await server).stop()))
    servers.clear()
  })
  return async settings => {
    const key = JSON.stringify(settings)
    const starting = servers.get(key) ?? startTestServer(settings)
    servers.set(key, starting)
    const server = await starting
    onTestFinished(async () => {
      await server.closeClients()
      await server.emptied()
    })
    return server
  }
}
