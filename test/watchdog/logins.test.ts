import { describe, expect, test } from 'vitest'
import type { RawClient } from '../support/client/raw-client.ts'
import { PROBE, probeProtocol } from '../support/games/probe.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { serverForSuite } from '../support/server/suite-server.ts'
import { workers } from '../support/workers.ts'

describe.each(workers(2))('with %i worker threads', threads => {
  const { server, guest, player } = serverForSuite({ threads, game: PROBE }, probeProtocol)

  test('a second login kicks the first, and finds what the first had done', async () => {
    const first = await player('twice')
    await first.ask('cs_add', { by: 3 })
    const second = await guest()
    expect(await second.login('twice')).toMatchObject({ count: 3 })
    expect(await first.closed).toEqual({ code: 4001, reason: 'replaced by another login' })
    await server().until(
      ({ connections, agents, roles, online }) => `${[connections, agents, roles, online]}` === '1,1,1,1',
    )
  })

  test('a second login waits until the first has done what it was doing', async () => {
    const first = await player('busy')
    first.sendText('cs_hold', { key: 'busy' })
    first.sendText('cs_add', { by: 1 })
    // The gate answers in order: what was sent before has begun.
    await first.ask('cs_heartbeat')
    const second = await guest()
    second.sendText('cs_login', { acc: 'busy' })
    await server().until(({ waiting }) => waiting === 1)
    const helpers = await Promise.all(['h1', 'h2', 'h3', 'h4'].map(player))
    for (const helper of helpers) helper.sendText('cs_release', { key: 'busy' })
    expect(await second.nextText()).toMatchObject({ name: 'sc_login' })
    expect((await first.closed).code).toBe(4001)
  })

  test('of many logins to one account at once one is left, and each had its turn alone', async () => {
    const clients = await Promise.all(Array.from({ length: 20 }, guest))
    for (const client of clients) {
      client.sendText('cs_login', { acc: 'wanted' })
      client.sendText('cs_add', { by: 1 })
      client.sendText('cs_saved')
    }
    await server().until(
      ({ connections, waiting, agents }) => connections === 1 && waiting === 0 && agents === 1,
    )
    const open = () => clients.filter(client => !client.isClosed)
    await expect.poll(() => open().length).toBe(1)
    const ends = await Promise.all(clients.filter(client => client.isClosed).map(client => client.closed))
    expect(ends.every(({ code }) => code === 4001)).toBe(true)
    const [winner] = open()
    let count = 0
    for (let name = ''; name !== 'sc_saved'; ) {
      const answer = await winner!.nextText()
      name = answer.name
      count = Number(answer.data.count ?? 0)
    }
    await winner!.close()
    await server().emptied()
    const heard = await Promise.all(clients.map(countHeard))
    const after = await player('wanted')
    const { data } = await after.ask('cs_saved')
    expect(data.count).toBe(count)
    expect(count).toBeGreaterThan(0)
    expect(count).toBeGreaterThanOrEqual(Math.max(...heard))
  })

  test('one account can not be played from two connections, nor two accounts from one', async () => {
    const client = await player('one')
    expect(await client.ask('cs_login', { acc: 'other' })).toMatchObject({
      name: 'sc_error',
      data: { req_name: 'cs_login', code: 'ALREADY_LOGGED_IN' },
    })
    await server().until(({ agents, online }) => agents === 1 && online === 1)
  })

  test('two logins of one connection at once: the second is told', async () => {
    const client = await guest()
    client.sendText('cs_login', { acc: 'hasty' }, 1)
    client.sendText('cs_login', { acc: 'hasty' }, 2)
    expect(await client.nextText()).toMatchObject({ name: 'sc_login', session: 1 })
    expect(await client.nextText()).toMatchObject({ data: { code: 'ALREADY_LOGGED_IN' }, session: 2 })
  })

  test('a kick saves and closes with 4008; one who is not online can not be kicked', async () => {
    const watchdog = await server().watchdog()
    const client = await player('bad')
    await client.ask('cs_add', { by: 2 })
    expect(await watchdog.call.kick('bad')).toBe(true)
    expect(await client.closed).toEqual({ code: 4008, reason: 'kicked' })
    await server().emptied()
    expect(await watchdog.call.kick('bad')).toBe(false)
    expect(await (await guest()).login('bad')).toMatchObject({ count: 2 })
  })

  test('a banned account is closed, kept out with BANNED, and comes in again when it is unbanned', async () => {
    const watchdog = await server().watchdog()
    const client = await player('banned')
    await watchdog.call.ban('banned', 'for the test')
    expect((await client.closed).code).toBe(4008)
    const again = await guest()
    expect(await again.ask('cs_login', { acc: 'banned' })).toMatchObject({
      data: { req_name: 'cs_login', code: 'BANNED', msg: 'banned for good: for the test' },
    })
    expect(await again.ask('cs_login', { acc: 'innocent' })).toMatchObject({ name: 'sc_login' })
    expect(await watchdog.call.unban('banned')).toBe(true)
    expect(await (await guest()).login('banned')).toMatchObject({ count: 0 })
  })

  test('a ban that has passed keeps nobody out', async () => {
    const watchdog = await server().watchdog()
    await watchdog.call.ban('back', 'for a while', Date.now() - 1)
    await player('back')
  })

  test('nobody slips in between a ban and its kick', async () => {
    const watchdog = await server().watchdog()
    const clients = await Promise.all(Array.from({ length: 10 }, guest))
    for (const client of clients) client.sendText('cs_login', { acc: 'slippery' })
    await watchdog.call.ban('slippery', 'for the test')
    await server().until(({ agents, waiting, online }) => agents + waiting + online === 0)
    for (const client of clients) client.sendText('cs_login', { acc: 'slippery' })
    await server().until(({ agents, waiting, online }) => agents + waiting + online === 0)
    expect(await watchdog.call.find({ account: 'slippery' })).toBeUndefined()
  })

  test('who is online is found by account and by uid, and no longer after the logout', async () => {
    const watchdog = await server().watchdog()
    const client = await guest()
    const { uid } = (await client.login('found')) as { uid: string }
    await server().until(({ online }) => online === 1)
    expect(await watchdog.call.find({ account: 'found' })).toMatchObject({ account: 'found', uid })
    expect(await watchdog.call.find({ uid })).toMatchObject({ account: 'found', uid })
    expect(await watchdog.call.list()).toMatchObject([{ account: 'found' }])
    await client.ask('cs_logout')
    await server().until(({ online }) => online === 0)
    expect(await watchdog.call.find({ uid })).toBeUndefined()
  })

  test('a ban says until when it lasts', async () => {
    const watchdog = await server().watchdog()
    const until = Date.UTC(2100, 0, 1, 12)
    await watchdog.call.ban('resting', '', until)
    expect(await (await guest()).ask('cs_login', { acc: 'resting' })).toMatchObject({
      data: { code: 'BANNED', msg: 'banned until 2100-01-01T12:00:00.000Z' },
    })
  })

  test('a name that nobody may have is refused, and the connection stays a guest', async () => {
    const client = await guest()
    for (const acc of ['', 'x'.repeat(65), 'a\nb', 'a\u200bb', 'a\ue000'])
      expect(await client.ask('cs_login', { acc })).toMatchObject({ data: { code: 'LOGIN_FAILED' } })
    expect(await client.ask('cs_login', { acc: '\u5c0f 明' })).toMatchObject({ name: 'sc_login' })
  })

  test('one account, however its letters are composed', async () => {
    const first = await player('caf\u00e9')
    await player('cafe\u0301')
    expect((await first.closed).code).toBe(4001)
  })
})

describe('a login that is given up on its way', () => {
  test('the new one gets TRY_AGAIN when the old one does not leave in time, and the old one stays', async () => {
    const server = await serverForTest({ game: PROBE, leaveTimeout: 2500, gate: { loginTimeout: 2000 } })
    const old = await server.connect({ protocol: probeProtocol })
    await old.login('stuck')
    old.sendText('cs_hold', { key: 'stuck' })
    await old.ask('cs_heartbeat')
    const next = await server.connect({ protocol: probeProtocol })
    expect(await next.ask('cs_login', { acc: 'stuck' })).toMatchObject({
      name: 'sc_error',
      data: { code: 'TRY_AGAIN', msg: 'the account is still being saved; try again in a moment' },
    })
    const helper = await server.connect({ protocol: probeProtocol })
    helper.sendText('cs_release', { key: 'stuck' })
    expect((await old.closed).code).toBe(4001)
    await next.login('stuck')
    await server.until(
      ({ agents, roles, online, waiting }) => `${[agents, roles, online, waiting]}` === '1,1,1,0',
    )
  })

  test('a client that is lost while it waits for the old one to leave is not admitted later', async () => {
    const server = await serverForTest({ game: PROBE })
    const old = await server.connect({ protocol: probeProtocol })
    await old.login('lost')
    old.sendText('cs_hold', { key: 'lost' })
    await old.ask('cs_heartbeat')
    const next = await server.connect({ protocol: probeProtocol })
    next.sendText('cs_login', { acc: 'lost' })
    await server.until(({ waiting }) => waiting === 1)
    await next.vanish()
    const helper = await server.connect({ protocol: probeProtocol })
    await helper.ask('cs_release', { key: 'lost' })
    await helper.close()
    await server.emptied()
  })
})

/** The highest count that a closed client had been told. */
async function countHeard(client: RawClient): Promise<number> {
  let highest = 0
  while (client.waiting > 0) {
    const { data } = await client.nextText()
    highest = Math.max(highest, Number(data.count ?? 0))
  }
  return highest
}
