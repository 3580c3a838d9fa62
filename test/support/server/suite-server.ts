// One server for all tests of a suite: started before the first, stopped after the last. After each test its clients
// are closed, and what is left of them fails it.

import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Protocol } from '../../../protocol/sproto/index.ts'
import type { RawClient } from '../client/raw-client.ts'
import { type Settings, startTestServer, type TestServer } from './server.ts'

export interface SuiteServer {
  server(): TestServer
  /** A client that is connected. */
  guest(): Promise<RawClient>
  /** A client that is logged in. */
  player(account: string): Promise<RawClient>
}

/** Call it in a suite; `protocol` is that of the game, the project's unless said. */
export function serverForSuite(settings: Settings, protocol?: Protocol): SuiteServer {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer(settings)
  })
  afterAll(async () => void (await server.stop()))
  afterEach(async () => {
    await server.closeClients()
    await server.emptied()
  })
  const guest = () => server.connect(protocol && { protocol })
  return {
    server: () => server,
    guest,
    async player(account) {
      const client = await guest()
      await client.login(account)
      return client
    },
  }
}
