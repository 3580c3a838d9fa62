import { describe, expect, onTestFinished, test } from 'vitest'
import { openEnvironment } from '../../server/store/embedded/environment/environment.ts'
import { EmbeddedTokenStore } from '../../server/store/embedded/token-store.ts'
import { MongoTokenStore } from '../../server/store/mongo/token-store.ts'
import { testTokenStore } from '../conformance/token-store.ts'
import { useServer } from '../support/store/databases.ts'
import { openTestConnection } from '../support/store/mongo-store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const url = await useServer('mongodb')

function openEmbedded(folder = temporaryFolder()): EmbeddedTokenStore {
  const environment = openEnvironment(folder)
  onTestFinished(() => environment.close())
  return new EmbeddedTokenStore(environment)
}

describe('the embedded store of tokens', () => {
  testTokenStore(async () => openEmbedded())

  test('sees at once what another one on the same folder has written', async () => {
    const folder = temporaryFolder()
    const [here, there] = [openEmbedded(folder), openEmbedded(folder)]
    await there.add({ name: 'a', hash: 'h', scopes: ['rank'], created: 1 })
    expect(await here.list()).toHaveLength(1)
    await there.remove('a')
    expect(await here.list()).toEqual([])
  })
})

describe.skipIf(!url)('the store of tokens in MongoDB', () =>
  testTokenStore(async () => new MongoTokenStore((await openTestConnection(url!)).db)),
)
