// Passwords: changed, forgotten and reset, and hashed with care.

import { describe, expect, test } from 'vitest'
import { CLOSE } from '../../protocol/errors.ts'
import type { LoginAnswer } from '../../protocol/login-api.ts'
import { PasswordHasher } from '../../server/login/password/password-hasher.ts'
import { until } from '../support/until.ts'
import { PASSWORD } from './support/accounts-game.ts'
import { RESETTING, resets } from './support/resetting.ts'
import { shareAccounts } from './support/share-accounts.ts'

const shared = shareAccounts({ game: RESETTING })
const NEW = 'another horse battery'

describe('a new password', () => {
  test('takes the place of the old one, and ends every other login', async () => {
    const { http, register, play, game } = shared()
    const made = await register('Changes')
    const other = await http.enter('name', { name: 'Changes', password: PASSWORD })
    const { client } = await play(other.access)
    await game.clock.move({ seconds: 1 })
    const { status, body } = await http.post<LoginAnswer>(
      'password',
      { old: PASSWORD, password: NEW },
      { token: made.access },
    )
    expect(status).toBe(200)
    expect((await client.closed).code).toBe(CLOSE.KICKED)
    for (const { refresh } of [made, other])
      expect((await http.post('refresh', { refresh })).status).toBe(401)
    expect((await http.post('name', { name: 'Changes', password: PASSWORD })).status).toBe(401)
    expect((await play(body.access)).answer.name).toBe('sc_login')
    expect(await http.enter('name', { name: 'Changes', password: NEW })).toMatchObject({
      account: made.account,
    })
  })

  test('is not set with a wrong old one, nor one that breaks the rules', async () => {
    const { http, register } = shared()
    const { access: token } = await register('Keeps')
    expect((await http.post('password', { old: NEW, password: NEW }, { token })).status).toBe(401)
    expect((await http.post('password', { old: PASSWORD, password: 'password' }, { token })).status).toBe(400)
    await http.enter('name', { name: 'Keeps', password: PASSWORD })
  })
})

describe('a forgotten password', () => {
  const tokenFor = async (name: string): Promise<string> => {
    const { http } = shared()
    await http.post('ask-reset', { name })
    const asked = await until(
      () => resets,
      all => all.some(each => each.name === name),
    )
    return asked.findLast(each => each.name === name)!.token
  }

  test('is reset by a token that the game sends, once', async () => {
    const { http, register } = shared()
    const made = await register('Forgets')
    const token = await tokenFor('Forgets')
    const reset = () => http.post<LoginAnswer>('reset', { token, password: NEW })
    expect((await reset()).body).toMatchObject({ account: made.account })
    expect((await reset()).status).toBe(401)
    expect((await http.post('refresh', { refresh: made.refresh })).status).toBe(401)
    await http.enter('name', { name: 'Forgets', password: NEW })
  })

  test('is reset once by a token that is used twice at once', async () => {
    await shared().register('Forgets Twice')
    const token = await tokenFor('Forgets Twice')
    const replies = await Promise.all(
      [NEW, `${NEW}!`].map(password => shared().http.post('reset', { token, password })),
    )
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 401])
  })

  test('can be reset for half an hour', async () => {
    await shared().register('Forgets Long')
    const token = await tokenFor('Forgets Long')
    await shared().game.clock.move({ minutes: 31 })
    expect((await shared().http.post('reset', { token, password: NEW })).status).toBe(401)
  })

  test('of a name that nobody has is answered as any other', async () => {
    const { http, register } = shared()
    await register('Is There')
    const [there, nowhere] = await Promise.all(
      ['Is There', 'Is Nowhere'].map(name => http.post('ask-reset', { name })),
    )
    expect([there!.status, there!.body]).toEqual([nowhere!.status, nowhere!.body])
    expect(there!.status).toBe(200)
  })

  test('leaves no token in the log', async () => {
    await shared().register('Forgets Quietly')
    const token = await tokenFor('Forgets Quietly')
    expect(JSON.stringify(shared().game.log())).not.toContain(token)
  })
})

describe('hashing', () => {
  test('never takes more at once than it may, and says so to who comes then', async () => {
    const hasher = await PasswordHasher.open({ memory: 19_456, passes: 2, atOnce: 1 })
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => hasher.hash(PASSWORD)))
    const refused = outcomes.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBe(30 - 17)
    expect((refused[0] as PromiseRejectedResult).reason).toMatchObject({ code: 'TRY_AGAIN', seconds: 1 })
    expect(hasher.count()).toEqual({ running: 0, waiting: 0, mostAtOnce: 1, refused: 13 })
  }, 30_000)

  test('is done anew at a login when more is asked for than before', async () => {
    const weak = await PasswordHasher.open({ memory: 19_456, passes: 2, atOnce: 1 })
    const strong = await PasswordHasher.open({ memory: 20_000, passes: 3, atOnce: 1 })
    const hash = await weak.hash(PASSWORD)
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect([weak.isWeak(hash), strong.isWeak(hash)]).toEqual([false, true])
    expect(await strong.verify(hash, PASSWORD)).toBe(true)
    expect(await strong.verify(hash, `${PASSWORD} `)).toBe(false)
    expect(await strong.verify(undefined, 'the password of no account')).toBe(false)
  })
})
