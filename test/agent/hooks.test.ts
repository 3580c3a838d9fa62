// What a game has run when players come and go, and around their requests.

import { describe, expect, test } from 'vitest'
import { HOOKS, hooksProtocol } from '../support/games/hooks.ts'
import { errorsOf, guestOf, linesOf, playerOf, untilNoted } from '../support/games/hooks-players.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { shareServers } from '../support/server/shared-servers.ts'
import { serverForSuite } from '../support/server/suite-server.ts'
import { workers } from '../support/workers.ts'

const share = shareServers()

describe('onLogin', () => {
  const { server } = serverForSuite({ threads: 0, game: HOOKS, handlerTimeout: 200 }, hooksProtocol)

  test('runs before the login is answered, with the role', async () => {
    const ann = await playerOf(server(), 'ann')
    expect(await ann.look()).toMatchObject({ logins: 1 })
    await ann.ask('logout')
    expect(await (await playerOf(server(), 'ann')).look()).toMatchObject({ logins: 2 })
  })

  test.each([
    ['unwanted', { code: 'NOT_ALLOWED', msg: 'not you' }],
    ['broken', { code: 'INTERNAL', msg: 'an error inside the server' }],
    ['endless', { code: 'TIMEOUT' }],
  ])(
    'one that fails refuses the login of %s and leaves nothing; the connection stays',
    async (acc, refusal) => {
      const { ask } = await guestOf(server())
      expect(await ask('login', { acc })).toMatchObject(refusal)
      await server().until(
        ({ online, agents, roles, guests }) => online + agents + roles === 0 && guests === 1,
      )
      expect(await linesOf(server())).not.toContainEqual(expect.stringContaining(acc))
      expect(await ask('login', { acc: `${acc}'s friend` })).toHaveProperty('uid')
    },
  )

  test.each(['text', 'sproto'] as const)(
    'what it pushes follows the reply to the login, in its format: %s',
    async format => {
      const client = await server().connect({ protocol: hooksProtocol })
      const isText = format === 'text'
      const login = isText
        ? client.ask('cs_login', { acc: 'greeted' })
        : client.askBinary('login', { acc: 'greeted' })
      expect(await login).toMatchObject(isText ? { name: 'sc_login' } : { session: 1 })
      if (isText) expect(await client.nextText()).toMatchObject({ name: 'sc_day', data: { days: 1 } })
      else expect(await client.nextBinary()).toMatchObject({ type: 100, body: { days: 2 } })
    },
  )

  test('one that throws an error is logged with it', async () => {
    const { ask } = await guestOf(server())
    await ask('login', { acc: 'broken' })
    expect(errorsOf(server()).at(-1)).toMatchObject({ err: { message: 'onLogin is broken' } })
  })
})

describe.each(workers(1))('onLogout, with %i worker threads', threads => {
  const open = () => share({ threads, game: HOOKS, handlerTimeout: 1000 })

  test('runs once with the reason, and what it changes is saved', async () => {
    const server = await open()
    const leave = {
      logout: async (acc: string) => void (await (await playerOf(server, acc)).ask('logout')),
      closed: async (acc: string) => void (await (await playerOf(server, acc)).client.vanish()),
      replaced: async (acc: string) => {
        for (let i = 0; i < 2; i++) await playerOf(server, acc)
      },
      kicked: async (acc: string) => {
        await playerOf(server, acc)
        await (await server.watchdog()).call.kick(acc)
      },
      refused: async () => void (await (await guestOf(server)).ask('login', { acc: 'hasty' })),
    }
    for (const [reason, way] of Object.entries(leave)) {
      const acc = reason === 'refused' ? 'hasty' : reason
      await way(acc)
      await untilNoted(server, `${acc} left: ${reason}`)
    }
    for (const reason of ['logout', 'closed', 'kicked'])
      expect((await (await playerOf(server, reason)).look()).left).toEqual([reason])
    const noted = (await linesOf(server)).filter(line => line.includes(' left: '))
    expect(new Set(noted).size).toBe(noted.length)
  })

  test('runs for everybody when the server stops', async () => {
    const server = await serverForTest({ threads, game: HOOKS })
    const { folder } = server
    const bob = await playerOf(server, 'bob')
    await bob.ask('echo', { text: 'x' })
    await server.server.stop()
    const again = await serverForTest({ threads: 0, game: HOOKS }, folder)
    expect((await (await playerOf(again, 'bob')).look()).left).toEqual(['stopping'])
    await server.stop()
  })

  test('one that throws or does not end is logged, and the player leaves, saved', async () => {
    const server = await open()
    for (const acc of ['sad', 'clinging']) {
      await (await playerOf(server, acc)).ask('logout')
      await server.until(({ online }) => online === 0)
      const again = await playerOf(server, acc)
      expect((await again.look()).left).toEqual(['logout'])
      await again.client.vanish()
      await server.until(({ online }) => online === 0)
    }
    const failed = errorsOf(server).filter(
      ({ msg, account }) => msg === 'onLogout failed' && ['sad', 'clinging'].includes(account as string),
    )
    expect(failed.map(({ account, reason }) => `${account} ${reason}`)).toEqual([
      'sad logout',
      'sad closed',
      'clinging logout',
      'clinging closed',
    ])
  })

  test('runs when a handler is given up too', async () => {
    const server = await open()
    const ann = await playerOf(server, 'given up')
    ann.client.sendText('cs_hold')
    await ann.client.vanish()
    await untilNoted(server, 'given up left: closed')
    await server.until(({ agents }) => agents === 0)
  })
})

describe('around and rates', () => {
  const { server } = serverForSuite({ threads: 0, game: HOOKS }, hooksProtocol)

  test('around sees each request of a player, and may refuse it or answer for its handler', async () => {
    const ann = await playerOf(server(), 'ann')
    expect(await ann.ask('echo', { text: 'hi' })).toEqual({ text: 'hi' })
    expect(await ann.ask('echo', { text: 'stop' })).toMatchObject({ code: 'NOT_ALLOWED', msg: 'not ann' })
    expect(await ann.ask('echo', { text: 'other' })).toEqual({ text: 'another reply' })
    expect(await ann.ask('crash')).toMatchObject({ code: 'INTERNAL' })
  })

  test("a message's rate is counted by what it costs, and kept over reconnections", async () => {
    const ann = await playerOf(server(), 'rated')
    expect(await ann.ask('limited', { cost: 3 })).toEqual({})
    expect(await ann.ask('limited', { cost: 2 })).toMatchObject({ code: 'RATE_LIMITED' })
    await ann.client.close()
    const again = await playerOf(server(), 'rated')
    expect(await again.ask('limited', { cost: 1 })).toEqual({})
    expect(await again.ask('limited')).toMatchObject({ code: 'RATE_LIMITED' })
    expect(await again.ask('echo', { text: 'free' })).toEqual({ text: 'free' })
    expect(await (await playerOf(server(), 'other')).ask('limited')).toEqual({})
  })
})

test('a rate by address is shared by the players and guests of an address; loopback is not counted', async () => {
  const gate = { trustProxy: 1 }
  const server = await serverForTest({ threads: 0, game: HOOKS, gate })
  const from = async (address: string) =>
    server.connect({ protocol: hooksProtocol, headers: { 'X-Forwarded-For': address } })
  const knock = async (address: string) => (await (await from(address)).ask('cs_knock')).name
  for (let i = 0; i < 2; i++) expect(await knock('203.0.113.7')).toBe('sc_knock')
  expect(await knock('203.0.113.7')).toBe('sc_error')
  expect(await knock('203.0.113.8')).toBe('sc_knock')
  for (const part of ['1', '2']) expect(await knock(`2001:db8:1:2::${part}`)).toBe('sc_knock')
  expect(await knock('2001:db8:1:2:ffff::')).toBe('sc_error')
  for (let i = 0; i < 3; i++) expect(await knock('127.0.0.1')).toBe('sc_knock')
  const players = await Promise.all(
    ['a', 'b'].map(async acc => {
      const client = await from('203.0.113.9')
      await client.login(acc)
      return client
    }),
  )
  const limited = async (i: number) => (await players[i]!.ask('cs_limitedByAddress')).name
  expect([await limited(0), await limited(1), await limited(0)]).toEqual([
    'sc_limitedByAddress',
    'sc_limitedByAddress',
    'sc_error',
  ])
})
