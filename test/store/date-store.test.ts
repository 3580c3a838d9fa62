import { describe, expect, onTestFinished, test } from 'vitest'
import { EmbeddedDateStore } from '../../server/store/embedded/date-store.ts'
import { openEnvironment } from '../../server/store/embedded/environment/environment.ts'
import { MongoDateStore } from '../../server/store/mongo/date-store.ts'
import { testDateStore } from '../conformance/date-store.ts'
import { useServer } from '../support/store/databases.ts'
import { openTestConnection } from '../support/store/mongo-store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const url = await useServer('mongodb')

describe('the embedded store of dates', () =>
  testDateStore(async () => {
    const environment = openEnvironment(temporaryFolder())
    onTestFinished(() => environment.close())
    return new EmbeddedDateStore(environment)
  }))

describe.skipIf(!url)('the store of dates in MongoDB', () => {
  testDateStore(async () => MongoDateStore.open((await openTestConnection(url!)).db, 5))

  test('keeps the dates of nodes apart, with different numbers', async () => {
    const { db } = await openTestConnection(url!)
    const [one, two] = [await MongoDateStore.open(db, 1), await MongoDateStore.open(db, 2)]
    await one.put({ id: 'a', due: 1, target: '' })
    expect(await two.find('a')).toBeUndefined()
    await two.put({ id: 'a', due: 1, target: '' })
    expect((await two.find('a'))!.number).not.toBe((await one.find('a'))!.number)
    expect(await one.count()).toBe(1)
  })
})
