// What every role store must do; test/store/*.test.ts run it.

import { expect, test } from 'vitest'
import type { DocumentCommit, DocumentUpdate } from '../../server/store/document-store.ts'
import type { RoleDocument, RoleStore } from '../../server/store/role-store.ts'
import { testDocumentStore } from './document-store.ts'

const documentOf = (uid: string, acc: string, fields: object = {}): RoleDocument => ({
  _id: uid,
  acc,
  epoch: 1,
  rev: 0,
  version: 0,
  ...fields,
})

/** `open` gives a new and empty store each time. */
export function testRoleStore(open: () => Promise<RoleStore>): void {
  testDocumentStore(async () => {
    const store = await open()
    return {
      store,
      make: (id, fields) => store.claim(`acc ${id}`, () => documentOf(id, `acc ${id}`, fields)),
      claim: id => store.claimUid(id),
      read: id => store.find({ uid: id }),
      replace: (id, fields) => store.replace(documentOf(id, `acc ${id}`, fields)),
    }
  })

  async function setUp(fields: object = {}) {
    const store = await open()
    const claimed = await store.claim('acc', () => documentOf('7', 'acc', fields))
    const commit = (update: DocumentUpdate, at: Partial<DocumentCommit> = {}) =>
      store.commit([{ uid: '7', epoch: claimed.epoch, rev: 0, update, ...at }])
    return { store, claimed, commit }
  }

  test('the first claim makes the role, every later one owns it with the next epoch', async () => {
    const { store, claimed } = await setUp({ gold: 5 })
    expect(claimed).toMatchObject({ _id: '7', acc: 'acc', epoch: 1, rev: 0, gold: 5 })
    const again = await store.claim('acc', () => documentOf('8', 'acc'))
    expect(again).toMatchObject({ _id: '7', epoch: 2, gold: 5 })
    expect(await store.claimUid('7')).toMatchObject({ epoch: 3 })
    expect(await store.claimUid('8')).toBeUndefined()
  })

  test('a claim from an epoch is made where that still is the epoch, and once', async () => {
    const { store } = await setUp({ gold: 5 })
    expect(await store.claimUid('7', 2)).toBeUndefined()
    const claims = await Promise.all([1, 1, 1].map(epoch => store.claimUid('7', epoch)))
    expect(claims.filter(claim => claim !== undefined)).toMatchObject([{ epoch: 2, rev: 0, gold: 5 }])
    expect(await store.find({ uid: '7' })).toMatchObject({ epoch: 2 })
    expect(await store.claimUid('8', 1)).toBeUndefined()
  })

  test('claims of one new account at the same time make one role', async () => {
    const store = await open()
    const claims = await Promise.all(
      ['1', '2', '3', '4'].map(uid => store.claim('acc', () => documentOf(uid, 'acc'))),
    )
    expect(new Set(claims.map(({ _id }) => _id)).size).toBe(1)
    expect(claims.map(({ epoch }) => epoch).sort()).toEqual([1, 2, 3, 4])
  })

  test('a claim whose role may not be made makes none, and one that is there is owned', async () => {
    const { store } = await setUp()
    const none = () => undefined
    expect(await store.claim('other', none)).toBeUndefined()
    expect(await store.find({ acc: 'other' })).toBeUndefined()
    expect(await store.claim('acc', none)).toMatchObject({ _id: '7', epoch: 2 })
  })

  test('accounts are listed', async () => {
    const { store } = await setUp()
    await store.claim('Another', () => documentOf('8', 'Another'))
    const accounts: string[] = []
    for await (const account of store.accounts()) accounts.push(account)
    expect(accounts.sort()).toEqual(['Another', 'acc'])
  })

  test('replacing a document takes it from its owner, and lists show it', async () => {
    const { store, commit } = await setUp({ a: 1 })
    await store.replace(documentOf('7', 'acc', { a: 5, rev: 3 }))
    await store.replace(documentOf('8', 'new', { a: 6 }))
    expect(await commit({ $set: { a: 2 } })).toEqual({ applied: 0 })
    const all: RoleDocument[] = []
    for await (const document of store.list()) all.push(document)
    expect(all.map(({ _id, acc, a }) => [_id, acc, a])).toEqual([
      ['7', 'acc', 5],
      ['8', 'new', 6],
    ])
    expect(await store.claim('new', () => documentOf('1', 'new'))).toMatchObject({ _id: '8' })
    await expect(store.replace(documentOf('9', 'acc'))).rejects.toThrow()
  })

  test('a role that is removed is gone for its owner too, and its account is free', async () => {
    const { store, commit } = await setUp({ gold: 5 })
    expect([await store.remove('7'), await store.remove('7')]).toEqual([true, false])
    expect(await commit({ $set: { gold: 6 } })).toEqual({ applied: 0 })
    expect(await store.find({ acc: 'acc' })).toBeUndefined()
    expect(await store.claimUid('7')).toBeUndefined()
    expect(await store.claim('acc', () => documentOf('8', 'acc'))).toMatchObject({ _id: '8', epoch: 1 })
  })
}
