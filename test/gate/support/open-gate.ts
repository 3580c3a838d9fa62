import { ROOMS } from '../../support/games/rooms.ts'
import type { Settings, TestServer } from '../../support/server/server.ts'
import { shareServers } from '../../support/server/shared-servers.ts'

/** Servers whose game says little, for tests of their gate: those of a file that ask for the same settings share one. */
export function shareGates(): (settings?: Settings) => Promise<TestServer> {
  const open = shareServers()
  return (settings = {}) => open({ game: ROOMS, ...settings })
}
