// A folder that one thread opens twice.

import { expect, test } from 'vitest'
import { openEnvironment } from '../../../server/store/embedded/environment/environment.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('who opens a folder that the thread has open writes beside the first, also while a transaction waits', async () => {
  const folder = temporaryFolder()
  const first = openEnvironment(folder)
  const roles = first.openDB<number, string>({ name: 'roles' })
  for (let round = 0; round < 20; round++) {
    const writes = [roles.childTransaction(() => roles.putSync('gold', round)), roles.put('last', round)]
    // The thread of LMDB has begun the transaction, and waits for its work.
    await new Promise(setImmediate)
    const second = openEnvironment(folder)
    const tokens = second.openDB<number, string>({ name: `tokens-${round}` })
    await tokens.put('a', round)
    await second.close()
    await Promise.all(writes)
    expect(roles.get('gold')).toBe(round)
  }
  await first.close()
  const again = openEnvironment(folder)
  expect(again.openDB<number, string>({ name: 'tokens-19' }).get('a')).toBe(19)
  await again.close()
})
