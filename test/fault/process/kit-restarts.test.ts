// What a game's tests are written with, where servers start again and workers are lost.

import { expect, test } from 'vitest'
import { shareGame, startGameProcess } from '../../kit/index.ts'
import type { RoomsMessages } from '../../support/games/messages.ts'
import { ROOMS } from '../../support/games/rooms.ts'

/** Its time of day only goes forward. */
const shared = shareGame<RoomsMessages>({ game: ROOMS, threads: 1, now: '2026-06-01T12:00Z' })

test('a server goes on after a restart, at the time that was set, with what it had stored', async () => {
  const server = shared()
  await server.clock.set('2030-01-01T00:00Z')
  await (await server.player('patient')).request.sign()
  await server.restart()
  const patient = await server.player('patient')
  expect((await patient.request.sign()).sign_cnt).toBe(2)
  expect(await server.role('patient')).toMatchObject({ sign_cnt: 2, signed_on: '2030-01-01' })
})

test('what was answered with saved data is there after a kill', async () => {
  const server = await startGameProcess<RoomsMessages>({ game: ROOMS, threads: 0 })
  const ann = await server.player('ann')
  await ann.request.sign()
  await ann.request.logout()
  await server.kill()
  await server.start()
  expect((await (await server.player('ann')).request.sign()).sign_cnt).toBe(2)
})

test('a worker that is lost is replaced, and its players find what they had', async () => {
  const server = shared()
  const lost = await server.player('lost')
  await lost.request.sign()
  await server.loseWorker(1)
  const again = await server.player('lost')
  expect((await again.request.sign()).sign_cnt).toBe(2)
  await expect(server.loseWorker(2)).rejects.toThrow('slot: expected one of the workers 1, got 2')
})
