import { ROOMS } from '../../support/games/rooms.ts'
import type { Settings, TestServer } from '../../support/server/server.ts'
import { serverForTest } from '../../support/server/server-for-test.ts'

/** A server whose game says little, for tests of its gate. */
export const openGate = (settings: Settings = {}): Promise<TestServer> =>
  serverForTest({ game: ROOMS, ...settings })
