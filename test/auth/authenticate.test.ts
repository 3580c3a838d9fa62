import { describe, expect, test } from 'vitest'
import { type AppError, defineGameOf } from '../../server/kit/index.ts'
import { openClient } from '../support/client/raw-client.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { serverForSuite } from '../support/server/suite-server.ts'
import { type Claiming, claimsProtocol, parts } from './support/claims.ts'
import { PLATFORM } from './support/platform.ts'

describe.each([0, 2])('a game that tells itself who somebody is, with %i worker threads', threads => {
  const { server, guest } = serverForSuite({ threads, game: PLATFORM }, claimsProtocol)

  test('gives the account, which is compared byte for byte', async () => {
    const client = await guest()
    expect(await client.ask('cs_login', { acc: 'plain', token: 'Ann' })).toMatchObject({
      name: 'sc_login',
      data: { account: 'user of Ann', claims: '{}' },
    })
    const other = await guest()
    const { data } = await other.ask('cs_login', { acc: 'plain', token: 'ann' })
    expect(data.account).toBe('user of ann')
    expect(client.isClosed).toBe(false)
  })

  test('sees what was sent, from where, and the headers that it names; handlers see what it knows', async () => {
    const headers = { 'X-Region': 'eu', cookie: 'a=1', Cookie: 'b=2', 'x-other': 'no' }
    const client = await server().connect({ protocol: claimsProtocol, headers, path: '/play?room=7' })
    const { data } = await client.ask('cs_login', { token: 'code' })
    expect(data.account).toBe('user of code')
    expect(JSON.parse(data.claims as string)).toEqual({
      address: '127.0.0.1',
      url: '/play?room=7',
      headers: { 'x-region': 'eu', cookie: 'a=1; b=2' },
      hasReach: true,
    })
    await client.ask('cs_logout')
    const again = await client.ask('cs_login', { token: 'code' })
    expect(again.data.claims).toBe(data.claims)
  })

  test.each([
    ['not yours', { code: 'LOGIN_FAILED', msg: 'the platform does not know this code' }],
    ['away', { code: 'TRY_AGAIN', msg: 'the platform does not answer' }],
    ['bug', { code: 'INTERNAL' }],
    ['nobody', { code: 'INTERNAL' }],
  ])('refuses, and the connection stays a guest: %s', async (token, data) => {
    const client = await guest()
    expect(await client.ask('cs_login', { token })).toMatchObject({ name: 'sc_error', data })
    expect(await client.ask('cs_login', { token: `after ${token}` })).toMatchObject({ name: 'sc_login' })
  })

  test('a handshake with more than it keeps is refused with 431', async () => {
    const { gatePort: port } = server().server
    const large = openClient({ port, headers: { cookie: 'x'.repeat(4096) } })
    await expect(large).rejects.toMatchObject({ status: 431 })
    const unseen = await server().connect({
      headers: { 'x-other': 'x'.repeat(4096) },
      protocol: claimsProtocol,
    })
    expect(await unseen.ask('cs_login', { token: 'small' })).toMatchObject({ name: 'sc_login' })
  })
})

test('one that does not end is given up, and a client may try again', async () => {
  const server = await serverForTest({ game: PLATFORM, gate: { loginTimeout: 100 } })
  const client = await server.connect({ protocol: claimsProtocol })
  expect(await client.ask('cs_login', { token: 'endless' })).toMatchObject({ data: { code: 'TRY_AGAIN' } })
})

test('the kit says which headers can not be looked at', () => {
  const define = (more: object) => () => defineGameOf<Claiming>({ ...parts, ...more })
  const why = (message: string) => expect.objectContaining({ message }) as AppError
  expect(define({ handshakeHeaders: ['cookie'] })).toThrow(
    why('handshakeHeaders: expected authenticate, which looks at them'),
  )
  expect(define({ authenticate: () => 'ann', handshakeHeaders: ['a b'] })).toThrow(
    why('handshakeHeaders: expected names of headers, got "a b"'),
  )
})
