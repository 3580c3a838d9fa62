// Coming in with a name and a password, or as a guest: at the login server, and with its token at the gate.

import { describe, expect, test } from 'vitest'
import { CLOSE } from '../../protocol/errors.ts'
import type { AccountAnswer, LoginAnswer, LoginOffer } from '../../protocol/login-api.ts'
import { askConsole } from '../support/server/console-client.ts'
import { accountsOf, PASSWORD, startAccounts } from './support/accounts-game.ts'
import type { Refusal } from './support/login-http.ts'
import { shareAccounts } from './support/share-accounts.ts'

const shared = shareAccounts()

describe('a name and a password', () => {
  test('make an account, by which a player comes back and plays', async () => {
    const { http, play } = shared()
    const made = await http.enter('register', { name: 'Ann', password: PASSWORD })
    expect(made).toMatchObject({ name: 'Ann', isNew: true, accessTime: 300 })
    expect(made.gates).toEqual([expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+$/)])
    const again = await http.enter('name', { name: 'ann', password: PASSWORD })
    expect(again).toMatchObject({ account: made.account, name: 'Ann', isNew: false })
    const { client, answer } = await play(again.access)
    expect(answer).toMatchObject({ name: 'sc_login', data: { sign_cnt: 0 } })
    await client.ask('cs_sign')
    const { data } = await client.ask('cs_board_top', { board: 'sign' })
    expect(data).toMatchObject({ entries: [{ name: 'Ann', score: 1 }] })
  })

  test('are refused alike where nobody has the name and where the password is wrong', async () => {
    const { http, register } = shared()
    await register('Known')
    const wrong = await http.post('name', { name: 'Known', password: 'a wrong password' })
    const unknown = await http.post('name', { name: 'Unknown', password: 'a wrong password' })
    expect(wrong.status).toBe(401)
    expect(wrong.body).toEqual({ code: 'LOGIN_FAILED', error: 'the name or the password is wrong' })
    expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body])
  })

  test('of many who want one name at once, in any writing of it, one gets it', async () => {
    const { http } = shared()
    const names = ['Racer', 'racer', 'RACER', 'Ｒacer', ' racer ', 'Racer']
    const replies = await Promise.all(names.map(name => http.post('register', { name, password: PASSWORD })))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409])
    expect(replies.find(({ status }) => status === 409)?.body.code).toBe('ACCOUNT_NAME_TAKEN')
  })

  test.each([
    ['', /^name: expected at least 1 character, got nothing$/],
    ['a\u0000b', /^name: expected letters that can be seen, got U\+0000$/],
    ['a\u200bb', /^name: expected letters that can be seen, got U\+200B$/],
    ['Аnn', /^name: /],
    ['x'.repeat(65), /^name: /],
  ])('a name that nobody may have makes no account: %j', async (name, reason) => {
    const { status, body } = await shared().http.post('register', { name, password: PASSWORD })
    expect([status, body.code, body.error]).toEqual([400, 'BAD_MESSAGE', expect.stringMatching(reason)])
  })

  test.each([
    ['seven77', /^password: expected 8 to 128 characters, got 7$/],
    ['x'.repeat(129), /^password: expected 8 to 128 characters, got 129$/],
    ['aaaaaaaaaa', /nobody guesses/],
    ['iloveyou2', /nobody guesses, got a common one$/],
    ['PassWord1', /nobody guesses/],
    ['the rule breaker', /nobody guesses, got the name$/],
  ])(
    'a password that is too short, too long, common or the name makes no account: %j',
    async (password, reason) => {
      const { status, body } = await shared().http.post('register', { name: 'The Rule Breaker', password })
      expect([status, body.error]).toEqual([400, expect.stringMatching(reason)])
      expect(body.error).not.toContain(password.slice(0, 20))
    },
  )

  test('128 letters of any script are a password', async () => {
    const { http } = shared()
    const password = `${'密码長'.repeat(42)}😀a`
    await http.enter('register', { name: 'Long', password })
    expect((await http.enter('name', { name: 'long', password })).isNew).toBe(false)
    expect((await http.post('name', { name: 'long', password: `${password}x` })).status).toBe(401)
  })
})

describe('a guest', () => {
  const device = 'a0b1c2d3e4f5a0b1c2d3e4f5'

  test('comes back with the secret of its device, and can be given a name', async () => {
    const { http } = shared()
    const made = await http.enter('device', { device })
    expect(made.isNew).toBe(true)
    expect(made.name).toBeUndefined()
    expect(await http.enter('device', { device })).toMatchObject({ account: made.account, isNew: false })
    const token = made.access
    const linked = await http.post<AccountAnswer>(
      'link',
      { name: 'Was Guest', password: PASSWORD },
      { token },
    )
    expect(linked.body).toEqual({ account: made.account, name: 'Was Guest', logins: ['device', 'name'] })
    expect(await http.enter('name', { name: 'was guest', password: PASSWORD })).toMatchObject({
      account: made.account,
    })
    expect((await http.post('link', { name: 'Another', password: PASSWORD }, { token })).body.code).toBe(
      'ALREADY_LINKED',
    )
  })

  test('loses no way in by accident: the last one stays', async () => {
    const { http } = shared()
    const { access: token } = await http.enter('device', { device: `${device}one` })
    const last = await http.post('unlink', { kind: 'device' }, { token })
    expect([last.status, last.body.code]).toEqual([403, 'NOT_ALLOWED'])
    await http.post('link', { name: 'Second Way', password: PASSWORD }, { token })
    const { body } = await http.post<AccountAnswer>('unlink', { kind: 'device' }, { token })
    expect(body.logins).toEqual(['name'])
    expect((await http.enter('device', { device: `${device}one` })).isNew).toBe(true)
  })

  test.each(['', 'short', 'a'.repeat(65), 'with a space in it 12345'])('needs a secret: %j', async wrong => {
    const { status, body } = await shared().http.post('device', { device: wrong })
    expect([status, body.error]).toEqual([400, expect.stringMatching(/^device: /)])
  })
})

describe('what is sent', () => {
  test.each([
    ['not JSON', /^body: /],
    ['[]', /^body: /],
    ['{"name":"x"}', /^password: /],
    ['{"name":5,"password":"x"}', /^name: /],
    [JSON.stringify({ name: 'x', password: 'hunter2 secret', more: 1 }), /^body: /],
    [`{"name":"${'x'.repeat(4096)}","password":"y"}`, /^name: /],
  ])('and is no request is refused without being repeated: %s', async (text, reason) => {
    const { status, body } = await shared().http.post('name', text)
    expect([status, body.code]).toEqual([400, 'BAD_MESSAGE'])
    expect(body.error).toMatch(reason)
    expect(body.error).not.toMatch(/hunter2|xxxx/)
  })

  test('beyond 8 KB is refused', async () => {
    const { status } = await shared().http.post('name', { name: 'x', password: 'y'.repeat(9000) })
    expect(status).toBe(413)
  })

  test('by a form of a page elsewhere is refused', async () => {
    const { http } = shared()
    const response = await fetch(`${http.url}/login/name`, { method: 'POST', body: '{}' })
    expect([response.status, await response.json()]).toMatchObject([400, { error: /content-type/ }])
  })

  test('leaves no password and no token in the log', async () => {
    const { http, register, game } = shared()
    const made = await register('Secretive')
    await http.post('refresh', { refresh: made.refresh })
    await http.post('name', { name: 'Secretive', password: 'wrong and secret' })
    const log = JSON.stringify(game.log())
    for (const secret of [PASSWORD, 'wrong and secret', made.access, made.refresh, 'Secretive'])
      expect(log).not.toContain(secret)
    expect(log).toContain('a login was refused')
  })
})

describe('the login server', () => {
  test('says how players may come in, and to whom an access token belongs', async () => {
    const { http, register } = shared()
    expect((await http.get<LoginOffer>('/login')).body).toEqual({
      names: true,
      guests: true,
      platforms: [],
      resets: false,
    })
    const { account, access: token } = await register('Asks')
    expect((await http.get<AccountAnswer>('/login/account', { token })).body).toEqual({
      account,
      name: 'Asks',
      logins: ['name'],
    })
    expect((await http.get<Refusal>('/login/account')).status).toBe(401)
  })

  test('serves nothing else: no page, no console, no metrics', async () => {
    const { http } = shared()
    for (const path of ['/', '/docs', '/metrics', '/healthz', '/api/schema', '/console/players'])
      expect((await http.get<Refusal>(path)).status, path).toBe(404)
  })

  test('lets in pages of its origins and of this machine, and no others', async () => {
    const { http, register } = shared()
    await register('From A Page')
    const body = { name: 'From A Page', password: PASSWORD }
    const from = async (origin: string) => (await http.post<LoginAnswer>('name', body, { origin })).headers
    expect((await from('https://play.example.com')).get('access-control-allow-origin')).toBe(
      'https://play.example.com',
    )
    expect((await from('http://localhost:8889')).get('access-control-allow-origin')).toBe(
      'http://localhost:8889',
    )
    const { status } = await http.post('name', body, { origin: 'https://evil.example.com' })
    expect(status).toBe(403)
  })
})

test('a restart leaves everybody logged in, on every thread', async () => {
  const { register, game } = await startAccounts({ threads: 2 })
  const made = await register('Stays')
  await game.restart()
  const { http, play } = accountsOf(game)
  const { access } = await http.enter('refresh', { refresh: made.refresh })
  for (let i = 0; i < 4; i++) expect((await play(access)).answer.name).toBe('sc_login')
  expect((await http.get('/login/account', { token: made.access })).status).toBe(200)
})

test('an operator names a player as that logs in, and bans nobody by a name that nobody has', async () => {
  const { register, play, game } = shared()
  const { account, access } = await register('BadHans')
  const port = game.server.consolePort!
  await expect(askConsole(port, 'ban Nobody')).rejects.toThrow(
    'player: expected the name or the id of an account, got Nobody',
  )
  expect(await askConsole(port, 'ban badhans 0 early')).toMatchObject({ banned: account })
  expect(await askConsole(port, 'unban BadHans')).toEqual({ unbanned: account })
  const { client } = await play(access)
  expect(await askConsole(port, 'player badhans')).toMatchObject({ account, online: true })
  expect(await askConsole(port, 'kick badhans')).toMatchObject({ kicked: account })
  expect((await client.closed).code).toBe(CLOSE.KICKED)
  await expect.poll(() => askConsole(port, 'player BADHANS')).toMatchObject({ account, online: false })
})
