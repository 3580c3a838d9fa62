import { describe, expect, test } from 'vitest'
import { serverForTest } from '../support/server/server-for-test.ts'
import { serverForSuite } from '../support/server/suite-server.ts'
import { workers } from '../support/workers.ts'
import { ENDLESS, endlessProtocol } from './support/endless.ts'

describe.each(workers(1))('with %i worker threads', threads => {
  const { server, guest } = serverForSuite({ threads, game: ENDLESS }, endlessProtocol)

  test.each([
    ['an expected refusal', 'season over', 'LOGIN_FAILED'],
    ['a bug', 'bug', 'INTERNAL'],
    ['a reply that does not fit the schema', 'no reply', 'INTERNAL'],
    ['a deadline that has passed', 'timeout', 'TIMEOUT'],
    ['a refusal while the login is still under way', 'does not wait', 'LOGIN_FAILED'],
  ])('a login that fails after the role was loaded leaves a guest: %s', async (_, way, code) => {
    const client = await guest()
    const acc = `refused ${way}`
    client.sendText('cs_login', { acc: `${acc}: ${way}` }, 1)
    client.sendText('cs_add', { by: 1 }, 2)
    expect(await client.nextText()).toMatchObject({ session: 1, data: { code } })
    expect(await client.nextText()).toMatchObject({ session: 2, data: { code: 'NEED_LOGIN' } })
    await server().until(({ guests, agents, roles, online }) => guests === 1 && agents + roles + online === 0)
    expect(await (await server().watchdog()).call.find({ account: acc })).toBeUndefined()
    const count = way === 'does not wait' ? 1 : 2
    expect(await client.login(acc)).toEqual({ count })
    expect(await client.ask('cs_add', { by: 5 })).toMatchObject({ data: { count: count + 5 } })
  })

  test('a login that fails puts the one before it out, and neither is online', async () => {
    const first = await guest()
    await first.login('once in')
    const second = await guest()
    expect(await second.ask('cs_login', { acc: 'once in: season over' })).toMatchObject({
      data: { code: 'LOGIN_FAILED', msg: 'the season is over' },
    })
    expect((await first.closed).code).toBe(4001)
    await server().until(({ agents, online, guests }) => agents + online === 0 && guests === 1)
  })

  test('a login whose handler logs out again leaves a guest', async () => {
    const client = await guest()
    client.sendText('cs_login', { acc: 'in and out: out again' }, 1)
    client.sendText('cs_add', { by: 1 }, 2)
    expect(await client.nextText()).toMatchObject({ session: 1, name: 'sc_login' })
    expect(await client.nextText()).toMatchObject({ session: 2, data: { code: 'NEED_LOGIN' } })
    expect(await client.login('in and out')).toEqual({ count: 2 })
  })

  test('a client that asks again at once after a refusal is let in', async () => {
    const client = await guest()
    client.sendText('cs_login', { acc: 'again: bug' }, 1)
    client.sendText('cs_login', { acc: 'again' }, 2)
    expect(await client.nextText()).toMatchObject({ session: 1, data: { code: 'INTERNAL' } })
    expect(await client.nextText()).toMatchObject({ session: 2, data: { count: 2 } })
    await server().until(
      ({ agents, online, roles, guests }) => `${[agents, online, roles, guests]}` === '1,1,1,0',
    )
  })
})

test('a login whose handler does not end is closed with 4007 when its time is over, and named in the log', async () => {
  const server = await serverForTest({ game: ENDLESS, gate: { loginTimeout: 1500 } })
  const client = await server.connect({ protocol: endlessProtocol })
  client.sendText('cs_login', { acc: 'slow login: hang' }, 1)
  expect((await client.closed).code).toBe(4007)
  await server.emptied()
  expect(server.complaints()).toMatchObject([{ account: 'slow login' }])
  const again = await server.connect({ protocol: endlessProtocol })
  expect(await again.login('slow login')).toEqual({ count: 2 })
})
