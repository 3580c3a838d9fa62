import { describe, expect, test } from 'vitest'
import { connectMongo } from '../../../server/store/mongo/connect.ts'
import { MongoSeatTable } from '../../../server/store/mongo/seat-table.ts'
import { testNodeSeat } from '../../conformance/node-seat.ts'
import { testRoleStore } from '../../conformance/role-store.ts'
import { useServer } from '../../support/store/databases.ts'
import { openMongoStore, openTestConnection } from '../../support/store/mongo-store.ts'

const url = await useServer('mongodb')

describe.skipIf(!url)('the role store in MongoDB', () => testRoleStore(() => openMongoStore(url!)))

describe.skipIf(!url)('the seat of a node in MongoDB', () =>
  testNodeSeat(async () => new MongoSeatTable((await openTestConnection(url!)).db, 3)),
)

test('a URL that is none, and a server that is not there, end the start with one clear line', async () => {
  await expect(connectMongo('http://x')).rejects.toThrow(/^store\.url is not a MongoDB URL: /)
  await expect(connectMongo('mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=2000')).rejects.toThrow(
    /^store\.url: MongoDB cannot be used: .*ECONNREFUSED/,
  )
})
