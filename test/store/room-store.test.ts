import { describe, onTestFinished } from 'vitest'
import { openEnvironment } from '../../server/store/embedded/environment/environment.ts'
import { EmbeddedRoomStore } from '../../server/store/embedded/room-store.ts'
import { connectMongo } from '../../server/store/mongo/connect.ts'
import { MongoRoomStore } from '../../server/store/mongo/room-store.ts'
import { testRoomStore } from '../conformance/room-store.ts'
import { useServer } from '../support/store/databases.ts'
import { dropDatabase, ownDatabase } from '../support/store/mongo-store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const url = await useServer('mongodb')

describe('the embedded history store', () =>
  testRoomStore(async () => {
    const environment = openEnvironment(temporaryFolder())
    onTestFinished(() => environment.close())
    return new EmbeddedRoomStore(environment)
  }))

describe.skipIf(!url)('the history store in MongoDB', () =>
  testRoomStore(async () => {
    const own = ownDatabase(url!)
    const connection = await connectMongo(own)
    onTestFinished(async () => {
      await connection.client.close()
      await dropDatabase(own)
    })
    return MongoRoomStore.open(connection.db, 5)
  }),
)
