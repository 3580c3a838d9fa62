// The keys of access tokens: rotated without logging anybody out, and no way around them.

import type { JSONWebKeySet } from 'jose'
import { describe, expect, test } from 'vitest'
import { rotateKeys } from '../../server/login/key/rotate-keys.ts'
import { createKey } from '../../server/login/key/signing-keys.ts'
import { forge, makePair, makeToken } from '../auth/support/signing.ts'
import { until } from '../support/until.ts'
import { shareAccounts } from './support/share-accounts.ts'

const shared = shareAccounts({ web: { enabled: true } as never })

const partsOf = (
  token: string,
): { header: { kid: string; alg: string }; claims: Record<string, unknown> } => {
  const [header, claims] = token
    .split('.')
    .slice(0, 2)
    .map(part => JSON.parse(Buffer.from(part, 'base64url').toString()))
  return { header, claims }
}

const published = async () =>
  (await shared().http.get<JSONWebKeySet>('/.well-known/jwks.json')).body.keys.map(({ kid }) => kid)

describe('an access token', () => {
  test('says who made it, for whom, whose it is, and for how long', async () => {
    const { account, access } = await shared().register('Shown')
    const { header, claims } = partsOf(access)
    expect(header).toMatchObject({ alg: 'EdDSA', kid: expect.stringMatching(/^[0-9a-f]{16}$/) })
    expect(claims).toMatchObject({
      iss: 'gatehouse',
      aud: 'gatehouse',
      sub: account,
      name: 'Shown',
      jti: expect.any(String),
    })
    expect((claims.exp as number) - (claims.iat as number)).toBeLessThanOrEqual(301)
  })

  test('is believed neither here nor at the gate when anybody else has made it', async () => {
    const { http, play, register } = shared()
    const { account, access } = await register('Forged')
    const { header, claims } = partsOf(access)
    const stranger = makePair('ed25519')
    const { keys } = (await http.get<JSONWebKeySet>('/.well-known/jwks.json')).body
    const publicKey = Buffer.from(keys[0]!.x!, 'base64url')
    const forgeries = [
      forge({ ...header, alg: 'none' }, claims),
      forge(header, claims, access.split('.')[2]!.slice(0, -2)),
      `${access.split('.')[0]}.${Buffer.from(JSON.stringify({ ...claims, sub: '1' })).toString('base64url')}.${access.split('.')[2]}`,
      makeToken(claims, { alg: 'EdDSA', kid: header.kid, key: stranger.privateKey }),
      makeToken(claims, { alg: 'EdDSA', kid: 'unknown', key: stranger.privateKey }),
      makeToken(claims, { alg: 'EdDSA', key: stranger.privateKey }),
      makeToken(claims, { alg: 'HS256', kid: header.kid, key: publicKey }),
      makeToken({ sub: account }, { alg: 'HS256' }),
      'x'.repeat(4096),
    ]
    for (const forged of forgeries) {
      const token = await forged
      expect((await http.get('/login/account', { token })).status, token).toBe(401)
      if (token.length < 3500)
        expect((await play(token)).answer.data, token).toMatchObject({ code: 'LOGIN_FAILED' })
    }
  })

  test('is no program’s token, nor is one of those an access token', async () => {
    const { game, register, play } = shared()
    const { access } = await register('No Program')
    const port = game.server.webPort
    expect(port).toBeDefined()
    const answer = await fetch(`http://127.0.0.1:${port}/rank/query?appname=a&tag=b&uid=1`, {
      headers: { authorization: `Bearer ${access}` },
    })
    expect(answer.status).toBe(401)
    expect((await play(`gatehouse_${'a'.repeat(43)}`)).answer.data).toMatchObject({ code: 'LOGIN_FAILED' })
  })
})

describe('a rotation', () => {
  test('publishes a new key at once, signs with it after a minute, and logs nobody out', async () => {
    const { game, http, register, play } = shared()
    const before = await register('Rotates')
    const { added } = await rotateKeys(game.store.stores.keys, game.clock.now())
    game.server.node.reload('a test')
    await until(published, kids => kids.includes(added.kid))
    const soon = await http.enter('refresh', { refresh: before.refresh })
    expect(partsOf(soon.access).header.kid).toBe(partsOf(before.access).header.kid)
    await game.clock.move({ seconds: 61 })
    const later = await http.enter('refresh', { refresh: soon.refresh })
    expect(partsOf(later.access).header.kid).toBe(added.kid)
    for (const { access } of [before, later]) {
      // A gate asks for keys at most once a second, by a clock that no test moves.
      await until(
        () => play(access),
        ({ answer }) => answer.name === 'sc_login',
      )
      expect((await http.get('/login/account', { token: access })).status).toBe(200)
    }
  })

  test('forgets keys whose successor has signed for an hour', async () => {
    const { keys } = shared().game.store.stores
    const old = await createKey(1000)
    await keys.add(old)
    await keys.add(await createKey(2000))
    const { added, removed } = await rotateKeys(keys, 10_000_000)
    expect(removed).toContain(old.kid)
    expect(removed).not.toContain(added.kid)
    expect((await keys.list()).map(({ kid }) => kid)).toContain(added.kid)
  })
})
