import { expect, test } from 'vitest'
import { type GameServer, type Player, refusal, startGame, until } from '../kit/index.ts'

const ITEM = 1001

async function setUp(game: GameServer, ...names: string[]) {
  const players = await Promise.all(names.map(name => game.player(name)))
  for (const player of players) await player.request.sign()
  return players as [Player, ...Player[]]
}

const show = (player: Player) => player.request.market_show({ item: ITEM })

/** Resolves when the player has so much. */
const has = (player: Player, gold: number, count: number) =>
  until(
    () => show(player),
    shown => shown.gold === gold && shown.count === count,
  )

test('an order waits for its price, is filled in parts, and what was paid too much comes back', async () => {
  const game = await startGame({ threads: 1 })
  const [ann, bob] = await setUp(game, 'ann', 'bob')
  await ann.request.shop_buy({ offer: 1, count: 2 })
  await ann.request.market_sell({ item: ITEM, count: 2, price: 40 })
  await until(
    () => show(bob!),
    ({ orders }) => orders.length === 1,
  )
  await bob!.request.market_buy({ item: ITEM, count: 1, price: 30 })
  await bob!.request.market_buy({ item: ITEM, count: 1, price: 50 })
  await has(bob!, 30, 1)
  await has(ann, 40, 0)
  const { orders } = await show(bob!)
  expect(orders).toEqual([
    { id: 1, side: 'sell', price: 40, count: 1, is_own: false },
    { id: 2, side: 'buy', price: 30, count: 1, is_own: true },
  ])
})

test('a cancelled order gives back what it holds, to its owner only', async () => {
  const game = await startGame()
  const [ann, bob] = await setUp(game, 'ann', 'bob')
  await ann.request.market_buy({ item: ITEM, count: 2, price: 25 })
  await until(
    () => show(ann),
    ({ orders, gold }) => orders.length === 1 && gold === 50,
  )
  expect(await refusal(bob!.request.market_cancel({ item: ITEM, order: 1 }))).toBe('NO_SUCH_ORDER')
  await ann.request.market_cancel({ item: ITEM, order: 1 })
  await has(ann, 100, 0)
  expect(await refusal(ann.request.market_cancel({ item: ITEM, order: 1 }))).toBe('NO_SUCH_ORDER')
})

test('the best price comes first, and of two with one price the older', async () => {
  const game = await startGame()
  const [ann, bob, cid] = await setUp(game, 'ann', 'bob', 'cid')
  await ann.request.shop_buy({ offer: 1, count: 2 })
  await bob!.request.shop_buy({ offer: 1, count: 2 })
  await ann.request.market_sell({ item: ITEM, count: 1, price: 20 })
  await has(ann, 0, 1)
  await until(
    () => show(cid!),
    ({ orders }) => orders.length === 1,
  )
  await bob!.request.market_sell({ item: ITEM, count: 1, price: 20 })
  await bob!.request.market_sell({ item: ITEM, count: 1, price: 10 })
  await until(
    () => show(cid!),
    ({ orders }) => orders.length === 3,
  )
  await cid!.request.market_buy({ item: ITEM, count: 2, price: 20 })
  await has(cid!, 70, 2)
  await has(ann, 20, 1)
  await has(bob!, 10, 0)
})

test('nobody orders what they cannot pay, nor what is none', async () => {
  const game = await startGame()
  const [ann] = await setUp(game, 'ann')
  const { market_buy, market_sell } = ann.request
  expect(await refusal(market_buy({ item: ITEM, count: 1, price: 101 }))).toBe('NOT_ENOUGH_GOLD')
  expect(await refusal(market_sell({ item: ITEM, count: 1, price: 1 }))).toBe('NOT_ENOUGH_ITEMS')
  for (const wrong of [{ count: 0 }, { price: 0 }, { count: -1 }, { item: 5 }, { price: 2 ** 40 }])
    expect(await refusal(market_buy({ item: ITEM, count: 1, price: 1, ...wrong }))).toBe('BAD_MESSAGE')
  expect(await game.role('ann')).toMatchObject({ gold: 100, bag: {} })
})

test('orders outlast a restart', async () => {
  const game = await startGame()
  const [ann] = await setUp(game, 'ann')
  await ann.request.market_buy({ item: ITEM, count: 1, price: 60 })
  await until(
    () => show(ann),
    ({ orders }) => orders.length === 1,
  )
  await game.restart()
  const again = await game.player('ann')
  expect(await show(again)).toMatchObject({ orders: [{ price: 60, is_own: true }], gold: 40 })
})
