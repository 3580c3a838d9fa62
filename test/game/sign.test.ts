import { expect, test } from 'vitest'
import { type Player, startGame } from '../kit/index.ts'

/** Signs, and logs in once more. */
async function sign(player: Player): Promise<[number | undefined, number | undefined]> {
  const { sign_cnt } = await player.request.sign()
  await player.request.logout()
  const { gold } = await player.game.request.login({ acc: player.acc })
  return [sign_cnt, gold]
}

test('each sign-in counts, and the first one of a day is rewarded, also after a new login', async () => {
  const server = await startGame({ now: '2026-06-01T12:00+08:00' })
  const ann = await server.player('ann')
  expect(await sign(ann)).toEqual([1, 100])
  expect(await sign(ann)).toEqual([2, 100])
  await server.clock.set('2026-06-01T23:59+08:00')
  expect(await sign(ann)).toEqual([3, 100])
  await server.clock.moveTo('00:00', 'Asia/Shanghai')
  expect(await sign(ann)).toEqual([4, 250])
  await server.clock.move({ days: -1 })
  expect(await sign(ann)).toEqual([5, 250])
  // The week of the board of gold ends on the way, and gives its first 1000.
  await server.clock.move({ days: 9 })
  expect(await sign(ann)).toEqual([6, 1450])
})
