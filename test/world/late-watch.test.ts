// A client that begins to watch when the first patch has come already: it gets the whole all the same.

import { expect, onTestFinished, test } from 'vitest'
import { type JoinedRoom, watch } from '../../protocol/client/world/index.ts'
import { Player } from '../support/client/player.ts'
import { ARENA } from '../support/games/arena.ts'
import { type ArenaMessages, arenaProtocol } from '../support/games/arena-messages.ts'
import { CARDS, cardsProtocol, type TableView } from '../support/games/cards.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { until } from '../support/until.ts'

interface CardsMessages {
  requests: { open: { body: object; reply: JoinedRoom } }
  pushes: { table: TableView }
}

test('who watches a world with ticks too late sees all of it, not only what changes', async () => {
  const { url } = await serverForTest({ game: ARENA })
  const anna = await Player.open<ArenaMessages>(url, 'anna', { protocol: arenaProtocol })
  onTestFinished(() => anna.close())
  const patches: { is_full?: boolean | undefined; tick: number }[] = []
  anna.game.on.arena(({ patch }) => patches.push(patch))
  const joined = await anna.request.room_create({ kind: 'open', name: 'late', bots: 3 })
  await until(
    () => patches.length,
    came => came > 1,
  )
  const arena = watch(anna.game, 'arena', joined)
  const whole = await until(
    () => arena.heroes.size,
    size => size > 0,
  )
  expect(whole).toBe(4)
  expect(patches.filter(({ is_full }) => is_full).length).toBe(2)
})

test('who watches a world of turns too late need not wait for a change', async () => {
  const { url } = await serverForTest({ game: CARDS })
  const anna = await Player.open<CardsMessages>(url, 'anna', { protocol: cardsProtocol })
  onTestFinished(() => anna.close())
  let patches = 0
  anna.game.on.table(() => patches++)
  const joined = await anna.request.open({})
  await until(
    () => patches,
    came => came > 0,
  )
  for (let fulls = 2; fulls < 6; fulls++) {
    const table = watch(anna.game, 'table', joined)
    await until(
      () => table.cards.size,
      size => size === 5,
    )
    expect(patches).toBe(fulls)
    table.close()
  }
})

test('who says again and again that it has nothing is given the whole less and less often: it may be on its way', async () => {
  const { url } = await serverForTest({ game: ARENA })
  const open = async (acc: string) => {
    const player = await Player.open<ArenaMessages>(url, acc, { protocol: arenaProtocol })
    onTestFinished(() => player.close())
    return player
  }
  const [anna, slow] = [await open('anna'), await open('slow')]
  const joined = await anna.request.room_create({ kind: 'open', name: 'busy', bots: 3 })
  const arena = watch(anna.game, 'arena', joined)
  let fulls = 0
  slow.game.on.arena(({ patch }) => {
    if (patch.is_full) fulls++
  })
  const { view } = await slow.request.room_join({ id: joined.room.id })
  // 3 s of the world.
  const end = arena.tick + 90
  await until(
    () => {
      slow.game.send.view_seen({ view: view!, applied: 0 })
      return arena.tick
    },
    tick => tick >= end,
  )
  expect(fulls).toBeLessThanOrEqual(4)
})
