import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { RawClient } from '../support/client/raw-client.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { serverForSuite } from '../support/server/suite-server.ts'
import { addToken } from '../support/server/tokens.ts'
import { claimsBy, claimsProtocol } from './support/claims.ts'
import { forge, makePair, makeToken, SECRET } from './support/signing.ts'

const NOT_VALID = 'the token is not valid'

const ask = (client: RawClient, token: unknown, acc = 'somebody else') =>
  client.ask('cs_login', { acc, token })

const refusal = (msg: string) => ({ name: 'sc_error', data: { code: 'LOGIN_FAILED', msg } })

describe('with a secret', () => {
  const token = { secret: SECRET, issuer: 'studio', audience: ['game', 'beta'], account: 'player' }
  const { server, guest } = serverForSuite(claimsBy({ kind: 'token', token }), claimsProtocol)
  const good = { iss: 'studio', aud: 'game', player: 'ann' }

  test('the account is that of the token, acc is ignored, and handlers see what else it says', async () => {
    const answer = await ask(await guest(), await makeToken({ ...good, level: 7 }))
    expect(answer).toMatchObject({ name: 'sc_login', data: { account: 'ann' } })
    expect(JSON.parse(answer.data.claims as string)).toMatchObject({ ...good, level: 7 })
    const without = await makeToken({ ...good, aud: ['others', 'beta'] })
    expect(await (await guest()).ask('cs_login', { token: without })).toMatchObject({ name: 'sc_login' })
  })

  test('accounts are compared byte for byte, and a whole number is one', async () => {
    const uids = new Set<unknown>()
    for (const player of ['Bo', 'bo', 'BO', 'ｂｏ', 17]) {
      const { data } = await ask(await guest(), await makeToken({ ...good, player }))
      expect(data.account).toBe(String(player))
      uids.add(data.uid)
    }
    expect(uids.size).toBe(5)
  })

  test('a token may be used as often as it likes until it ends, and after a logout', async () => {
    const client = await guest()
    const again = await makeToken(good)
    const first = await ask(client, again)
    await client.ask('cs_logout')
    expect((await ask(client, again)).data).toMatchObject({ uid: first.data.uid })
  })

  test.each<[string, string, (() => unknown) | string]>([
    ['has expired', 'the token has expired', () => makeToken(good, { ends: -10 })],
    [
      'is not valid yet',
      'the token is not valid yet',
      () => makeToken({ ...good, nbf: Date.now() / 1000 + 30 }),
    ],
    ['has no end', 'the token has no end', () => makeToken(good, { ends: undefined })],
    [
      'has another issuer',
      'the token is by somebody who is not believed here',
      () => makeToken({ ...good, iss: 'me' }),
    ],
    ['has another audience', 'the token is for something else', () => makeToken({ ...good, aud: ['web'] })],
    ['has no audience', 'the token is for something else', () => makeToken({ iss: 'studio', player: 'ann' })],
    [
      'names no account',
      'the token names no account',
      () => makeToken({ iss: 'studio', aud: 'game', sub: 'ann' }),
    ],
    ['names an empty account', 'the token names no account', () => makeToken({ ...good, player: '' })],
    [
      'names an account that is none',
      'the token names no account',
      () => makeToken({ ...good, player: { a: 1 } }),
    ],
    ['names a broken account', 'the token names no account', () => makeToken({ ...good, player: 'a\nb' })],
    [
      'names a long account',
      'the token names no account',
      () => makeToken({ ...good, player: 'a'.repeat(129) }),
    ],
    ['has a date that is none', NOT_VALID, () => makeToken({ ...good, iat: 'now' as never })],
    ['is signed with another secret', NOT_VALID, () => makeToken(good, { key: Buffer.from('x'.repeat(40)) })],
    [
      'is signed by another algorithm',
      NOT_VALID,
      () => makeToken(good, { alg: 'HS512', key: Buffer.alloc(64) }),
    ],
    ['says that it is not signed', NOT_VALID, () => forge({ alg: 'none' }, withEnd(good))],
    ['has no algorithm', NOT_VALID, () => forge({}, withEnd(good))],
    ['has lost its signature', NOT_VALID, async () => (await makeToken(good)).replace(/[^.]*$/, '')],
    ['was changed', NOT_VALID, changedToken],
    ['has a header that is wrong', NOT_VALID, () => `${Buffer.from('[]').toString('base64url')}.e30.AA`],
    ['has critical parts', NOT_VALID, () => forge({ alg: 'HS256', crit: ['x'], x: 1 }, withEnd(good), 'AA')],
    ['is encrypted', NOT_VALID, 'a.b.c.d.e'],
    ['is 4 KB of garbage', NOT_VALID, 'garbage '.repeat(500)],
    ['is 4 KB of dots', NOT_VALID, '.'.repeat(4000)],
    ['is empty', 'token: expected a token, got none', ''],
    ["is a program's", NOT_VALID, () => addToken(server(), { name: 'rank', scopes: ['admin'] })],
  ])('a token is refused that %s', async (_, msg, make) => {
    const client = await guest()
    const shown = typeof make === 'string' ? make : await make()
    expect(await ask(client, shown)).toMatchObject(refusal(msg))
    expect(await ask(client, await makeToken({ ...good, player: 'again' }))).toMatchObject({
      name: 'sc_login',
    })
  })

  test('a login without a token is refused, and one with something else in its place', async () => {
    const client = await guest()
    expect(await client.ask('cs_login', { acc: 'ann' })).toMatchObject(
      refusal('token: expected a token, got none'),
    )
    expect(await ask(client, 17)).toMatchObject({ data: { code: 'BAD_MESSAGE' } })
    expect(await client.askBinary('login', { token: '\u0000' })).toMatchObject({ ud: 'LOGIN_FAILED' })
  })

  test('refused logins are logged, without what was shown', async () => {
    const server = await serverForTest(claimsBy({ kind: 'token', token }))
    const client = await server.connect({ protocol: claimsProtocol })
    const shown = await makeToken({ ...good, iss: 'me' })
    await ask(client, shown)
    const lines = server.log().filter(({ msg }) => msg === 'a login was refused')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({
      code: 'LOGIN_FAILED',
      reason: 'the token is by somebody who is not believed here',
      why: 'unexpected "iss" claim value',
      address: '127.0.0.1',
    })
    const text = JSON.stringify(server.log())
    for (const part of [shown, ...shown.split('.'), SECRET]) expect(text).not.toContain(part)
  })

  const withEnd = (claims: object) => ({ ...claims, exp: Math.floor(Date.now() / 1000) + 60 })

  async function changedToken(): Promise<string> {
    const [header, , signature] = (await makeToken(good)).split('.')
    const claims = Buffer.from(JSON.stringify(withEnd({ ...good, player: 'boss' }))).toString('base64url')
    return `${header}.${claims}.${signature}`
  }
})

describe.each(['rsa', 'ec', 'ed25519'] as const)('with a public key: %s', type => {
  const { publicKey, privateKey, pem } = makePair(type)
  const alg = { rsa: 'RS256', ec: 'ES256', ed25519: 'EdDSA' }[type]
  const { guest } = serverForSuite(claimsBy({ kind: 'token', token: { key: pem } }), claimsProtocol)

  test('who is signed by its private half is let in, as sub', async () => {
    const shown = await makeToken({ sub: 'ann' }, { alg, key: privateKey, kid: 'any' })
    expect(await ask(await guest(), shown)).toMatchObject({ name: 'sc_login', data: { account: 'ann' } })
  })

  test('a token is refused that HS256 has signed with the public key, in whatever form', async () => {
    const forms = [pem, pem.trim(), publicKey.export({ type: 'spki', format: 'der' }).toString('latin1')]
    for (const form of forms) {
      const [header, claims] = forge({ alg: 'HS256' }, { sub: 'ann', exp: Date.now() / 1000 + 60 }).split('.')
      const signature = createHmac('sha256', Buffer.from(form, 'latin1')).update(`${header}.${claims}`)
      const shown = `${header}.${claims}.${signature.digest('base64url')}`
      expect(await ask(await guest(), shown)).toMatchObject(refusal(NOT_VALID))
    }
  })

  test('a token is refused that another key has signed', async () => {
    const shown = await makeToken({ sub: 'ann' }, { alg, key: makePair(type).privateKey })
    expect(await ask(await guest(), shown)).toMatchObject(refusal(NOT_VALID))
  })
})
