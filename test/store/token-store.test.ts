import { setTimeout } from 'node:timers/promises'
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

  test('sees in its next turn what another one on the same folder has written', async () => {
    // What LMDB has read once in a turn is what it reads until that turn ends, by a timer of 1 ms.
    const nextTurn = () => setTimeout(1)
    const folder = temporaryFolder()
    const [here, there] = [openEmbedded(folder), openEmbedded(folder)]
    await there.add({ name: 'a', hash: 'h', scopes: ['rank'], created: 1 })
    await nextTurn()
    expect(await here.list()).toHaveLength(1)
    await there.remove('a')
    await nextTurn()
    expect(await here.list()).toEqual([])
  })
})

describe.skipIf(!url)('the store of tokens in MongoDB', () =>
  testTokenStore(async () => new MongoTokenStore((await openTestConnection(url!)).db)),
)
