// The daily reset of roles, rooms and services, at 05:00 in Shanghai.

import { afterEach, expect, test, vi } from 'vitest'
import { HOOKS } from '../support/games/hooks.ts'
import { errorsOf, linesOf, playerOf } from '../support/games/hooks-players.ts'
import type { TestServer } from '../support/server/server.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { until } from '../support/until.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** 4 o'clock in the morning. */
const FOUR = Date.UTC(2026, 5, 1, 20)

afterEach(() => void vi.useRealTimers())

async function startAtFour(settings: object = {}): Promise<TestServer> {
  vi.useFakeTimers({ toFake: ['Date'], now: FOUR })
  return serverForTest({ threads: 0, game: HOOKS, settings })
}

const untilReset = (player: Awaited<ReturnType<typeof playerOf>>, count: number) =>
  until(player.look, ({ resets }) => resets.length >= count)

test('who is online gets it at the moment, once, also when the clock goes back', async () => {
  const server = await startAtFour()
  const ann = await playerOf(server, 'ann')
  await ann.ask('give', { uid: ann.uid })
  expect(await ann.look()).toMatchObject({ daily: 1, resets: [] })
  vi.setSystemTime(FOUR + HOUR)
  expect(await untilReset(ann, 1)).toMatchObject({ daily: 0, resets: [1] })
  vi.setSystemTime(FOUR)
  await ann.ask('logout')
  await ann.ask('login', { acc: 'ann' })
  vi.setSystemTime(FOUR + 2 * HOUR)
  await ann.ask('logout')
  await ann.ask('login', { acc: 'ann' })
  expect(await ann.look()).toMatchObject({ resets: [1] })
})

test('who was away gets it at the next login, once, with the number of days; a restart changes nothing', async () => {
  const server = await startAtFour()
  const ann = await playerOf(server, 'ann')
  await ann.ask('logout')
  await server.server.stop()
  vi.setSystemTime(FOUR + HOUR + 2 * DAY)
  const again = await serverForTest({ threads: 0, game: HOOKS }, server.folder)
  const back = await playerOf(again, 'ann')
  expect(await back.look()).toMatchObject({ resets: [3], logins: 2 })
  await back.ask('logout')
  await back.ask('login', { acc: 'ann' })
  expect(await back.look()).toMatchObject({ resets: [3], logins: 3 })
})

test('a new role has none due', async () => {
  const server = await startAtFour()
  vi.setSystemTime(FOUR + 10 * DAY)
  expect(await (await playerOf(server, 'new')).look()).toMatchObject({ resets: [] })
})

test('a role that is edited while its player is away enters the day before the edit', async () => {
  const server = await startAtFour()
  const ann = await playerOf(server, 'ann')
  const bob = await playerOf(server, 'bob')
  await ann.ask('give', { uid: bob.uid })
  await bob.ask('logout')
  vi.setSystemTime(FOUR + HOUR)
  await untilReset(ann, 1)
  await ann.ask('give', { uid: bob.uid })
  await bob.ask('login', { acc: 'bob' })
  expect(await bob.look()).toMatchObject({ daily: 1, resets: [1] })
})

test('a reset that throws is logged and not repeated; the login goes on', async () => {
  const server = await startAtFour({ failReset: true })
  const ann = await playerOf(server, 'ann')
  await ann.ask('logout')
  vi.setSystemTime(FOUR + HOUR)
  for (let i = 0; i < 2; i++) {
    await ann.ask('login', { acc: 'ann' })
    expect(await ann.look()).toMatchObject({ resets: [1] })
    await ann.ask('logout')
  }
  const failed = errorsOf(server).filter(({ msg }) => msg.startsWith('the daily reset of a role failed'))
  expect(failed).toHaveLength(1)
})

test('rooms and services that have onDaily hear of it between two messages', async () => {
  const server = await startAtFour()
  const ann = await playerOf(server, 'ann')
  await ann.ask('room')
  vi.setSystemTime(FOUR + HOUR + DAY)
  expect((await ann.client.nextText()).data).toEqual({ days: 2 })
  await until(
    () => linesOf(server),
    lines => lines.includes('book: 2 days'),
  )
})
