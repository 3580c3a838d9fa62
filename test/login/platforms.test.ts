// Coming in by a platform: OpenID tokens, and WeChat's codes, against servers that answer as theirs do, failures included.

import { describe, expect, test } from 'vitest'
import type { AccountAnswer, LoginAnswer, LoginOffer } from '../../protocol/login-api.ts'
import type { PlatformConfig } from '../../server/login/settings.ts'
import { keyServerForTest } from '../auth/support/key-server.ts'
import { forge, makePair, makeToken } from '../auth/support/signing.ts'
import { startAccounts } from './support/accounts-game.ts'
import { weChatForTest } from './support/wechat.ts'

const ISSUER = 'https://id.example.com'

async function startOpenId() {
  const keys = await keyServerForTest()
  const pair = makePair('ec')
  keys.publish({ k1: pair })
  const google: PlatformConfig = {
    kind: 'openid',
    issuer: ISSUER,
    jwks: keys.url,
    audience: ['app'],
    timeout: 500,
  }
  const accounts = await startAccounts({ login: { platforms: { google } } })
  const token = (claims: object = {}, making: object = {}) =>
    makeToken(
      { iss: ISSUER, aud: 'app', sub: 'user-1', ...claims },
      { alg: 'ES256', kid: 'k1', key: pair.privateKey, ...making },
    )
  const enter = async (code: string | Promise<string>) =>
    accounts.http.post<LoginAnswer & { code: string }>('platform', { platform: 'google', code: await code })
  return { ...accounts, keys, pair, token, enter }
}

describe('a platform with OpenID', () => {
  test('brings its players in, each to one account, told apart byte for byte', async () => {
    const { enter, token, http, play } = await startOpenId()
    expect((await http.get<LoginOffer>('/login')).body.platforms).toEqual(['google'])
    const made = (await enter(token())).body
    expect(made.isNew).toBe(true)
    expect((await enter(token())).body).toMatchObject({ account: made.account, isNew: false })
    expect((await enter(token({ sub: 'USER-1' }))).body.account).not.toBe(made.account)
    expect((await play(made.access)).answer.name).toBe('sc_login')
  })

  test('does not for tokens that are over, of others, for others, or forged', async () => {
    const { enter, token } = await startOpenId()
    const stranger = makePair('ec')
    const claims = { iss: ISSUER, aud: 'app', sub: 'user-1', exp: Math.floor(Date.now() / 1000) + 60 }
    const codes = [
      token({}, { ends: -60 }),
      token({}, { ends: undefined }),
      token({ iss: 'https://evil.example.com' }),
      token({ aud: 'another app' }),
      token({ sub: undefined }),
      token({ sub: 'x'.repeat(256) }),
      token({}, { key: stranger.privateKey }),
      token({}, { kid: 'unknown' }),
      forge({ alg: 'none', kid: 'k1' }, claims),
      makeToken(claims, { kid: 'k1' }),
      'garbage',
      'x'.repeat(4096),
    ]
    for (const code of codes) expect((await enter(code)).body.code, await code).toBe('LOGIN_FAILED')
  })

  test('does not while its keys cannot be had, and does again when they can', async () => {
    const { enter, token, keys } = await startOpenId()
    for (const answer of [
      () => keys.say('no keys', 500),
      () => keys.say('{"keys":'),
      () => keys.say('x'.repeat(300_000)),
    ]) {
      answer()
      const { status, body } = await enter(token())
      expect([status, body.code]).toEqual([503, 'TRY_AGAIN'])
    }
  })

  test('goes on with the keys that are known, and with a new one when it comes', async () => {
    const { enter, token, keys, pair } = await startOpenId()
    expect((await enter(token())).status).toBe(200)
    keys.say('away', 500)
    expect((await enter(token())).status).toBe(200)
    keys.publish({ k1: pair })
    expect((await enter(token())).status).toBe(200)
  })

  test('can be linked to an account, once', async () => {
    const { http, register, token } = await startOpenId()
    const [ann, bob] = [await register('Ann'), await register('Bob')]
    const link = async (access: string, claims = {}) =>
      http.post<AccountAnswer & { code: string }>(
        'link',
        { platform: 'google', code: await token(claims) },
        { token: access },
      )
    expect((await link(ann.access)).body.logins).toEqual(['name', 'google'])
    expect((await link(ann.access)).status).toBe(200)
    expect((await link(ann.access, { sub: 'user-2' })).body.code).toBe('ALREADY_LINKED')
    const { status, body } = await link(bob.access)
    expect([status, body.code]).toEqual([409, 'ALREADY_LINKED'])
  })

  test('that is not set is no way in', async () => {
    const { http } = await startOpenId()
    const { status, body } = await http.post('platform', { platform: 'wechat', code: 'x' })
    expect([status, body.error]).toEqual([400, 'platform: expected one of google, got another'])
  })
})

describe('WeChat', () => {
  async function startWeChat() {
    const weChat = await weChatForTest()
    const wechat = {
      kind: 'wechat',
      appid: 'wx1',
      secret: 'the secret of wx1',
      url: weChat.url,
      timeout: 300,
    } as const
    const accounts = await startAccounts({ login: { platforms: { wechat } } })
    const enter = (code: string) =>
      accounts.http.post<LoginAnswer & { code: string }>('platform', { platform: 'wechat', code })
    return { ...accounts, weChat, enter }
  }

  test('brings its players in by the codes of wx.login, which count once', async () => {
    const { weChat, enter } = await startWeChat()
    weChat.codes.set('code-1', 'oAnn').set('code-2', 'oAnn').set('code-3', 'oann')
    const made = (await enter('code-1')).body
    expect(made.isNew).toBe(true)
    expect((await enter('code-2')).body).toMatchObject({ account: made.account, isNew: false })
    expect((await enter('code-3')).body.account).not.toBe(made.account)
    expect((await enter('code-1')).body.code).toBe('LOGIN_FAILED')
    expect((await enter('unknown')).body.code).toBe('LOGIN_FAILED')
    expect(weChat.asked[0]).toMatchObject({
      appid: 'wx1',
      secret: 'the secret of wx1',
      grant_type: 'authorization_code',
    })
  })

  test('that says why it does not is heard', async () => {
    const { weChat, enter, game } = await startWeChat()
    for (const [errcode, status, code] of [
      [-1, 503, 'TRY_AGAIN'],
      [40_226, 401, 'LOGIN_FAILED'],
      [45_011, 429, 'RATE_LIMITED'],
      [40_125, 503, 'TRY_AGAIN'],
    ] as const) {
      weChat.errcode = errcode
      const reply = await enter('code')
      expect([reply.status, reply.body.code]).toEqual([status, code])
    }
    expect(JSON.stringify(game.log())).not.toContain('the secret of wx1')
  })

  test('that is slow, away or talks nonsense is asked no more for a while, and players try again', async () => {
    const { weChat, enter } = await startWeChat()
    for (const mood of ['silent', 'nonsense', 'huge', 'broken', 'silent', 'broken'] as const) {
      weChat.mood = mood
      const { status, body } = await enter('code')
      expect([status, body.code], mood).toEqual([503, 'TRY_AGAIN'])
    }
    weChat.mood = 'silent'
    for (let i = 0; i < 5; i++) await enter('code')
    const before = weChat.asked.length
    expect((await enter('code')).status).toBe(503)
    expect(weChat.asked.length).toBe(before)
  })
})
