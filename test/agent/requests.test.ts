import { describe, expect, test } from 'vitest'
import type { RawClient } from '../support/client/raw-client.ts'
import { PROBE, probeProtocol } from '../support/games/probe.ts'
import { serverForSuite } from '../support/server/suite-server.ts'
import { workers } from '../support/workers.ts'

const INTERNAL = { code: 'INTERNAL', msg: 'an error inside the server' }

describe.each(workers(1))('with %i worker threads', threads => {
  const gate = { messageRate: 100_000, messageBurst: 100_000, maxBadMessages: 1000 }
  const { server, guest, player } = serverForSuite({ threads, game: PROBE, gate }, probeProtocol)

  /** Sessions and names of the next `count` answers. */
  async function answers(client: RawClient, count: number): Promise<string[]> {
    const heard: string[] = []
    while (heard.length < count) {
      const { name, session, data } = await client.nextText()
      heard.push(`${session} ${name === 'sc_error' ? data.code : name}`)
    }
    return heard
  }

  test('requests are handled in the order they were sent, also when one waits', async () => {
    const client = await player('order')
    client.sendText('cs_add', { by: 1 }, 1)
    client.sendText('cs_hold', { key: 'order' }, 2)
    client.sendText('cs_add', { by: 10 }, 3)
    client.sendText('cs_echo', { text: 'last' }, 4)
    const helpers = await Promise.all(['o1', 'o2', 'o3', 'o4'].map(player))
    for (const helper of helpers) helper.sendText('cs_release', { key: 'order' })
    expect(await answers(client, 4)).toEqual(['1 sc_add', '2 sc_hold', '3 sc_add', '4 sc_echo'])
  })

  test('a thousand requests at once are each answered once, in order', async () => {
    const client = await player('many')
    for (let session = 1; session <= 1000; session++) {
      if (session % 3 === 0) client.sendText('cs_saved', {}, session)
      else client.sendText('cs_add', { by: 1 }, session)
    }
    const heard = await answers(client, 1000)
    expect(heard.map(answer => Number.parseInt(answer, 10))).toEqual(heard.map((_, i) => i + 1))
    expect(await client.ask('cs_add', { by: 0 })).toMatchObject({ data: { count: 667 } })
  })

  test('login, work, logout, login and work again, all sent at once', async () => {
    const client = await guest()
    const script = [
      ['cs_add', { by: 1 }],
      ['cs_login', { acc: 'script' }],
      ['cs_add', { by: 5 }],
      ['cs_logout', {}],
      ['cs_add', { by: 1 }],
      ['cs_login', { acc: 'script' }],
      ['cs_add', { by: 0 }],
      ['cs_logout', {}],
      ['cs_logout', {}],
      ['cs_login', { acc: 'another' }],
      ['cs_add', { by: 0 }],
    ] as const
    script.forEach(([name, data], i) => {
      client.sendText(name, data, i)
    })
    const heard = []
    for (let i = 0; i < script.length; i++) heard.push(await client.nextText())
    expect(heard.map(({ session }) => session)).toEqual(script.map((_, i) => i))
    const shown = heard.map(({ name, data }) => [name.slice(3), data.code ?? data.count])
    expect(shown).toEqual([
      ['error', 'NEED_LOGIN'],
      ['login', 0],
      ['add', 5],
      ['logout', undefined],
      ['error', 'NEED_LOGIN'],
      ['login', 5],
      ['add', 5],
      ['logout', undefined],
      ['error', 'NEED_LOGIN'],
      ['login', 0],
      ['add', 0],
    ])
  })

  test('after a logout the connection is a guest, and the role is saved and gone', async () => {
    const client = await player('out')
    await client.ask('cs_add', { by: 4 })
    await client.ask('cs_logout')
    await server().until(({ agents, roles, online }) => agents + roles + online === 0)
    expect(await client.ask('cs_add', { by: 1 })).toMatchObject({ data: { code: 'NEED_LOGIN' } })
    expect(await client.login('out')).toMatchObject({ count: 4 })
  })

  test('a handler that throws is answered INTERNAL without a word of why, and logged with its stack', async () => {
    const client = await player('bug')
    for (const name of ['cs_bug', 'cs_bugLater']) {
      expect(await client.ask(name)).toMatchObject({
        name: 'sc_error',
        data: { req_name: name, ...INTERNAL },
      })
    }
    const logged = server()
      .log()
      .filter(line => line.msg === 'a handler failed')
    expect(logged).toMatchObject([{ command: 'bug' }, { command: 'bugLater' }])
    expect((logged[0]!.err as { stack: string }).stack).toContain('a secret of the probe game')
  })

  test('what a handler had changed before it threw is kept', async () => {
    const client = await player('kept')
    await client.ask('cs_bug')
    expect(await client.ask('cs_add', { by: 0 })).toMatchObject({ data: { count: 1 } })
  })

  test('an expected failure is answered with its code and sentence, and is not logged', async () => {
    const client = await player('refused')
    expect(await client.ask('cs_refuse')).toMatchObject({
      data: { req_name: 'cs_refuse', code: 'TRY_AGAIN', msg: 'not today' },
    })
    expect(
      server()
        .complaints()
        .filter(({ command }) => command === 'refuse'),
    ).toEqual([])
  })

  test('a reply of the wrong shape is INTERNAL for the client, in both formats, and logged', async () => {
    const client = await player('wrong')
    expect(await client.ask('cs_wrong')).toMatchObject({ data: { req_name: 'cs_wrong', ...INTERNAL } })
    expect(await client.askBinary('wrong')).toMatchObject({ ud: 'INTERNAL' })
    expect(
      server()
        .complaints()
        .filter(({ where }) => where === 'the reply to wrong'),
    ).toHaveLength(2)
  })

  test('a guest who sends much while it logs in loses nothing of what can be kept', async () => {
    const client = await guest()
    client.sendText('cs_login', { acc: 'eager' }, 0)
    for (let session = 1; session <= 60; session++) client.sendText('cs_add', { by: 1 }, session)
    const heard = await answers(client, 61)
    expect(heard.slice(1)).toEqual(Array.from({ length: 60 }, (_, i) => `${i + 1} sc_add`))
  })

  test('a guest who sends more than can be kept is told TRY_AGAIN for each of the rest', async () => {
    const client = await guest()
    client.sendText('cs_login', { acc: 'flood' }, 0)
    for (let session = 1; session <= 300; session++) client.sendText('cs_add', { by: 1 }, session)
    const heard = await answers(client, 301)
    expect(new Set(heard.map(answer => Number.parseInt(answer, 10))).size).toBe(301)
    expect(heard.filter(answer => answer.endsWith('TRY_AGAIN')).length).toBeGreaterThan(0)
    const kept = heard.filter(answer => answer.endsWith('sc_add')).length
    expect(await client.ask('cs_add', { by: 0 })).toMatchObject({ data: { count: kept } })
  })

  test('a player who vanishes in the middle of a request is saved with it', async () => {
    const client = await player('vanisher')
    client.sendText('cs_add', { by: 2 })
    await client.nextText()
    client.sendText('cs_hold', { key: 'vanisher' })
    await client.ask('cs_heartbeat')
    const helpers = await Promise.all(['v1', 'v2', 'v3', 'v4'].map(player))
    await client.vanish()
    for (const helper of helpers) await helper.ask('cs_release', { key: 'vanisher' })
    await server().until(({ agents }) => agents === helpers.length)
    expect(await (await guest()).login('vanisher')).toMatchObject({ count: 2 })
  })
})
