// Guessing: what it costs who guesses, and that it costs nobody else anything.

import { describe, expect, test } from 'vitest'
import type { LoginAnswer } from '../../protocol/login-api.ts'
import { PASSWORD } from './support/accounts-game.ts'
import { shareAccounts } from './support/share-accounts.ts'

const shared = shareAccounts({
  login: { wrongPerAddress: 8, registrationsPerAddress: 5, guestsPerAddress: 20, hashesAtOnce: 1 },
})

const wrongFrom = (from: string, name: string) =>
  shared().http.post('name', { name, password: 'not the password' }, { from })

describe('wrong passwords', () => {
  test('a thousand from fifty addresses lock the account, and its owner goes on', async () => {
    const { http, register, play } = shared()
    const owner = await register('Wanted')
    const statuses: number[] = []
    for (let round = 0; round < 20; round++) {
      const tries = Array.from({ length: 50 }, (_, i) => wrongFrom(`198.51.100.${i}`, 'Wanted'))
      statuses.push(...(await Promise.all(tries)).map(({ status }) => status))
    }
    // Five, and one more after each wait that has passed meanwhile.
    expect(statuses.filter(status => status === 401).length).toBeLessThanOrEqual(8)
    expect(new Set(statuses)).toEqual(new Set([401, 429]))
    const next = await http.enter('refresh', { refresh: owner.refresh }, { from: '198.51.100.1' })
    expect((await play(next.access)).answer.name).toBe('sc_login')
    const locked = await http.post('name', { name: 'Wanted', password: PASSWORD }, { from: '203.0.113.1' })
    expect([locked.status, locked.body.code]).toEqual([429, 'RATE_LIMITED'])
  })

  test('the wait doubles, is told, and is the same for a name that nobody has', async () => {
    const { register } = shared()
    await register('Doubles')
    for (const name of ['Doubles', 'Nobody At All']) {
      for (let i = 0; i < 5; i++) expect((await wrongFrom(`192.0.2.${i}`, name)).status).toBe(401)
      const { status, headers } = await wrongFrom('192.0.2.9', name)
      expect(status).toBe(429)
      // Of 10 s what is left.
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
      expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(10)
    }
  })

  test('of many accounts from one address lock the address; an IPv6 /64 is one', async () => {
    const { http, register } = shared()
    await register('Elsewhere')
    const from = (i: number) => `2001:db8:0:1::${(i + 1).toString(16)}`
    for (let i = 0; i < 8; i++) expect((await wrongFrom(from(i), `nobody ${i}`)).status).toBe(401)
    const body = { name: 'Elsewhere', password: PASSWORD }
    expect((await http.post('name', body, { from: '2001:db8:0:1:ffff::1' })).status).toBe(429)
    expect((await http.post('name', body, { from: '2001:db8:0:2::1' })).status).toBe(200)
  })

  test('a right one forgets those before', async () => {
    const { http, register } = shared()
    await register('Mistypes')
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 4; i++) expect((await wrongFrom(`192.0.2.${60 + i}`, 'Mistypes')).status).toBe(401)
      await http.enter('name', { name: 'Mistypes', password: PASSWORD }, { from: '192.0.2.70' })
    }
  })

  test('what this machine tries is counted by account only', async () => {
    const { http, register } = shared()
    await register('Local')
    for (let i = 0; i < 10; i++)
      expect((await http.post('name', { name: `no ${i}`, password: 'not one' })).status).toBe(401)
    await http.enter('name', { name: 'Local', password: PASSWORD })
  })
})

describe('new accounts', () => {
  test('with a name are so many a day from one address, whether or not the name is free', async () => {
    const { http } = shared()
    const from = '203.0.113.50'
    const make = (name: string) => http.post('register', { name, password: PASSWORD }, { from })
    for (let i = 0; i < 4; i++) expect((await make(`Made ${i}`)).status).toBe(200)
    expect((await make('Made 1')).status).toBe(409)
    const { status, body, headers } = await make('Made 5')
    expect([status, body.code]).toEqual([503, 'TRY_AGAIN'])
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(80_000)
    expect(
      (await http.post('register', { name: 'Made 6', password: PASSWORD }, { from: '203.0.113.51' })).status,
    ).toBe(200)
  })

  test('of guests are so many a day from one address; those who are there come back', async () => {
    const { http, game } = shared()
    const from = '203.0.113.60'
    const device = (i: number) => ({ device: `${i}`.padStart(24, 'd') })
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, i) => http.post<LoginAnswer>('device', device(i), { from })),
    )
    const made = replies.filter(({ status }) => status === 200)
    expect(made).toHaveLength(20)
    const known = replies.findIndex(({ status }) => status === 200)
    expect((await http.enter('device', device(known), { from })).isNew).toBe(false)
    expect(JSON.stringify(game.log())).toContain('login.guestsPerAddress')
  })
})

test('an account that is unknown takes as long as a wrong password: both are hashed', async () => {
  const { http, register } = shared()
  await register('Timed')
  const timeOf = async (name: string, i: number) => {
    const start = performance.now()
    await http.post('name', { name, password: 'not the password' }, { from: `192.0.2.${100 + i}` })
    return performance.now() - start
  }
  const known = await timeOf('Timed', 0)
  const unknown = await timeOf('Not Timed', 1)
  // No measurement: an answer that hashes nothing takes a hundredth of the other.
  expect(unknown).toBeGreaterThan(known / 20)
})
