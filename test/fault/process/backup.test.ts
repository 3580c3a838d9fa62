// A backup of a server whose roles and leaderboards change all the time: the two are copied one after the other, and belong
// together all the same.

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createLogger } from '../../../server/core/log/log.ts'
import { restore } from '../../../server/store/backup/restore.ts'
import { startGame, temporaryFolder, until } from '../../kit/index.ts'
import { ROOMS } from '../../support/games/rooms.ts'
import { askConsole, ConsoleClient } from '../../support/server/console-client.ts'

const log = createLogger({ level: 'silent', pretty: false }, { node: 0, thread: 0 })

test('each update of a board that a role has sent counts once after a restore', async () => {
  const folder = temporaryFolder()
  const backup = join(temporaryFolder(), 'backup')
  const settings = { threads: 2, game: ROOMS, folder, now: '2026-01-15T12:00:00Z' }
  const game = await startGame(settings)
  const uids: string[] = []
  for (let i = 0; i < 8; i++) uids.push((await game.player(`p${i}`)).uid)
  const operators = await Promise.all(uids.map(() => ConsoleClient.open(game.server.consolePort!)))
  for (const [i, uid] of uids.entries()) await operators[i]!.ask(`gold ${uid} 1`)
  let isMade = false
  const giving = uids.map(async (uid, i) => {
    while (!isMade) await operators[i]!.ask(`gold ${uid} 1`)
    operators[i]!.close()
  })
  await askConsole(game.server.consolePort!, `backup ${backup}`)
  isMade = true
  await Promise.all(giving)
  await game.stop()

  await restore({ folder: backup, path: join(folder, 'store'), unsaved: join(folder, 'unsaved'), log })
  const again = await startGame(settings)
  const ask = <T>(line: string) => askConsole<T>(again.server.consolePort!, line)
  const goldOf = async (uid: string) => (await ask<{ role: { gold: number } }>(`player ${uid}`)).role.gold
  const scoreOf = async (uid: string) =>
    (await ask<{ score?: number } | undefined>(`call .board/gold query ["${uid}"]`))?.score ?? 0
  for (const uid of uids) {
    const gold = await goldOf(uid)
    expect(gold).toBeGreaterThan(0)
    await until(
      () => scoreOf(uid),
      score => score >= gold,
    )
    // The next one has a new number for the board.
    await ask(`gold ${uid} 5`)
    await until(
      () => scoreOf(uid),
      score => score >= gold + 5,
    )
    expect(await scoreOf(uid)).toBe(gold + 5)
  }
})
