// Programs' tokens on the web port: who gets in, who is told why not, and that a running server notices what is revoked.

import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../server/lib/clock.ts'
import { Attempts } from '../../server/ops/tokens/attempts.ts'
import { Programs } from '../../server/ops/tokens/programs.ts'
import { createToken, readWish } from '../../server/ops/tokens/token.ts'
import { SCOPES } from '../../server/setup/scopes.ts'
import type { StoredToken } from '../../server/store/token-store.ts'
import { makePair, makeToken } from '../auth/support/signing.ts'
import { rawRequest } from '../support/client/raw-http.ts'
import { serverForSuite } from '../support/server/suite-server.ts'
import { addToken, withTokens } from '../support/server/tokens.ts'
import { until } from '../support/until.ts'

const board = { http: { token: 'the-old-one' } }
const { server } = serverForSuite({ threads: 0, web: { enabled: true }, board: board as never })

const ask = (path: string, token?: string, method = 'GET') =>
  rawRequest(
    server().server.webPort!,
    path,
    token === undefined ? {} : { authorization: `Bearer ${token}` },
    method,
  )
const QUERY = '/rank/query?appname=a&tag=b&uid=1'
/** Where a token of the scope is wanted, as a proxy asks. */
const metrics = (token: string) =>
  rawRequest(server().server.webPort!, '/metrics', { authorization: `Bearer ${token}`, via: 'a proxy' })

describe('a route that wants a token', () => {
  test('is open to one with its scope, and to board.http.token as one for rank', async () => {
    const token = await addToken(server(), { name: 'ranker', scopes: ['rank'] })
    for (const each of [token, 'the-old-one'])
      expect(
        await until(
          () => ask(QUERY, each),
          ({ status }) => status === 200,
        ),
      ).toMatchObject({ status: 200 })
  })

  test.each(['bearer ', 'BEARER ', 'Bearer   '])('takes the header %j', async word => {
    const headers = { authorization: `${word}the-old-one` }
    expect(await rawRequest(server().server.webPort!, QUERY, headers)).toMatchObject({ status: 200 })
  })

  test('says 401 without one, and with one that is not known', async () => {
    for (const token of [undefined, '', 'wrong', 'the-old-on', 'the-old-one2']) {
      const { status, text } = await ask(QUERY, token)
      expect(status).toBe(401)
      expect(JSON.parse(text)).toEqual({
        code: 'PERMISSION_DENIED',
        error: expect.stringContaining('scope rank'),
      })
      if (token) expect(text).not.toContain(token)
    }
  })

  test('says 401 to a player, whose token is none of a program', async () => {
    const { privateKey } = makePair('ed25519')
    const player = await makeToken({ sub: '1', scope: 'rank' }, { alg: 'EdDSA', kid: 'a', key: privateKey })
    expect(await ask(QUERY, player)).toMatchObject({ status: 401 })
  })

  test('says 403 to one with another scope', async () => {
    const { status, text } = await metrics('the-old-one')
    expect([status, JSON.parse(text)]).toEqual([
      403,
      { code: 'PERMISSION_DENIED', error: 'the token board.http.token is for rank; expected metrics' },
    ])
  })

  test('is closed to a token that was revoked, without a restart', async () => {
    const token = await addToken(server(), { name: 'grafana', scopes: ['metrics'] })
    await until(
      () => metrics(token),
      ({ status }) => status === 200,
    )
    await withTokens(server(), tokens => tokens.remove('grafana'))
    expect(
      (
        await until(
          () => metrics(token),
          ({ status }) => status !== 200,
        )
      ).status,
    ).toBe(401)
  })

  test('a ping wants none', async () => {
    expect(await ask('/rank/ping')).toEqual({ status: 200, text: 'pong' })
  })

  test('no token is in the log', async () => {
    expect(JSON.stringify(server().log())).not.toMatch(/the-old-one|gatehouse_[\w-]{20}/)
  })
})

describe('a token', () => {
  const stored: StoredToken[] = []
  const store = { list: async () => stored, add: async () => true, remove: async () => true }

  test('ends when its time is over', async () => {
    const clock = new ManualClock()
    const programs = new Programs({ clock, configured: [] })
    programs.useStore(store)
    const { text, stored: token } = createToken({ name: 'short', scopes: ['rank'], ttl: 60_000 }, clock.now())
    stored.push(token)
    expect(await programs.find(text)).toMatchObject({ name: 'short' })
    clock.advance(59_999)
    expect(await programs.find(text)).toMatchObject({ name: 'short' })
    clock.advance(1)
    expect(await programs.find(text)).toBeUndefined()
  })

  test('is known for as long as its store is away', async () => {
    const clock = new ManualClock()
    const programs = new Programs({ clock, configured: [] })
    const { text, stored: token } = createToken({ name: 'x', scopes: ['rank'], ttl: undefined }, clock.now())
    let isAway = true
    const list = async () => {
      if (isAway) throw new Error('away')
      return [token]
    }
    programs.useStore({ ...store, list })
    await expect(programs.find(text)).rejects.toThrow(/does not answer/)
    isAway = false
    expect(await programs.find(text)).toBeDefined()
    isAway = true
    clock.advance(60_000)
    expect(await programs.find(text)).toBeDefined()
  })

  test('is 256 random bits, of which only the hash is kept', () => {
    const { text, stored: token } = createToken({ name: 'a', scopes: ['rank'], ttl: undefined }, 1)
    expect(text).toMatch(/^gatehouse_[\w-]{43}$/)
    expect(JSON.stringify(token)).not.toContain(text.slice(12))
  })
})

describe('what an operator wishes for', () => {
  test('is read', () => {
    expect(readWish({ name: 'a.b-c_1', scope: 'rank, metrics', ttl: '30d' })).toEqual({
      name: 'a.b-c_1',
      scopes: ['rank', 'metrics'],
      ttl: 30 * 86_400_000,
    })
  })

  test.each([
    [{ scope: 'rank' }, /^--name: expected letters/],
    [{ name: '-x', scope: 'rank' }, /^--name: /],
    [{ name: 'x' }, /^--scope: expected some of rank, metrics, console, operate, admin, cluster, got ""$/],
    [{ name: 'x', scope: 'rank,root' }, /^--scope: .*got "root"$/],
    [{ name: 'x', scope: 'rank', ttl: '30' }, /^--ttl: expected a time such as 30d/],
    [{ name: 'x', scope: 'rank', ttl: '0d' }, /^--ttl: /],
    [{ name: 'x', scope: 'rank', ttl: '99999d' }, /^--ttl: /],
  ])('is refused: %j', (given, reason) => {
    expect(() => readWish(given)).toThrow(reason)
  })

  test('every scope has a name', () => {
    expect(readWish({ name: 'x', scope: SCOPES.join(',') }).scopes).toEqual(SCOPES)
  })
})

test('who has shown too many wrong tokens has to wait; loopback is not counted', () => {
  const attempts = new Attempts()
  for (let i = 0; i < 10; i++) attempts.fail('203.0.113.7')
  for (let i = 0; i < 100; i++) attempts.fail('::ffff:127.0.0.1')
  expect(
    ['203.0.113.7', '::ffff:203.0.113.7', '203.0.113.8', '127.0.0.1', '::1'].map(a => attempts.mayTry(a)),
  ).toEqual([false, false, true, true, true])
})
