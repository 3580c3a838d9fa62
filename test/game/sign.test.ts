import { afterEach, expect, test, vi } from 'vitest'
import { serverForTest } from '../support/server/server-for-test.ts'

const DAY = 86_400_000
/** Noon in the time zone of the demo. */
const NOON = Date.UTC(2026, 5, 1, 4)

afterEach(() => void vi.useRealTimers())

test('each sign-in counts, and the first one of a day is rewarded, also after a new login', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON })
  const server = await serverForTest()
  const client = await server.connect()
  const sign = async () => {
    const { data } = await client.ask('cs_sign')
    await client.ask('cs_logout')
    const { gold } = await client.login('hanxi')
    return [data.sign_cnt, gold]
  }
  await client.login('hanxi')
  expect(await sign()).toEqual([1, 100])
  expect(await sign()).toEqual([2, 100])
  vi.setSystemTime(NOON + DAY / 2 - 1)
  expect(await sign()).toEqual([3, 100])
  vi.setSystemTime(NOON + DAY / 2)
  expect(await sign()).toEqual([4, 250])
  vi.setSystemTime(NOON)
  expect(await sign()).toEqual([5, 250])
  vi.setSystemTime(NOON + 9 * DAY)
  expect(await sign()).toEqual([6, 450])
})
