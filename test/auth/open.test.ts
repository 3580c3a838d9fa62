import { describe, expect, test } from 'vitest'
import { findMeetings } from '../../server/auth/known-names.ts'
import { openStores } from '../../server/store/open-stores.ts'
import { startTestServer, testConfig } from '../support/server/server.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { serverForSuite } from '../support/server/suite-server.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { CLAIMS, claimsProtocol } from './support/claims.ts'

describe('open logins', () => {
  const { server, guest } = serverForSuite({ game: CLAIMS }, claimsProtocol)
  const login = async (acc: string) => (await (await guest()).ask('cs_login', { acc })).data

  test('believe every name, and names that look the same are one', async () => {
    const { uid, account, claims } = await login('Ann')
    expect({ account, claims }).toEqual({ account: 'ann', claims: '{}' })
    expect(await login('ＡＮＮ')).toMatchObject({ uid, account: 'ann' })
    expect((await login('анн')).uid).not.toBe(uid)
  })

  test.each([
    ['mixed', 'pаypal', 'name: expected letters of one script, got Latin with Cyrillic'],
    ['empty', '', 'name: expected 1 to 64 characters, got 0'],
    ['unseen', 'a\u200bb', 'name: expected letters that can be seen, got U+200B'],
  ])('refuse a name that is %s', async (_, acc, msg) => {
    expect(await login(acc)).toMatchObject({ code: 'LOGIN_FAILED', msg })
  })

  test('refuse a login without a name', async () => {
    expect(await (await guest()).ask('cs_login', { token: 'x' })).toMatchObject({
      data: { code: 'LOGIN_FAILED', msg: 'acc: expected a name' },
    })
  })

  test('who is online is found by any way to write the name, and banned by it', async () => {
    const watchdog = await server().watchdog()
    const client = await guest()
    await client.ask('cs_login', { acc: 'Found' })
    expect(await watchdog.call.find({ account: 'FOUND' })).toMatchObject({ account: 'found' })
    await watchdog.call.ban('FOund', 'cheating')
    expect((await client.closed).code).toBe(4008)
    expect(await login('found')).toMatchObject({ code: 'BANNED', msg: 'banned for good: cheating' })
    expect(await watchdog.call.unban('fOUND')).toBe(true)
    expect(await login('found')).toMatchObject({ account: 'found' })
  })
})

/** A store with accounts as an earlier version has made them. */
async function storeWith(accounts: readonly string[]): Promise<string> {
  const folder = temporaryFolder()
  const { store, node } = testConfig({}, folder)
  const { roles, close } = await openStores(store, { node: node.id })
  for (const [i, acc] of accounts.entries())
    await roles.claim(acc, () => ({ _id: `${i + 1}`, acc, epoch: 1, rev: 0, version: 0 }))
  await close()
  return folder
}

describe('accounts from before names had a normal form', () => {
  test('keep theirs, are found by other ways to write them, and those that meet only by their own', async () => {
    const folder = await storeWith(['Ann', 'Bob', 'BOB', 'Carl', 'carl', '🎲', 'pаypal'])
    const server = await serverForTest({ game: CLAIMS }, folder)
    const login = async (acc: string) => {
      const client = await server.connect({ protocol: claimsProtocol })
      const { data } = await client.ask('cs_login', { acc })
      await client.close()
      return [data.uid, data.account]
    }
    expect(await login('Ann')).toEqual(['1', 'Ann'])
    expect(await login('aNN')).toEqual(['1', 'Ann'])
    expect(await login('Bob')).toEqual(['2', 'Bob'])
    expect(await login('BOB')).toEqual(['3', 'BOB'])
    expect(await login('Carl')).toEqual(['4', 'Carl'])
    expect(await login('CARL')).toEqual(['5', 'carl'])
    expect(await login('🎲')).toEqual(['6', '🎲'])
    expect(await login('pаypal')).toEqual(['7', 'pаypal'])
    const [uid, account] = await login('bob')
    expect(account).toBe('bob')
    expect(['2', '3']).not.toContain(uid)
  })

  test('are listed when they meet, or have none', async () => {
    const folder = await storeWith(['Ann', 'Bob', 'BOB', 'carl', 'Carl', '🎲', 'dora'])
    const { store, node } = testConfig({}, folder)
    const { roles, close } = await openStores(store, { node: node.id })
    const found = new Map(await findMeetings(roles))
    await close()
    expect(found).toEqual(
      new Map([
        ['bob', ['BOB', 'Bob']],
        ['carl', ['carl', 'Carl']],
        ['', ['🎲']],
      ]),
    )
  })
})

test('a server of another kind of logins takes accounts as they are', async () => {
  const folder = await storeWith(['Ann'])
  const auth = { kind: 'token' as const, token: { secret: 'x'.repeat(32) } }
  const server = await startTestServer({ game: CLAIMS, auth: auth as never }, folder)
  const watchdog = await server.watchdog()
  await watchdog.call.ban('Ann', '')
  expect(await watchdog.call.bans()).toEqual([{ account: 'Ann', reason: '' }])
  await server.stop()
})
