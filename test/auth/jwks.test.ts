import * as jose from 'jose'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { RemoteKeys } from '../../server/auth/remote-keys.ts'
import { TokenAuthenticator } from '../../server/auth/token-authenticator.ts'
import { ManualClock } from '../../server/lib/clock.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { claimsBy, claimsProtocol } from './support/claims.ts'
import { type KeyServer, keyServerForTest } from './support/key-server.ts'
import { type KeyPair, makePair, makeToken } from './support/signing.ts'

const old = makePair('ed25519')
const newer = makePair('ed25519')
const small = makePair('ec')

const SECONDS = 1000
const MINUTES = 60 * SECONDS
const LOGIN_FAILED = { code: 'LOGIN_FAILED', message: 'the token is not valid' }

/** What a thread makes of tokens by the keys of `keys`; `login` resolves with the account. */
function loginsBy(keys: KeyServer, timeout = 5000) {
  const clock = new ManualClock(Date.now())
  const log = pino({ level: 'silent' })
  const remote = new RemoteKeys({ jose, log, clock, url: new URL(keys.url), timeout })
  const rules = { algorithms: ['EdDSA', 'ES256'], issuer: '', audience: '', account: 'sub', tolerance: 0 }
  const authenticator = new TokenAuthenticator({ jose, keys: remote.keyOf, rules, clock })
  const login = async ({ privateKey }: KeyPair, kid?: string, alg = 'EdDSA') => {
    const token = await makeToken(
      { sub: 'ann' },
      { alg, key: privateKey, ends: 1e6, ...(kid !== undefined && { kid }) },
    )
    const attempt = { credentials: { token }, address: '192.0.2.1', url: '', headers: {} }
    return (await authenticator.authenticate(attempt)).account
  }
  return { clock, login }
}

test('a server whose keys are published lets in who is signed by one of them', async () => {
  const keys = await keyServerForTest()
  keys.publish({ a: old, b: newer })
  const auth = claimsBy({ kind: 'token', token: { jwks: keys.url, audience: 'game' } })
  const server = await serverForTest(auth)
  const client = await server.connect({ protocol: claimsProtocol })
  const ask = async (claims: object, kid: string) =>
    client.ask('cs_login', {
      token: await makeToken({ sub: 'ann', ...claims }, { alg: 'EdDSA', key: newer.privateKey, kid }),
    })
  expect(await ask({ aud: 'web' }, 'b')).toMatchObject({ data: { code: 'LOGIN_FAILED' } })
  expect(await ask({ aud: 'game' }, 'a')).toMatchObject({ data: { code: 'LOGIN_FAILED' } })
  expect(await ask({ aud: 'game' }, 'b')).toMatchObject({ data: { account: 'ann' } })
  expect(keys.asked).toBe(1)
})

describe('keys that are published', () => {
  test('are fetched once for many logins, and again beside them after a while', async () => {
    const keys = await keyServerForTest()
    keys.publish({ a: old })
    const { clock, login } = loginsBy(keys)
    await Promise.all(Array.from({ length: 20 }, () => login(old, 'a')))
    expect(keys.asked).toBe(1)
    clock.advance(9 * MINUTES)
    await login(old, 'a')
    expect(keys.asked).toBe(1)
    clock.advance(2 * MINUTES)
    await login(old, 'a')
    await expect.poll(() => keys.asked).toBe(2)
  })

  test('a new one is found when a token names it, but is not looked for again at once', async () => {
    const keys = await keyServerForTest()
    keys.publish({ a: old })
    const { clock, login } = loginsBy(keys)
    await login(old, 'a')
    keys.publish({ a: old, b: newer })
    await expect(login(newer, 'b')).rejects.toMatchObject(LOGIN_FAILED)
    clock.advance(10 * SECONDS)
    expect(await login(newer, 'b')).toBe('ann')
    for (let i = 0; i < 5; i++) await expect(login(newer, `guess ${i}`)).rejects.toMatchObject(LOGIN_FAILED)
    expect(keys.asked).toBe(2)
    expect(await login(old, 'a')).toBe('ann')
  })

  test('one that is no longer published lets nobody in any more', async () => {
    const keys = await keyServerForTest()
    keys.publish({ a: old })
    const { clock, login } = loginsBy(keys)
    await login(old, 'a')
    keys.publish({ b: newer })
    clock.advance(11 * MINUTES)
    await login(old, 'a')
    await expect.poll(() => login(newer, 'b')).toBe('ann')
    await expect(login(old, 'a')).rejects.toMatchObject(LOGIN_FAILED)
  })

  test('a token without a key id is good where only one key fits', async () => {
    const keys = await keyServerForTest()
    keys.publish({ a: old, b: small })
    const { login } = loginsBy(keys)
    expect(await login(old)).toBe('ann')
    expect(await login(small, undefined, 'ES256')).toBe('ann')
    await expect(login(newer)).rejects.toMatchObject(LOGIN_FAILED)
  })

  test('a token whose key id is of a key of another kind is refused', async () => {
    const keys = await keyServerForTest()
    keys.publish({ a: old, b: small })
    const { login } = loginsBy(keys)
    await expect(login(old, 'b')).rejects.toMatchObject(LOGIN_FAILED)
  })
})

describe('a server of keys', () => {
  const away = { code: 'TRY_AGAIN' }

  test('that is away at the start lets logins try again, and in as soon as it is there', async () => {
    const keys = await keyServerForTest()
    keys.say('', 503)
    const { clock, login } = loginsBy(keys)
    await expect(login(old, 'a')).rejects.toMatchObject(away)
    keys.publish({ a: old })
    await expect(login(old, 'a')).rejects.toMatchObject(away)
    expect(keys.asked).toBe(1)
    clock.advance(1 * SECONDS)
    expect(await login(old, 'a')).toBe('ann')
  })

  test('that goes away later keeps nobody out whose key is known, for a day', async () => {
    const keys = await keyServerForTest()
    keys.publish({ a: old })
    const { clock, login } = loginsBy(keys)
    await login(old, 'a')
    keys.close()
    clock.advance(11 * MINUTES)
    expect(await login(old, 'a')).toBe('ann')
    clock.advance(11 * MINUTES)
    await expect(login(newer, 'b')).rejects.toMatchObject(away)
    expect(await login(old, 'a')).toBe('ann')
    clock.advance(24 * 60 * MINUTES)
    await expect(login(old, 'a')).rejects.toMatchObject(away)
  })

  const jwk = { ...old.publicKey.export({ format: 'jwk' }), kid: 'a' }
  test.each<[string, (keys: KeyServer) => void]>([
    ['says nonsense', keys => keys.say('<html>')],
    ['says something else', keys => keys.say('{"keys":"none"}')],
    ['has keys that are none', keys => keys.say('{"keys":[1,null,"a"]}')],
    ['sends it elsewhere', keys => keys.say(JSON.stringify({ keys: [jwk] }), 302)],
    ['says too much', keys => keys.say(JSON.stringify({ keys: [jwk], more: 'x'.repeat(300_000) }))],
    ['never ends', keys => keys.answerBy(response => drip(response, '{"keys":['))],
    ['never begins', keys => keys.answerBy(() => undefined)],
    ['hangs up', keys => keys.answerBy(response => response.destroy())],
  ])('that %s is as one that is away', async (_, misbehave) => {
    const keys = await keyServerForTest()
    misbehave(keys)
    const { clock, login } = loginsBy(keys, 200)
    await expect(login(old, 'a')).rejects.toMatchObject(away)
    keys.publish({ a: old })
    clock.advance(1 * SECONDS)
    expect(await login(old, 'a')).toBe('ann')
    misbehave(keys)
    clock.advance(11 * MINUTES)
    expect(await login(old, 'a')).toBe('ann')
  })

  test.each<[string, object]>([
    ['a secret one', { kty: 'oct', k: Buffer.from('x'.repeat(32)).toString('base64url'), kid: 'a' }],
    ['the private half too', { ...old.privateKey.export({ format: 'jwk' }), kid: 'a' }],
    ['half of it', { kty: 'OKP', crv: 'Ed25519', kid: 'a' }],
  ])('that publishes a key which is %s lets nobody in by it', async (_, key) => {
    const keys = await keyServerForTest()
    keys.say(JSON.stringify({ keys: [key] }))
    const { login } = loginsBy(keys)
    await expect(login(old, 'a')).rejects.toMatchObject(LOGIN_FAILED)
  })

  const drip = (response: Parameters<KeyServer['answer']>[0], text: string): void => {
    response.writeHead(200)
    response.write(text)
  }
})
