import { expect, test } from 'vitest'
import { refusal, startGame } from '../kit/index.ts'

test('there is one present a day, larger for each day in a row', async () => {
  const server = await startGame({ now: '2026-06-01T12:00+08:00' })
  const ann = await server.player('ann')
  expect(await ann.request.present()).toEqual({ gold: 20, days: 1 })
  expect(await refusal(ann.request.present())).toBe('ALREADY_GIVEN')
  await server.clock.moveTo('04:59', 'Asia/Shanghai')
  expect(await refusal(ann.request.present())).toBe('ALREADY_GIVEN')
  await server.clock.moveTo('05:00', 'Asia/Shanghai')
  expect(await ann.request.present()).toEqual({ gold: 40, days: 2 })
})

test('who was away for a day begins again, at the next login', async () => {
  const server = await startGame({ now: '2026-06-01T12:00+08:00' })
  const ann = await server.player('ann')
  await ann.request.present()
  await ann.request.logout()
  await server.clock.move({ days: 2 })
  await ann.game.request.login({ acc: 'ann' })
  expect(await ann.request.present()).toEqual({ gold: 20, days: 1 })
})
