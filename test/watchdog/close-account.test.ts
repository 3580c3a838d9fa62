import { describe, expect, test } from 'vitest'
import { claimsBy, claimsProtocol } from '../auth/support/claims.ts'
import { makeToken, SECRET } from '../auth/support/signing.ts'
import { serverForSuite } from '../support/server/suite-server.ts'

const now = () => Math.floor(Date.now() / 1000)

describe.each([0, 2])('an account that is put out, with %i worker threads', threads => {
  const auth = claimsBy({ kind: 'token', token: { secret: SECRET } })
  const { server, guest } = serverForSuite({ threads, ...auth }, claimsProtocol)
  const login = async (sub: string, iat?: number) => {
    const client = await guest()
    const token = await makeToken({ sub, ...(iat !== undefined && { iat }) })
    return { client, answer: await client.ask('cs_login', { token }) }
  }

  test('has saved and left when that is answered; its client is closed', async () => {
    const watchdog = await server().watchdog()
    const { client } = await login('ann')
    expect(await watchdog.call.closeAccount('ann')).toBe(true)
    expect(await watchdog.call.find({ account: 'ann' })).toBeUndefined()
    expect((await client.closed).code).toBe(4008)
    expect(await watchdog.call.closeAccount('ann')).toBe(false)
  })

  test('is not let in again by a token from before, but by a new one', async () => {
    const watchdog = await server().watchdog()
    await watchdog.call.closeAccount('bob')
    const { answer } = await login('bob', now() - 60)
    expect(answer).toMatchObject({
      data: { code: 'LOGIN_FAILED', msg: 'the token has been ended; log in again' },
    })
    expect((await login('bob', now() + 1)).answer).toMatchObject({ name: 'sc_login' })
    expect((await login('carl', now() - 60)).answer).toMatchObject({ name: 'sc_login' })
  })

  test('is let in by tokens from that moment on; whole seconds may be any moment of theirs', async () => {
    const watchdog = await server().watchdog()
    const second = now() - 60
    await watchdog.call.closeAccount('eve', { validFrom: second * 1000 + 500 })
    const cameIn = async (iat: number) => (await login('eve', iat)).answer.name === 'sc_login'
    expect(await cameIn(second + 0.499)).toBe(false)
    expect(await cameIn(second + 0.5)).toBe(true)
    expect(await cameIn(second - 1)).toBe(false)
    expect(await cameIn(second)).toBe(true)
  })

  test('nobody slips in by a token that was shown before', async () => {
    const watchdog = await server().watchdog()
    const token = await makeToken({ sub: 'dora', iat: now() - 60 })
    const clients = await Promise.all(Array.from({ length: 10 }, guest))
    for (const client of clients) client.sendText('cs_login', { token })
    await watchdog.call.closeAccount('dora')
    await server().until(({ agents, waiting, online }) => agents + waiting + online === 0)
  })
})
