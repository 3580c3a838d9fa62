// Role stores on a real MongoDB, each test in a database of its own that is dropped after it.

import { MongoClient } from 'mongodb'
import { onTestFinished } from 'vitest'
import { connectMongo, type MongoConnection } from '../../../server/store/mongo/connect.ts'
import { MongoRoleStore } from '../../../server/store/mongo/role-store.ts'

/** The URL with a database name that nobody else has. */
export function ownDatabase(url: string): string {
  const own = new URL(url)
  own.pathname = `/gatehouse_test_${process.pid}_${Math.random().toString(36).slice(2)}`
  return own.href
}

export async function dropDatabase(url: string): Promise<void> {
  const client = await new MongoClient(url).connect()
  await client.db().dropDatabase()
  await client.close()
}

export async function openTestConnection(url: string): Promise<MongoConnection> {
  const connection = await connectMongo(ownDatabase(url))
  onTestFinished(async () => {
    await connection.db.dropDatabase()
    await connection.client.close()
  })
  return connection
}

export const openMongoStore = async (url: string): Promise<MongoRoleStore> =>
  MongoRoleStore.open(await openTestConnection(url))

export async function isFerretDB(url: string): Promise<boolean> {
  const client = await new MongoClient(url).connect()
  const { ferretdb, ferretdbVersion } = await client.db().admin().command({ buildInfo: 1 })
  await client.close()
  return Boolean(ferretdb ?? ferretdbVersion)
}
