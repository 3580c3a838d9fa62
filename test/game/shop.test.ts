import { expect, test } from 'vitest'
import { refusal, shareGame } from '../kit/index.ts'

const game = shareGame({ now: '2026-06-01T12:00+08:00' })

test('the shop takes gold, fills the bag, and sells each offer so often a day', async () => {
  const server = game()
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
])('nobody buys %s', async (what, offer, count) => {
  const buyer = await game().player(what)
  await buyer.request.sign()
  expect(await refusal(buyer.request.shop_buy({ offer, count }))).toBe('BAD_MESSAGE')
  expect(await game().role(what)).toMatchObject({ gold: 100, bag: {} })
})
