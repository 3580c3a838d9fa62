import { describe, onTestFinished } from 'vitest'
import { EmbeddedAccountStore } from '../../server/store/embedded/account-store.ts'
import { type Environment, openEnvironment } from '../../server/store/embedded/environment/environment.ts'
import { EmbeddedKeyStore } from '../../server/store/embedded/key-store.ts'
import { MongoAccountStore } from '../../server/store/mongo/account-store.ts'
import { MongoKeyStore } from '../../server/store/mongo/key-store.ts'
import { testAccountStore, testKeyStore } from '../conformance/account-store.ts'
import { useServer } from '../support/store/databases.ts'
import { isFerretDB, openTestConnection } from '../support/store/mongo-store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const url = await useServer('mongodb')
const isFerret = url !== undefined && (await isFerretDB(url))

function openHere(): Environment {
  const environment = openEnvironment(temporaryFolder())
  onTestFinished(() => environment.close())
  return environment
}

describe('the embedded store of accounts', () =>
  testAccountStore(async () => new EmbeddedAccountStore(openHere())))

describe('the embedded store of signing keys', () =>
  testKeyStore(async () => new EmbeddedKeyStore(openHere())))

describe.skipIf(!url)('the store of accounts in MongoDB', () =>
  testAccountStore(async () => MongoAccountStore.open((await openTestConnection(url!)).db), !isFerret),
)

describe.skipIf(!url)('the store of signing keys in MongoDB', () =>
  testKeyStore(async () => new MongoKeyStore((await openTestConnection(url!)).db)),
)
