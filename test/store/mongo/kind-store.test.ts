import { describe, expect, test } from 'vitest'
import { MongoKindStores } from '../../../server/store/mongo/kind-store.ts'
import { testKindStore } from '../../conformance/kind-store.ts'
import { useServer } from '../../support/store/databases.ts'
import { openTestConnection } from '../../support/store/mongo-store.ts'

const url = await useServer('mongodb')

describe.skipIf(!url)('the store of documents in MongoDB', () => {
  testKindStore(async () => new MongoKindStores((await openTestConnection(url!)).db, 1))

  test('has the states of each node apart', async () => {
    const { db } = await openTestConnection(url!)
    const [one, other] = [new MongoKindStores(db, 1), new MongoKindStores(db, 2)]
    const mine = await one.open('state', [])
    await mine.create({ _id: '.season', epoch: 1, rev: 0, version: 0, round: 3 })
    expect(await (await other.open('state', [])).exists('.season')).toBe(false)
    expect(await mine.claim('.season')).toMatchObject({ epoch: 2, round: 3 })
    expect([await one.kinds(), await other.kinds()]).toEqual([['state'], ['state']])
  })
})
