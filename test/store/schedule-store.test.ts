import { describe, expect, onTestFinished, test } from 'vitest'
import { openEnvironment } from '../../server/store/embedded/environment/environment.ts'
import { EmbeddedScheduleStore } from '../../server/store/embedded/schedule-store.ts'
import { MongoScheduleStore } from '../../server/store/mongo/schedule-store.ts'
import { testScheduleStore } from '../conformance/schedule-store.ts'
import { useServer } from '../support/store/databases.ts'
import { openTestConnection } from '../support/store/mongo-store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const url = await useServer('mongodb')

describe('the embedded schedule store', () =>
  testScheduleStore(async () => {
    const environment = openEnvironment(temporaryFolder())
    onTestFinished(() => environment.close())
    return new EmbeddedScheduleStore(environment)
  }))

describe.skipIf(!url)('the schedule store in MongoDB', () => {
  testScheduleStore(async () => new MongoScheduleStore((await openTestConnection(url!)).db, 5))

  test('keeps the schedules of nodes apart', async () => {
    const { db } = await openTestConnection(url!)
    await new MongoScheduleStore(db, 1).put('mail', { settled: 1, rule: 'x' })
    expect(await new MongoScheduleStore(db, 2).get('mail')).toBeUndefined()
  })
})
