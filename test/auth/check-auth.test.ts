import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { authWarnings, checkAuth } from '../../server/auth/check-auth.ts'
import type { ConfigInput } from '../../server/config.ts'
import { checkConfig } from '../../server/settings/load.ts'
import { startTestServer } from '../support/server/server.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { makePair, SECRET } from './support/signing.ts'

afterEach(() => vi.unstubAllEnvs())

const given = (input: ConfigInput, game = {}) => ({ ...checkConfig(input), game })

describe('open logins where players are to come', () => {
  const refused = /^auth\.kind: open believes every name, and gate\.host \S+ is reached by others; set /
  const check = (input: ConfigInput, game?: object) => () => checkAuth(given(input, game), true)

  test.each(['0.0.0.0', '::', '192.0.2.1', 'game.example.com'])('are refused on %s', host => {
    expect(check({ gate: { host } })).toThrow(refused)
    expect(check({ gate: { host }, auth: { allowOpen: true } })).not.toThrow()
    expect(check({ gate: { host } }, { authenticate: () => 'ann' })).not.toThrow()
    expect(() => checkAuth(given({ gate: { host } }), false)).not.toThrow()
  })

  test.each(['127.0.0.1', '::1', 'localhost'])('are allowed on %s', host => {
    expect(check({ gate: { host } })).not.toThrow()
  })

  test('are refused by a server without development checks, and one that NODE_ENV says is in production', async () => {
    const gate = { host: '0.0.0.0' }
    await expect(startTestServer({ development: false, gate })).rejects.toThrow(refused)
    vi.stubEnv('NODE_ENV', 'production')
    await expect(startTestServer({ development: true, gate })).rejects.toThrow(refused)
  })
})

describe('the keys of tokens', () => {
  const check = (token: object) => () => checkAuth(given({ auth: { kind: 'token', token } }), false)
  const rsa = (modulusLength: number) =>
    generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ type: 'spki', format: 'pem' }) as string
  const ec = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey
  const key = 'auth.token.key: expected a public key (RSA, EC, Ed25519) as PEM or its file, got '
  const privateKey = makePair('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string

  test.each<[string, object, string]>([
    ['none', {}, 'auth.kind: token needs one of auth.token.secret, auth.token.key and auth.token.jwks'],
    [
      'two',
      { secret: SECRET, jwks: 'https://a.example/keys' },
      'auth.token: expected one of secret, key and jwks, got secret and jwks',
    ],
    [
      'a private one',
      { key: privateKey },
      `${key}a private key; it belongs to who signs tokens and nowhere else`,
    ],
    ['a file that is not there', { key: 'etc/no.pem' }, `${key}"etc/no.pem", which can't be read: ENOENT`],
    ['a small one', { key: rsa(1024) }, `${key}RSA with 1024 bits; 2048 are the least`],
    ['a curve of others', { key: ec.export({ type: 'spki', format: 'pem' }) }, `${key}ec secp256k1`],
    [
      'an address with a password',
      { jwks: 'https://me:pw@a.example/keys' },
      'auth.token.jwks: expected https://… without a user and a password',
    ],
  ])('%s: the start says what is expected', (_, token, message) => {
    expect(check(token)).toThrow(expect.objectContaining({ message }))
  })

  test('nonsense in the place of a key is said with what OpenSSL says of it', () => {
    expect(check({ key: '-----BEGIN PUBLIC KEY-----\nnonsense\n-----END PUBLIC KEY-----' })).toThrow(key)
  })

  test('a secret that can be guessed is refused', () => {
    expect(check({ secret: 'x'.repeat(31) })).toThrow(
      /^configuration: auth\.token\.secret: expected at least 32 bytes/,
    )
  })

  test('a key may be a file', () => {
    const file = join(temporaryFolder(), 'key.pem')
    writeFileSync(file, makePair('ec').pem)
    expect(check({ key: file })).not.toThrow()
  })
})

describe('a start warns of', () => {
  const warnings = (input: ConfigInput) => authWarnings(given(input))
  const byKeys = (token: object) => warnings({ auth: { kind: 'token', token } })

  test('open logins that others reach', () => {
    expect(warnings({ gate: { host: '0.0.0.0', port: 8888 } })).toEqual([
      'auth.kind is open: anyone who reaches 0.0.0.0:8888 can log in as anyone',
    ])
    expect(warnings({ gate: { host: '127.0.0.1', trustProxy: 1 } })).toHaveLength(1)
    expect(warnings({ gate: { host: '127.0.0.1' } })).toEqual([])
  })

  test('a kind that the game leaves aside with an authenticate of its own', () => {
    const own = { authenticate: () => '' }
    expect(authWarnings(given({ auth: { kind: 'accounts' } }, own))).toEqual([
      expect.stringContaining('auth.kind is accounts, and left aside'),
    ])
    expect(authWarnings(given({ gate: { host: '0.0.0.0' } }, own))).toEqual([])
  })

  test('keys whose tokens may be for anybody, and keys that come without encryption', () => {
    const jwks = 'https://a.example/keys'
    expect(byKeys({ jwks })).toEqual([expect.stringContaining('auth.token.audience is empty')])
    expect(byKeys({ jwks, audience: 'game' })).toEqual([])
    expect(byKeys({ jwks: 'http://a.example/keys', audience: 'game' })).toEqual([
      expect.stringContaining('auth.token.jwks is fetched without encryption'),
    ])
    expect(byKeys({ jwks: 'http://[::1]:7/keys', audience: ['game'] })).toEqual([])
    expect(byKeys({ secret: SECRET })).toEqual([])
  })
})
