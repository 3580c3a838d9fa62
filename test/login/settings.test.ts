// Settings of the login server that are refused at the start, with what to change.

import { expect, test } from 'vitest'
import { StartError } from '../../server/core/errors.ts'
import { startLoginServer } from '../../server/login-server.ts'
import { startServer } from '../../server/server.ts'
import { checkConfig } from '../../server/settings/load.ts'
import { testConfig } from '../support/server/server.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const auth = { kind: 'accounts' } as const

test.each([
  [
    { auth, login: { host: '0.0.0.0', port: 0 } },
    /^login\.host: passwords would reach 0\.0\.0\.0 unencrypted/,
  ],
  [{ auth, login: { url: 'https://login.example.com' } }, /^login\.token: expected a token of scope cluster/],
])('a server is not started with %j', async (settings, reason) => {
  const starting = startServer(testConfig(settings as never, temporaryFolder()))
  await expect(starting).rejects.toThrow(reason)
  await expect(starting).rejects.toBeInstanceOf(StartError)
})

test('a login server by itself is not started on the store of a game', async () => {
  const config = testConfig({ auth, login: { alone: true, port: 0 } as never }, temporaryFolder())
  const starting = startLoginServer({ ...config, store: { ...config.store, path: 'var/store' } })
  await expect(starting).rejects.toThrow(/^store\.path: .*one of its own, such as var\/login, or MongoDB/)
})

test.each([
  [{ platforms: { Name: { kind: 'wechat', appid: 'a', secret: 's' } } }, /login\.platforms/],
  [{ platforms: { name: { kind: 'wechat', appid: 'a', secret: 's' } } }, /login\.platforms/],
  [{ platforms: { a: { kind: 'wechat', appid: 'a' } } }, /login\.platforms\.a/],
  [
    { platforms: { a: { kind: 'openid', issuer: 'i', jwks: 'no url', audience: ['x'] } } },
    /login\.platforms\.a/,
  ],
  [{ hashMemory: 1000 }, /login\.hashMemory/],
  [{ hashPasses: 1 }, /login\.hashPasses/],
  [{ origins: ['play.example.com'] }, /login\.origins/],
])('settings that are not safe or make no sense are refused: %j', (login, reason) => {
  expect(() => checkConfig({ login } as never)).toThrow(reason)
})

test('the secret of a platform is not shown when its settings are wrong', () => {
  const wechat = { kind: 'wechat', appid: 5, secret: 'the secret of wx1' }
  expect(() => checkConfig({ login: { platforms: { wechat } } } as never)).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('the secret of wx1') }),
  )
})
