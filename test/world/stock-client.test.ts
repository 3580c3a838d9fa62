import { expect, onTestFinished, test } from 'vitest'
import { ARENA } from '../support/games/arena.ts'
import { ARENA_SCHEMA } from '../support/games/arena-messages.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { until } from '../support/until.ts'
import { workers } from '../support/workers.ts'
import { StockClient } from '../support/world/stock-client.ts'
import { Watcher } from '../support/world/watcher.ts'

test.each(workers(2))('a stock client plays along and agrees, with %i worker threads', async threads => {
  const { url } = await serverForTest({ threads, game: ARENA })
  const anna = await Watcher.open(url, 'anna')
  onTestFinished(() => anna.player.close())
  await anna.create('arena', 80)
  const stock = await StockClient.open(url, ARENA_SCHEMA)
  onTestFinished(() => stock.socket.close())
  const { uid } = await stock.ask('login', { acc: 'stock' })
  await stock.join(anna.id)
  for (let i = 0; i < 60; i++) {
    const { tick } = stock
    stock.steer({ go: true, turn: i % 2 ? 1 : -0.5, fire: i % 7 === 0 })
    await until(
      () => stock.tick,
      now => now > tick,
    )
  }
  await anna.look('freeze', { is_frozen: true })
  const { tick, lists } = await anna.truth()
  await until(
    () => {
      stock.steer({})
      return stock.tick
    },
    now => now > tick + 3,
  )
  const own = [...stock.entities.values()].find(entity => entity.uid === uid)!
  const near = (lists.heroes as { id: number; x: number; y: number }[]).filter(
    ({ x, y }) => Math.hypot(x - (own.x as number), y - (own.y as number)) < 59,
  )
  expect(near.length).toBeGreaterThan(1)
  for (const hero of near) expect(clean(stock.entities.get(hero.id)!)).toEqual(hero)
  const all = [...lists.heroes!, ...lists.shots!]
  for (const entity of stock.entities.values()) expect(all).toContainEqual(clean(entity))
})

const clean = (entity: object): object =>
  Object.fromEntries(Object.entries(entity).filter(([, value]) => value !== undefined))
