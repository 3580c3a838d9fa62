import { describe, expect, test } from 'vitest'
import { checkConfig } from '../../server/settings/load.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { CLAIMS, claimsProtocol } from './support/claims.ts'

type Limits = { newRolesPerAddress?: number; newRoleRate?: number; newRoleBurst?: number }

/** `login(acc, from)`: the code of a login from behind a proxy, or OK. */
async function serverWith(auth: Limits, threads = 0) {
  const server = await serverForTest({
    threads,
    game: CLAIMS,
    auth: checkConfig({ auth }).auth,
    gate: { trustProxy: 1 },
  })
  const login = async (acc: string, from?: string): Promise<string> => {
    const headers = from === undefined ? {} : { 'x-forwarded-for': from }
    const client = await server.connect({ protocol: claimsProtocol, headers })
    const { name, data } = await client.ask('cs_login', { acc })
    await client.close()
    return name === 'sc_login' ? 'OK' : (data.code as string)
  }
  const logins = async (names: readonly string[], from?: string) => {
    const codes = await Promise.all(names.map(name => login(name, from)))
    return codes.filter(code => code === 'OK').length
  }
  return { server, login, logins }
}

const names = (count: number, prefix = 'p') => Array.from({ length: count }, (_, i) => `${prefix}${i}`)

describe.each([0, 2])('with %i worker threads', threads => {
  test('one address makes only so many roles, and TRY_AGAIN after that; who has one comes in', async () => {
    const { server, login, logins } = await serverWith({ newRolesPerAddress: 5 }, threads)
    expect(await logins(names(40), '192.0.2.1')).toBe(5)
    expect(await login('late', '192.0.2.1')).toBe('TRY_AGAIN')
    expect(await logins(names(40), '192.0.2.1')).toBe(5)
    expect(await login('elsewhere', '192.0.2.2')).toBe('OK')
    expect(await login('elsewhere', '192.0.2.1')).toBe('OK')
    const lines = server
      .log()
      .filter(({ msg }) => msg.startsWith('auth.newRolesPerAddress: too many new roles'))
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.length).toBeLessThanOrEqual(Math.max(1, threads))
    expect(lines[0]).toMatchObject({ address: '192.0.2.1' })
  })
})

test('an IPv6 /64 is one address, and a /48 has eight times as many', async () => {
  const { login, logins } = await serverWith({ newRolesPerAddress: 2 })
  expect(await logins(names(3, 'a'), '2001:db8:1:1::1')).toBe(2)
  expect(await login('b', '2001:db8:1:1:ffff::2')).toBe('TRY_AGAIN')
  let made = 2
  for (let i = 2; i < 12; i++) made += await logins(names(2, `n${i}-`), `2001:db8:1:${i}::1`)
  expect(made).toBe(16)
  expect(await login('c', '2001:db8:2:1::1')).toBe('OK')
})

test('a client behind a proxy is counted also when it says that it is local', async () => {
  const { login, logins } = await serverWith({ newRolesPerAddress: 1 })
  expect(await logins(names(3), '127.0.0.1')).toBe(1)
  expect(await login('here')).toBe('OK')
  expect(await login('here too')).toBe('OK')
})

test('the whole node makes only so many at once, local ones too', async () => {
  const { server, login, logins } = await serverWith({ newRoleRate: 0.01, newRoleBurst: 4 })
  expect(await logins(names(3), '192.0.2.1')).toBe(3)
  expect(await logins(names(3, 'q'))).toBe(1)
  expect(await login('r', '192.0.2.9')).toBe('TRY_AGAIN')
  expect(await login('p0')).toBe('OK')
  expect(
    server.log().filter(({ msg }) => msg.startsWith('auth.newRoleRate: too many new roles')),
  ).toHaveLength(1)
})
