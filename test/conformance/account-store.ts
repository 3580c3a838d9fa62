// What every store of accounts has to do, whatever it is made of.

import { expect, test } from 'vitest'
import type { AccountStore, StoredAccount } from '../../server/store/account/account-store.ts'
import type { KeyStore, StoredKey } from '../../server/store/account/key-store.ts'

const ANN: StoredAccount = {
  id: '1001',
  rev: 0,
  created: 1_800_000_000_001,
  logins: [{ kind: 'name', key: 'ann' }],
  name: 'Ann',
  password: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
  families: [
    {
      id: 'f1',
      hash: 'ab'.repeat(32),
      given: 1_800_000_000_002,
      expires: 1_900_000_000_003,
      before: { hash: 'cd'.repeat(32), salt: 'ef' },
    },
  ],
  reset: { hash: '01'.repeat(32), expires: 1_800_000_000_004 },
  validFrom: 1_800_000_000_005,
}

const named = (id: string, name: string, more: Partial<StoredAccount> = {}): StoredAccount => ({
  id,
  rev: 0,
  created: 1,
  logins: [{ kind: 'name', key: name }],
  families: [],
  validFrom: 0,
  ...more,
})

/** `open` gives a new, empty store. `isExact`: false for FerretDB, whose updates are not atomic and whose unique indexes look at the
 * first entry of a list only. */
export function testAccountStore(open: () => Promise<AccountStore>, isExact = true): void {
  test('gives back an account as it was made, by its id and by each of its logins', async () => {
    const store = await open()
    const device = { kind: 'device', key: '23'.repeat(32) }
    const ann = { ...ANN, logins: [...ANN.logins, device] }
    expect(await store.create(ann)).toBe(true)
    expect(await store.find('1001')).toEqual(ann)
    expect(await store.findBy(device)).toEqual(ann)
    expect(await store.findBy({ kind: 'name', key: 'ann' })).toEqual(ann)
    expect(await store.find('1002')).toBeUndefined()
    expect(await store.findBy({ kind: 'device', key: 'ann' })).toBeUndefined()
  })

  test('an id or a login that is taken makes no account', async () => {
    const store = await open()
    await store.create(ANN)
    expect(await store.create(named('1001', 'bob'))).toBe(false)
    expect(await store.create(named('1002', 'ann'))).toBe(false)
    expect(await store.findBy({ kind: 'name', key: 'bob' })).toBeUndefined()
    expect(await store.find('1002')).toBeUndefined()
  })

  test('of many that ask for one name at once one gets it', async () => {
    const store = await open()
    const ids = ['1', '2', '3', '4', '5', '6', '7', '8']
    const made = await Promise.all(ids.map(id => store.create(named(id, 'ann'))))
    expect(made.filter(Boolean)).toHaveLength(1)
    expect((await store.findBy({ kind: 'name', key: 'ann' }))?.id).toBe(ids[made.indexOf(true)])
  })

  test('the ids of a platform are told apart byte for byte', async () => {
    const store = await open()
    const keys = ['oABC', 'oabc', 'a:b', 'a', 'é', 'e\u0301']
    const made = keys.map((key, i) => store.create(named(String(i), 'x', { logins: [{ kind: 'p', key }] })))
    expect(await Promise.all(made)).toEqual(keys.map(() => true))
    for (const [i, key] of keys.entries())
      expect((await store.findBy({ kind: 'p', key }))?.id).toBe(String(i))
  })

  test('a replacement counts when nothing has changed since it was read', async () => {
    const store = await open()
    await store.create(ANN)
    expect(await store.replace({ ...ANN, name: 'ANN' })).toBe('replaced')
    expect(await store.replace({ ...ANN, name: 'late' })).toBe('changed')
    expect(await store.find('1001')).toEqual({ ...ANN, name: 'ANN', rev: 1 })
    expect(await store.replace(named('404', 'nobody'))).toBe('changed')
    expect(await store.find('404')).toBeUndefined()
  })

  test.runIf(isExact)('of two replacements at once one counts', async () => {
    const store = await open()
    await store.create(ANN)
    const done = await Promise.all(['a', 'b', 'c', 'd'].map(name => store.replace({ ...ANN, name })))
    expect(done.toSorted()).toEqual(['changed', 'changed', 'changed', 'replaced'])
  })

  test.runIf(isExact)(
    'a replacement moves the logins: a new one leads to the account, one that is gone is free',
    async () => {
      const store = await open()
      await store.create(ANN)
      await store.create(named('1002', 'bob'))
      const logins = [{ kind: 'wechat', key: 'o1' }]
      expect(await store.replace({ ...ANN, logins: [...ANN.logins, { kind: 'name', key: 'bob' }] })).toBe(
        'taken',
      )
      expect(await store.find('1001')).toEqual(ANN)
      expect(await store.replace({ ...ANN, logins })).toBe('replaced')
      expect((await store.findBy(logins[0]!))?.id).toBe('1001')
      expect(await store.create(named('1003', 'ann'))).toBe(true)
    },
  )

  test('what is removed is gone, and its logins are free', async () => {
    const store = await open()
    await store.create(ANN)
    expect([await store.remove('1001'), await store.remove('1001')]).toEqual([true, false])
    expect(await store.find('1001')).toBeUndefined()
    expect(await store.create(named('1002', 'ann'))).toBe(true)
  })

  test('lists those that are being removed', async () => {
    const store = await open()
    await store.create(ANN)
    await store.create(named('1002', 'bob', { isLeaving: true }))
    await store.replace({ ...ANN, isLeaving: true })
    expect((await store.leaving()).toSorted()).toEqual(['1001', '1002'])
    await store.remove('1001')
    expect(await store.leaving()).toEqual(['1002'])
  })
}

/** The same of a store of signing keys. */
export function testKeyStore(open: () => Promise<KeyStore>): void {
  const key = (kid: string, created: number): StoredKey => ({ kid, created, jwk: `{"d":"${kid}"}` })

  test('lists keys by age, as they were added', async () => {
    const store = await open()
    await store.add(key('b', 1_800_000_000_002))
    await store.add(key('a', 1_800_000_000_003))
    await store.add(key('c', 1_800_000_000_001))
    expect((await store.list()).map(({ kid }) => kid)).toEqual(['c', 'b', 'a'])
    expect((await store.list())[1]).toEqual(key('b', 1_800_000_000_002))
  })

  test('what is removed is gone', async () => {
    const store = await open()
    await store.add(key('a', 1))
    expect([await store.remove('a'), await store.remove('a')]).toEqual([true, false])
    expect(await store.list()).toEqual([])
  })
}
