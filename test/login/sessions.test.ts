// Staying logged in: refresh tokens, which are each used once, and logging out, here and everywhere.

import { describe, expect, test } from 'vitest'
import { CLOSE } from '../../protocol/errors.ts'
import type { LoginAnswer } from '../../protocol/login-api.ts'
import { PASSWORD } from './support/accounts-game.ts'
import { shareAccounts } from './support/share-accounts.ts'

const shared = shareAccounts()
const DAY = 86_400

describe('a refresh token', () => {
  const refresh = (token: string) => shared().http.post<LoginAnswer>('refresh', { refresh: token })

  test('gives the next one, and that the one after it', async () => {
    const first = await shared().register('Refreshes')
    const second = (await refresh(first.refresh)).body
    const third = (await refresh(second.refresh)).body
    expect(new Set([first, second, third].map(({ refresh: token }) => token)).size).toBe(3)
    expect([second.account, third.account]).toEqual([first.account, first.account])
    expect((await shared().play(third.access)).answer.name).toBe('sc_login')
  })

  test('whose reply was lost gives the same answer again, for a minute', async () => {
    const { register, game } = shared()
    const first = await register('Lost Reply')
    const second = (await refresh(first.refresh)).body
    await game.clock.move({ seconds: 58 })
    expect((await refresh(first.refresh)).body.refresh).toBe(second.refresh)
    await game.clock.move({ seconds: 3 })
    expect((await refresh(first.refresh)).status).toBe(401)
    expect((await refresh(second.refresh)).status).toBe(401)
  })

  test('asked twice at once gives one answer', async () => {
    const { refresh: token } = await shared().register('At Once')
    const replies = await Promise.all([1, 2, 3, 4].map(() => refresh(token)))
    expect(new Set(replies.map(({ body }) => body.refresh)).size).toBe(1)
    expect((await refresh(replies[0]!.body.refresh)).status).toBe(200)
  })

  test('used after its successor ends the whole family, and the connection', async () => {
    const { register, play, http } = shared()
    const first = await register('Stolen')
    const other = await http.enter('name', { name: 'Stolen', password: PASSWORD })
    const second = (await refresh(first.refresh)).body
    const third = (await refresh(second.refresh)).body
    const { client } = await play(third.access)
    expect((await refresh(first.refresh)).status).toBe(401)
    expect((await client.closed).code).toBe(CLOSE.KICKED)
    expect((await http.get('/login/account', { token: third.access })).status).toBe(401)
    expect((await refresh(third.refresh)).status).toBe(401)
    expect((await refresh(other.refresh)).status).toBe(200)
  })

  test('counts for 30 days after its last use', async () => {
    const { register, game } = shared()
    const { refresh: token } = await register('Away')
    await game.clock.move({ days: 29 })
    const next = (await refresh(token)).body.refresh
    await game.clock.move({ days: 29 })
    const last = (await refresh(next)).body.refresh
    await game.clock.move({ days: 30 })
    expect((await refresh(last)).status).toBe(401)
  })

  test.each(['', 'x', '1.2.3', '1'.repeat(4096), `1.${'a'.repeat(16)}.${'b'.repeat(43)}`])(
    'that is none is refused: %s',
    async token => expect([400, 401]).toContain((await refresh(token)).status),
  )

  test('ends the device that was away longest when one more than 32 come in', async () => {
    const { http, register } = shared()
    const first = await register('Many Devices')
    const come = () => http.enter('name', { name: 'Many Devices', password: PASSWORD })
    const second = await come()
    for (let i = 0; i < 31; i++) await come()
    expect((await refresh(first.refresh)).status).toBe(401)
    expect((await refresh(second.refresh)).status).toBe(200)
  })
})

describe('logging out', () => {
  test('here ends this device only', async () => {
    const { http, register } = shared()
    const here = await register('Two Devices')
    const there = await http.enter('name', { name: 'Two Devices', password: PASSWORD })
    expect((await http.post('logout', { refresh: here.refresh })).status).toBe(200)
    expect((await http.post('refresh', { refresh: here.refresh })).status).toBe(401)
    expect((await http.post('refresh', { refresh: there.refresh })).status).toBe(200)
  })

  test('everywhere ends every device, every token, and the connection at once', async () => {
    const { http, register, play } = shared()
    const here = await register('Everywhere')
    const there = await http.enter('name', { name: 'Everywhere', password: PASSWORD })
    const { client } = await play(there.access)
    expect((await http.post('logout', { refresh: here.refresh, everywhere: true })).status).toBe(200)
    expect((await client.closed).code).toBe(CLOSE.KICKED)
    for (const { refresh } of [here, there])
      expect((await http.post('refresh', { refresh })).status).toBe(401)
    for (const { access } of [here, there]) {
      expect((await http.get('/login/account', { token: access })).status).toBe(401)
      expect((await play(access)).answer).toMatchObject({ name: 'sc_error', data: { code: 'LOGIN_FAILED' } })
    }
    const again = await http.enter('name', { name: 'Everywhere', password: PASSWORD })
    expect((await play(again.access)).answer.name).toBe('sc_login')
  })
})

describe('an access token', () => {
  test('counts for five minutes, at the gate and here', async () => {
    const { http, register, play, game } = shared()
    const { access } = await register('Five Minutes')
    await game.clock.move({ seconds: 290 })
    expect((await http.get('/login/account', { token: access })).status).toBe(200)
    await game.clock.move({ seconds: 20 })
    expect((await http.get('/login/account', { token: access })).status).toBe(401)
    expect((await play(access)).answer.data).toMatchObject({
      code: 'LOGIN_FAILED',
      msg: 'the token has expired',
    })
  })

  test('of a banned account is of no use, and neither is its refresh token', async () => {
    const { http, register, play, game } = shared()
    const made = await register('Banned')
    const { client } = await play(made.access)
    await (await game.watchdog()).call.ban(made.account, 'cheating', game.clock.now() + DAY * 1000)
    expect((await client.closed).code).toBe(CLOSE.KICKED)
    for (const [name, body] of [
      ['refresh', { refresh: made.refresh }],
      ['name', { name: 'Banned', password: PASSWORD }],
    ] as const) {
      const { status, body: refusal } = await http.post(name, body)
      expect([status, refusal.code, refusal.error]).toEqual([
        403,
        'BANNED',
        expect.stringContaining('cheating'),
      ])
    }
    await (await game.watchdog()).call.unban(made.account)
    expect(await http.enter('refresh', { refresh: made.refresh })).toMatchObject({ account: made.account })
  })
})
