import { afterEach, expect, test, vi } from 'vitest'
import { checkSchedules } from '../../server/work/schedule/define-schedule.ts'
import { HOOKS } from '../support/games/hooks.ts'
import { errorsOf, linesOf, untilNoted } from '../support/games/hooks-players.ts'
import type { TestServer } from '../support/server/server.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { until } from '../support/until.ts'

const HOUR = 3_600_000
/** 8 o'clock in Shanghai; `mail` runs at 9, `season` at 12. */
const EIGHT = Date.UTC(2026, 5, 1, 0)

afterEach(() => void vi.useRealTimers())

const at = (hour: number, day = 0) => vi.setSystemTime(EIGHT + (hour - 8 + day * 24) * HOUR)

/** Only the time of day stands still; timers run. */
async function startAtEight(settings: object = {}, folder?: string): Promise<TestServer> {
  vi.useFakeTimers({ toFake: ['Date'], now: EIGHT })
  return serverForTest({ threads: 0, game: HOOKS, settings }, folder)
}

const runsOf = async (server: TestServer) =>
  (await linesOf(server)).filter(line => line === 'mail' || line === 'season')

const untilRuns = (server: TestServer, count: number) =>
  until(
    () => runsOf(server),
    runs => runs.length >= count,
  )

/** Both schedules look at the clock, and run what is due. */
async function tick({ server: { node } }: TestServer): Promise<void> {
  for (const name of ['mail', 'season'])
    await (await node.query<{ tick(): Promise<void> }>(`.schedule/${name}`)).call.tick()
}

test('a schedule runs at its times in the zone of the game, each once, also when the clock goes back', async () => {
  const server = await startAtEight()
  for (const hour of [8.9, 9, 9, 7, 9.01, 12, 8, 12.01]) {
    at(hour)
    await tick(server)
  }
  expect(await runsOf(server)).toEqual(['mail', 'season'])
  at(9, 1)
  await tick(server)
  expect(await runsOf(server)).toEqual(['mail', 'season', 'mail'])
})

test('what was missed while the server did not run is made up once, where it is told to', async () => {
  const first = await startAtEight()
  at(12)
  await untilNoted(first, 'season')
  await first.server.stop()
  at(20, 3)
  const again = await serverForTest({ threads: 0, game: HOOKS }, first.folder)
  expect(await untilRuns(again, 1)).toEqual(['season'])
  await until(
    () => again.log(),
    lines => lines.some(({ msg }) => msg === 'a scheduled run was missed and is left out'),
  )
  expect(await runsOf(again)).toEqual(['season'])
  await again.server.stop()
  const third = await serverForTest({ threads: 0, game: HOOKS }, first.folder)
  at(9, 4)
  expect(await untilRuns(third, 1)).toEqual(['mail'])
  await third.stop()
})

test('nothing of the past is due where a schedule is new', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: EIGHT + 12 * HOUR })
  const server = await serverForTest({ threads: 0, game: HOOKS })
  at(9, 1)
  await untilNoted(server, 'mail')
  expect(await runsOf(server)).toEqual(['mail'])
})

test('a run that throws is logged, and tried again only where missed runs are made up', async () => {
  const server = await startAtEight({ failRuns: 1 })
  at(12)
  await untilNoted(server, 'season')
  const failed = errorsOf(server).map(({ service, attempt, isRunAgain }) => [service, attempt, isRunAgain])
  expect(failed).toContainEqual(['.schedule/season', 1, true])
  expect(await runsOf(server)).toEqual(['season'])
  at(9, 1)
  await until(
    () => errorsOf(server).map(({ service, isRunAgain }) => `${service} ${isRunAgain}`),
    lines => lines.includes('.schedule/mail false'),
  )
  expect(await runsOf(server)).not.toContain('mail')
})

test('schedules run on the workers, once in the node, and with another thread when theirs is lost', async () => {
  const server = await serverForTest({ threads: 1, game: HOOKS })
  const { node } = server.server
  const place = async () => (await node.query('.schedule/mail', 30_000)).address
  const before = await place()
  ;(await node.query<{ crash(): void }>('.stats/1')).send.crash()
  await until(place, address => address !== before)
})

test.each([
  [{ mail: { cron: '61 9 * * *' } }, /^schedule\.mail: /],
  [{ mail: { cron: 'never' } }, /^schedule\.mail\.cron: expected times, got "never"/],
  [{ mail: { cron: '0 9 * * *', timeZone: 'Asia/Nowhere' } }, /^schedule\.mail: .*Asia\/Nowhere/],
  [{ 'a mail': { cron: '0 9 * * *' } }, /^schedule: expected a name of letters/],
])('a wrong schedule is refused: %j', (schedules, message) => {
  const run = () => undefined
  const all = Object.fromEntries(Object.entries(schedules).map(([name, rest]) => [name, { ...rest, run }]))
  expect(() => checkSchedules(all as never, undefined)).toThrow(message)
})
