import { expect, test } from 'vitest'
import { refusal, startGame } from '../kit/index.ts'

test('the shop takes gold, fills the bag, and sells each offer so often a day', async () => {
  const server = await startGame({ now: '2026-06-01T12:00+08:00' })
  const ann = await server.player('ann')
  const buy = (offer: number, count: number) => ann.request.shop_buy({ offer, count })
  expect(await refusal(buy(1, 1))).toBe('NOT_ENOUGH_GOLD')
  await ann.request.sign()
  expect(await buy(1, 2)).toEqual({ gold: 0, left: 1 })
  expect(await refusal(buy(1, 2))).toBe('SOLD_OUT')
  expect(await server.role('ann')).toMatchObject({ gold: 0, bag: { 1001: 2 }, bought: { 1: 2 } })
  await server.clock.moveTo('05:00', 'Asia/Shanghai')
  await ann.request.sign()
  expect(await buy(1, 3)).toEqual({ gold: 0, left: 0 })
})

test.each([
  ['an offer that does not exist', 99, 1],
  ['none of an offer', 1, 0],
  ['less than none', 1, -3],
])('nobody buys %s', async (_what, offer, count) => {
  const server = await startGame()
  const ann = await server.player('ann')
  await ann.request.sign()
  expect(await refusal(ann.request.shop_buy({ offer, count }))).toBe('BAD_MESSAGE')
  expect(await server.role('ann')).toMatchObject({ gold: 100, bag: {} })
})
