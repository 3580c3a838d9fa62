// What every store of programs' tokens has to do, whatever it is made of.

import { expect, test } from 'vitest'
import type { StoredToken, TokenStore } from '../../server/store/token-store.ts'

const TOKEN: StoredToken = {
  name: 'grafana',
  hash: 'ab'.repeat(32),
  scopes: ['metrics'],
  created: 1_800_000_000_001,
}

/** `open` gives a new, empty store. */
export function testTokenStore(open: () => Promise<TokenStore>): void {
  test('gives back what was added, by name, with and without an end', async () => {
    const store = await open()
    const short = { ...TOKEN, name: 'Bot', scopes: ['rank', 'console'], expires: 1_900_000_000_002 }
    expect([await store.add(TOKEN), await store.add(short)]).toEqual([true, true])
    expect(await store.list()).toEqual([short, TOKEN])
  })

  test('a name that is taken keeps its token', async () => {
    const store = await open()
    await store.add(TOKEN)
    expect(await store.add({ ...TOKEN, hash: 'cd'.repeat(32) })).toBe(false)
    expect(await store.list()).toEqual([TOKEN])
  })

  test('of two that are added at once under one name one is kept', async () => {
    const store = await open()
    const added = await Promise.all([store.add(TOKEN), store.add({ ...TOKEN, hash: 'cd'.repeat(32) })])
    expect(added.toSorted()).toEqual([false, true])
    expect(await store.list()).toHaveLength(1)
  })

  test('what is removed is gone, and its name is free', async () => {
    const store = await open()
    await store.add(TOKEN)
    expect([await store.remove('grafana'), await store.remove('grafana')]).toEqual([true, false])
    expect([await store.list(), await store.add(TOKEN)]).toEqual([[], true])
  })
}
