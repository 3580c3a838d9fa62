// Players of the game of duels, for one test.

import { onTestFinished } from 'vitest'
import { Duelist } from '../../support/client/duelist.ts'
import { DUEL } from '../../support/games/duel.ts'
import type { Settings, TestServer } from '../../support/server/server.ts'

/** They leave with the test. */
export const duelists = (server: TestServer, ...accs: string[]): Promise<Duelist[]> =>
  Promise.all(
    accs.map(async acc => {
      const duelist = await Duelist.open(server, acc)
      onTestFinished(() => duelist.close())
      return duelist
    }),
  )

const FAST = { createRate: 1e6, createBurst: 1e6, maxOwned: 10_000 }

export const duelSettings = (settings: Settings = {}): Settings => ({
  game: DUEL,
  gate: { messageRate: 1e6, messageBurst: 1e6 },
  ...settings,
  room: { ...FAST, emptyGrace: 0, ...settings.room },
})
