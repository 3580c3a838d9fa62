import { expect, onTestFinished, test } from 'vitest'
import { ARENA } from '../support/games/arena.ts'
import { startTestServer } from '../support/server/server.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { workers } from '../support/workers.ts'
import { Watcher } from '../support/world/watcher.ts'
import { SmallWorld } from './support/small-world.ts'

test.each(workers(1))('a world goes on after a restart, with %i worker threads', async threads => {
  const folder = temporaryFolder()
  const first = await startTestServer({ threads, game: ARENA }, folder)
  const anna = await Watcher.open(first.url, 'anna')
  await anna.create('lasting', 10)
  for (let i = 0; i < 5; i++) anna.steer({ go: true })
  await anna.until(({ input }) => input >= 5)
  await anna.look('freeze', { is_frozen: true })
  const { tick, lists } = await anna.truth()
  await first.stop()
  anna.player.close()

  const second = await serverForTest({ threads, game: ARENA }, folder)
  const again = await Watcher.open(second.url, 'anna')
  onTestFinished(() => again.player.close())
  const joined = await again.join(anna.id, { since: anna.mirror.tick, life: anna.joined!.life })
  expect(joined.tick).toBeGreaterThanOrEqual(tick)
  expect([joined.seed, joined.life !== anna.joined!.life]).toEqual([anna.joined!.seed, true])
  await again.until(({ entities }) => entities.size === 11)
  const ids = (all: unknown[]) => all.map(hero => (hero as { id: number }).id)
  expect(ids(again.lists().heroes!)).toEqual(ids(lists.heroes!))
  const hero = lists.heroes!.find(each => (each as { uid: string }).uid === again.player.uid)
  expect(again.hero.id).toBe((hero as { id: number }).id)
})

test('what a world leaves behind is all of it, and no id is used again', () => {
  const small = new SmallWorld({ tick: 50 })
  const { movers, signs, notes } = small.world.lists
  const mover = movers!.spawn({ name: 'ö', x: 1.24, hp: -3, items: [1], skin: new Uint8Array([0, 255]) })
  movers!.spawn({}).remove()
  signs!.spawn({ text: 'wall' }, { isStatic: true })
  const note = notes!.spawn({ text: 'secret' }, { only: [{ uid: 'anna' }] })
  small.world.run(3)
  const { next } = small.world.random
  next()
  const text = small.world.exportState({ own: 1 })
  const other = new SmallWorld({ tick: 50 })
  expect(other.world.importState(text)).toEqual({ own: 1 })
  expect(other.world.joined()).toMatchObject({ tick: 3, seed: small.world.random.seed })
  expect(other.world.random.next()).toBe(small.world.random.next())
  const { lists } = other.world
  expect(lists.movers!.get(mover.id)).toMatchObject({ name: 'ö', x: 1.2, hp: -3, items: [1] })
  expect([lists.signs!.get(3)?.$isStatic, [...(lists.notes!.get(note.id)?.$only ?? [])]]).toEqual([
    true,
    ['anna'],
  ])
  expect(lists.movers!.spawn({}).id).toBe(5)
})
