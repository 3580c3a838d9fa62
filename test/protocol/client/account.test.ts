// Signing in from the client, against the whole server.

import { EventEmitter, once } from 'node:events'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  type Account,
  connect,
  lookAtLogin,
  type RequestError,
  register,
  type SendHttp,
  type SignInOptions,
  signIn,
  signInAgain,
  type TokenKeeper,
  wxHttp,
} from '../../../protocol/client/index.ts'
import { CLOSE } from '../../../protocol/errors.ts'
import { PASSWORD } from '../../login/support/accounts-game.ts'
import { shareAccounts } from '../../login/support/share-accounts.ts'

const shared = shareAccounts()
let count = 0
let name = ''
beforeEach(() => {
  name = `Client ${++count}`
})

const url = () => shared().http.url

class Kept implements TokenKeeper {
  token: string | undefined
  read = () => this.token
  write = (token: string | undefined) => {
    this.token = token
  }
}

const play = (account: Account) =>
  connect(account, { login: (request, token) => request.login({ acc: account.id, token }) })

describe('an account', () => {
  test('is registered, signed in to, and played with', async () => {
    expect(await lookAtLogin(url())).toMatchObject({ names: true })
    const made = await register(url(), { name, password: PASSWORD })
    expect([made.isNew, made.name]).toEqual([true, name])
    const account = await signIn(`${url()}/`, { name, password: PASSWORD })
    expect(account.id).toBe(made.id)
    const game = await play(account)
    expect(await game.request.sign()).toMatchObject({ sign_cnt: 1 })
    game.close()
  })

  test('goes on where it was kept, each time with another token', async () => {
    const keep = new Kept()
    expect(await signInAgain(url(), { keep })).toBeUndefined()
    const made = await register(url(), { name, password: PASSWORD }, { keep })
    const first = keep.token
    const again = await signInAgain(url(), { keep })
    expect(again?.id).toBe(made.id)
    expect(keep.token).not.toBe(first)
    await again!.signOut()
    expect(keep.token).toBeUndefined()
  })

  test('asks for a new token when the old one is over, once for all who need it', async () => {
    const keep = new Kept()
    const account = await register(url(), { name, password: PASSWORD }, { keep })
    const old = await account.token()
    const tokens = await Promise.all([account.token(true), account.token(true), account.token(true)])
    expect(new Set(tokens).size).toBe(1)
    expect(tokens[0]).not.toBe(old)
    expect(await account.token()).toBe(tokens[0])
  })

  test('logs in again by itself after a loss', async () => {
    const account = await register(url(), { name, password: PASSWORD })
    const game = await play(account)
    const open = new Promise<void>(resolve => game.listen('state', state => state === 'open' && resolve()))
    await (await shared().game.watchdog()).call.kick(account.id, CLOSE.STOPPING)
    await open
    expect(await game.request.sign()).toMatchObject({ sign_cnt: 1 })
    game.close()
  })

  test('gets another way in, another password, and goes', async () => {
    const account = await signIn(url(), { device: `device ${name}`.replace(/\W/g, '-').padEnd(24, 'x') })
    await account.link({ name, password: PASSWORD })
    expect((await account.look()).logins).toEqual(['device', 'name'])
    await account.changePassword(PASSWORD, 'another horse battery')
    await account.unlink('device')
    await expect(account.remove('a wrong password')).rejects.toMatchObject({ code: 'LOGIN_FAILED' })
    await account.remove('another horse battery')
    await expect(signIn(url(), { name, password: 'another horse battery' })).rejects.toMatchObject({
      code: 'LOGIN_FAILED',
    })
  })
})

/** Who plays as a new account: when the connection is closed for good, and what `signedOut` has told. */
async function playing(options: SignInOptions = {}) {
  const keep = new Kept()
  const account = await register(url(), { name, password: PASSWORD }, { keep, ...options })
  const ends: RequestError[] = []
  const signedOut = new Promise<RequestError>(resolve => account.listen('signedOut', resolve))
  account.listen('signedOut', error => ends.push(error))
  const game = await play(account)
  const closed = new Promise<number>(resolve => game.listen('closed', ({ code }) => resolve(code)))
  await shared().game.clock.move({ seconds: 1 })
  return { account, keep, ends, signedOut, closed }
}

const ask: SendHttp = async ({ url: to, ...init }) => {
  const response = await fetch(to, init)
  return { status: response.status, text: await response.text() }
}

const elsewhere = () => signIn(url(), { name, password: PASSWORD })

describe('a login that is ended while it plays', () => {
  test.each<[string, string, (account: Account) => Promise<unknown>]>([
    ['signs out everywhere', 'LOGIN_FAILED', async () => (await elsewhere()).signOut({ everywhere: true })],
    [
      'gets another password',
      'LOGIN_FAILED',
      async () => (await elsewhere()).changePassword(PASSWORD, 'another horse battery'),
    ],
    ['is deleted', 'LOGIN_FAILED', async () => (await elsewhere()).remove(PASSWORD)],
    ['is banned', 'BANNED', async ({ id }) => (await shared().game.watchdog()).call.ban(id, 'cheating')],
  ])('is told at once when the account %s elsewhere, and gives no token', async (_what, code, end) => {
    const { account, keep, ends, signedOut, closed } = await playing()
    await end(account)
    expect(await closed).toBe(CLOSE.KICKED)
    expect(await signedOut).toMatchObject({ code })
    await expect(account.token()).rejects.toMatchObject({ code })
    await expect(account.refresh()).rejects.toMatchObject({ code })
    expect([ends.length, keep.token]).toEqual([1, undefined])
  })

  test('gives no token before it is known whether it stands', async () => {
    const { account, closed } = await playing()
    const given = await account.token()
    await (await elsewhere()).signOut({ everywhere: true })
    await closed
    const next = await account.token().catch((error: RequestError) => error.code)
    expect([given === next, next]).toEqual([false, 'LOGIN_FAILED'])
  })

  test('goes on after a kick by an operator', async () => {
    const { account, keep, ends, closed } = await playing()
    const first = keep.token
    await (await shared().game.watchdog()).call.kick(account.id, CLOSE.KICKED)
    expect(await closed).toBe(CLOSE.KICKED)
    const game = await play(account)
    expect(await game.request.sign()).toMatchObject({ sign_cnt: 1 })
    expect([ends.length, keep.token !== undefined && keep.token !== first]).toEqual([0, true])
    game.close()
  })

  test('is asked for again where the login server did not answer at once', async () => {
    let isAway = false
    const http: SendHttp = request => (isAway ? Promise.reject(new Error('away')) : ask(request))
    const { account, ends, closed } = await playing({ http })
    isAway = true
    await (await shared().game.watchdog()).call.kick(account.id, CLOSE.KICKED)
    await closed
    await expect(account.token()).rejects.toMatchObject({ code: 'TRY_AGAIN' })
    isAway = false
    expect([typeof (await account.token()), ends.length]).toEqual(['string', 0])
  })

  test('is asked for anew where the last answer is on its way while it ends', async () => {
    const wire = new EventEmitter()
    const [asked, arrived] = [once(wire, 'asked'), once(wire, 'arrived')]
    let isLate = false
    const http: SendHttp = async request => {
      const reply = await ask(request)
      if (isLate) wire.emit('asked')
      if (isLate) await arrived
      return reply
    }
    const { account, signedOut, closed } = await playing({ http })
    isLate = true
    const given = account.token(true)
    await asked
    await (await elsewhere()).signOut({ everywhere: true })
    await closed
    wire.emit('arrived')
    expect(await signedOut).toMatchObject({ code: 'LOGIN_FAILED' })
    await given
    await expect(account.token()).rejects.toMatchObject({ code: 'LOGIN_FAILED' })
  })

  test('is no news to the player who has changed it here', async () => {
    const { account, ends, closed } = await playing()
    await account.changePassword(PASSWORD, 'another horse battery')
    await closed
    const game = await play(account)
    const gone = new Promise<number>(resolve => game.listen('closed', ({ code }) => resolve(code)))
    await shared().game.clock.move({ seconds: 1 })
    await account.signOut({ everywhere: true })
    await gone
    await expect(account.token()).rejects.toMatchObject({ code: 'LOGIN_FAILED' })
    expect(ends).toEqual([])
  })

  test('is forgotten where a ban is met by who comes again, and says so', async () => {
    const { account, keep, closed } = await playing()
    const kept = keep.token
    await (await shared().game.watchdog()).call.ban(account.id, 'cheating')
    await closed
    await account.token().catch(() => undefined)
    keep.token = kept
    await expect(signInAgain(url(), { keep })).rejects.toMatchObject({ code: 'BANNED' })
    expect(keep.token).toBeUndefined()
  })
})

describe('what fails', () => {
  test('has the code of the server', async () => {
    await expect(signIn(url(), { name, password: 'wrong' })).rejects.toMatchObject({ code: 'LOGIN_FAILED' })
    await expect(register(url(), { name, password: 'short' })).rejects.toMatchObject({ code: 'BAD_MESSAGE' })
  })

  test('may pass where nobody answers, or a proxy does', async () => {
    const nobody = signIn('http://127.0.0.1:9', { name, password: PASSWORD })
    await expect(nobody).rejects.toMatchObject({ code: 'TRY_AGAIN' })
    const http = async () => ({ status: 502, text: '<html>' })
    await expect(signIn(url(), { name, password: PASSWORD }, { http })).rejects.toMatchObject({
      code: 'TRY_AGAIN',
    })
    const silent = () => new Promise<never>(() => undefined)
    const waiting = signIn(url(), { name, password: PASSWORD }, { http: silent, timeout: 20 })
    await expect(waiting).rejects.toMatchObject({ code: 'TIMEOUT' })
  })
})

test('a mini-game asks by wx.request', async () => {
  const asked: { url: string; data?: string }[] = []
  const wx = {
    request({
      url: where,
      method,
      header,
      data,
      success,
      fail,
    }: Parameters<Parameters<typeof wxHttp>[0]['request']>[0]) {
      asked.push({ url: where, ...(data !== undefined && { data }) })
      fetch(where, { method, headers: header, ...(data !== undefined && { body: data }) })
        .then(async response => success({ statusCode: response.status, data: await response.text() }))
        .catch((error: Error) => fail({ errMsg: error.message }))
    },
  }
  const account = await register(url(), { name, password: PASSWORD }, { http: wxHttp(wx) })
  expect(account.name).toBe(name)
  expect(asked).toEqual([
    { url: `${url()}/login/register`, data: JSON.stringify({ name, password: PASSWORD }) },
  ])
})
