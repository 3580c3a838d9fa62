import { describe } from 'vitest'
import { MongoKindStores } from '../../../server/store/mongo/kind-store.ts'
import { testKindStore } from '../../conformance/kind-store.ts'
import { useServer } from '../../support/store/databases.ts'
import { openTestConnection } from '../../support/store/mongo-store.ts'

const url = await useServer('mongodb')

describe.skipIf(!url)('the store of documents in MongoDB', () =>
  testKindStore(async () => new MongoKindStores((await openTestConnection(url!)).db, 1)),
)
