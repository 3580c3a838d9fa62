// A world that lasts, on a server that is killed: what was stored beside its ticks is there again.

import { expect, onTestFinished, test } from 'vitest'
import { startGameProcess } from '../../kit/index.ts'
import { ARENA } from '../../support/games/arena.ts'
import { Watcher } from '../../support/world/watcher.ts'

/** Ticks of 8 s: the state is stored every 5 s. */
const STORED = 240

test('a world that lasts goes on after a kill -9, from what was stored a few seconds before', async () => {
  const server = await startGameProcess({ game: ARENA, threads: 1 })
  const anna = await Watcher.open(server.url, 'anna')
  const { seed } = await anna.create('lasting', 10)
  await anna.until(({ tick }) => tick > STORED)
  const heroes = anna.lists().heroes!.map(hero => (hero as { id: number }).id)
  await server.kill()
  anna.player.close()

  await server.start()
  const again = await Watcher.open(server.url, 'anna')
  onTestFinished(() => again.player.close())
  const joined = await again.join(anna.id)
  expect(joined.seed).toBe(seed)
  expect(joined.tick).toBeGreaterThan(STORED / 3)
  await again.until(({ entities }) => entities.size >= 11)
  expect(again.lists().heroes!.map(hero => (hero as { id: number }).id)).toEqual(heroes)
})
