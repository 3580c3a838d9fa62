// What every store of services' documents must do; test/store/*/kind-store.test.ts run it.

import { expect, test } from 'vitest'
import type { StoredDocument } from '../../server/store/document-store.ts'
import type { IndexPlace, KindQuery, KindStore, KindStores } from '../../server/store/kind/kind-store.ts'
import { testDocumentStore } from './document-store.ts'

const documentOf = (id: string, fields: object = {}): StoredDocument => ({
  _id: id,
  epoch: 1,
  rev: 0,
  version: 0,
  ...fields,
})

const TODAY = 20_000

/** `open` gives new and empty stores each time. */
export function testKindStore(open: () => Promise<KindStores>): void {
  testDocumentStore(async () => {
    const store = await (await open()).open('guild', ['a'])
    return {
      store,
      async make(id, fields) {
        await store.create(documentOf(id, { ...fields, epoch: 0 }))
        return (await store.claim(id))!
      },
      claim: id => store.claim(id),
      read: id => store.read(id),
      replace: (id, fields) => store.replace(documentOf(id, fields)),
    }
  })

  const setUp = async (indexes: string[] = []): Promise<KindStore> => (await open()).open('guild', indexes)

  test('a document is made once, owned by every claim, and gone when it is removed', async () => {
    const store = await setUp()
    expect(await store.claim('wolves')).toBeUndefined()
    expect([await store.create(documentOf('wolves', { level: 3 })), await store.exists('wolves')]).toEqual([
      true,
      true,
    ])
    expect(await store.create(documentOf('wolves', { level: 9 }))).toBe(false)
    expect(await store.claim('wolves')).toMatchObject({ _id: 'wolves', epoch: 2, level: 3 })
    expect(await store.claim('wolves')).toMatchObject({ epoch: 3 })
    expect([await store.remove('wolves', TODAY), await store.remove('wolves', TODAY)]).toEqual([true, false])
    const left = [await store.exists('wolves'), await store.claim('wolves'), await store.read('wolves')]
    expect(left).toEqual([false, undefined, undefined])
  })

  test('many are claimed at once, those that are not there too', async () => {
    const store = await setUp()
    for (const id of ['a', 'b']) await store.create(documentOf(id))
    const claimed = await Promise.all(['a', 'nobody', 'b', 'a'].map(id => store.claim(id)))
    const [a, nobody, b, again] = claimed.map(each => each?.epoch)
    expect([[a, again].sort(), nobody, b]).toEqual([[2, 3], undefined, 2])
  })

  test('of a document that is made by many at once there is one', async () => {
    const store = await setUp()
    const made = await Promise.all([1, 2, 3, 4].map(level => store.create(documentOf('one', { level }))))
    expect(made.filter(Boolean)).toEqual([true])
  })

  test('a removed document is taken from its owner, and one with its id remembers and owes what it did', async () => {
    const store = await setUp()
    await store.create(documentOf('wolves', { level: 3 }))
    const { epoch } = (await store.claim('wolves'))!
    const waiting = [{ n: 7, to: 'role/1', body: '{}' }]
    const update = {
      $set: { edits: { a: [4, TODAY] }, 'outbox.last': 7 },
      $push: { 'outbox.waiting': { $each: waiting } },
    }
    await store.commit([{ uid: 'wolves', epoch, rev: 0, update }])
    await store.remove('wolves', TODAY)
    const late = { uid: 'wolves', epoch, rev: 1, update: { $set: { level: 4 } } }
    expect(await store.commit([late])).toEqual({ applied: 0 })
    expect(await owing(store)).toEqual(['wolves'])
    expect(await store.create(documentOf('wolves', { level: 1 }))).toBe(true)
    const again = (await store.claim('wolves'))!
    expect(again).toMatchObject({ level: 1, edits: { a: [4, TODAY] }, outbox: { last: 7, waiting } })
    expect(again.epoch).toBeGreaterThan(epoch)
    await store.clearOutboxes(new Map([['wolves', waiting]]))
    expect(await owing(store)).toEqual([])
  })

  test('in the place of a document that is not there something can remember, until a document is made', async () => {
    const store = await setUp()
    const first = (await store.claimMissing('nobody', TODAY))!
    const update = { $set: { edits: { a: [4, TODAY] } } }
    expect(await store.commit([{ uid: 'nobody', epoch: first.epoch, rev: first.rev, update }])).toEqual({
      applied: 1,
    })
    expect(await store.claimMissing('nobody', TODAY)).toMatchObject({ edits: { a: [4, TODAY] } })
    expect([await store.exists('nobody'), await store.claim('nobody')]).toEqual([false, undefined])
    expect(await store.create(documentOf('nobody', { level: 1 }))).toBe(true)
    expect(await store.claimMissing('nobody', TODAY)).toBeUndefined()
    expect(await store.claim('nobody')).toMatchObject({ level: 1, edits: { a: [4, TODAY] } })
  })

  test('what remembers in the place of a removed document is forgotten once it is old and owes nothing', async () => {
    const store = await setUp()
    for (const id of ['old', 'owing', 'young', 'there']) await store.create(documentOf(id))
    const waiting = [{ n: 7, to: 'role/1', body: '{}' }]
    const { epoch } = (await store.claim('owing'))!
    const update = { $set: { 'outbox.last': 7 }, $push: { 'outbox.waiting': { $each: waiting } } }
    await store.commit([{ uid: 'owing', epoch, rev: 0, update }])
    await store.remove('old', TODAY)
    await store.remove('owing', TODAY)
    await store.remove('young', TODAY + 5)
    expect([await store.forget(TODAY + 1), await store.forget(TODAY + 1)]).toEqual([1, 0])
    expect([await owing(store), await store.exists('there')]).toEqual([['owing'], true])
  })

  async function filled(levels: readonly number[]): Promise<KindStore> {
    const store = await setUp(['level', 'name', 'isOpen'])
    for (const [i, level] of levels.entries())
      await store.create(documentOf(`g${i}`, { level, name: `n ${level}`, isOpen: level > 2 }))
    return store
  }

  const found = async (store: KindStore, query: Partial<KindQuery>) =>
    (await store.find({ index: 'level', limit: 100, ...query })).map(({ _id }) => _id)

  test('documents are found by an index, up and down, between bounds that are included', async () => {
    const store = await filled([3, 1, 2, 3, 7])
    expect(await found(store, {})).toEqual(['g1', 'g2', 'g0', 'g3', 'g4'])
    expect(await found(store, { isDown: true })).toEqual(['g4', 'g3', 'g0', 'g2', 'g1'])
    expect(await found(store, { from: 2, to: 3 })).toEqual(['g2', 'g0', 'g3'])
    expect(await found(store, { from: 2, to: 3, isDown: true })).toEqual(['g3', 'g0', 'g2'])
    expect(await found(store, { from: 4 })).toEqual(['g4'])
    expect(await found(store, { to: 1, isDown: true })).toEqual(['g1'])
    expect(await found(store, { index: 'name', from: 'n 2', to: 'n 3' })).toEqual(['g2', 'g0', 'g3'])
    expect(await found(store, { index: 'isOpen', from: true, to: true })).toEqual(['g0', 'g3', 'g4'])
  })

  test.each([false, true])('pages give each document once (down: %s)', async isDown => {
    const store = await filled([3, 1, 2, 3, 7, 3, 3, 1])
    const all = await found(store, { isDown })
    const seen: string[] = []
    for (let after: IndexPlace | undefined; ; ) {
      const page = await store.find({ index: 'level', limit: 3, isDown, after })
      seen.push(...page.map(({ _id }) => _id))
      const last = page.at(-1)
      if (!last) break
      after = [last.level as number, last._id]
    }
    expect(seen).toEqual(all)
  })

  test('what is found follows commits, removals and imports', async () => {
    const store = await filled([1, 2, 3])
    const { epoch } = (await store.claim('g0'))!
    await store.commit([{ uid: 'g0', epoch, rev: 0, update: { $set: { level: 9 } } }])
    await store.remove('g1', TODAY)
    await store.replace(documentOf('g3', { level: 2 }))
    await store.replace(documentOf('g2', { level: 4 }))
    expect(await found(store, {})).toEqual(['g3', 'g2', 'g0'])
    await store.commit([{ uid: 'g0', epoch, rev: 1, update: { $unset: { level: true } } }])
    expect(await found(store, {})).toEqual(['g3', 'g2'])
  })

  test('an index that is declared later finds what is there already', async () => {
    const stores = await open()
    const store = await stores.open('guild', ['level'])
    await store.create(documentOf('a', { level: 1, score: 5 }))
    await store.create(documentOf('b', { level: 2, score: 4 }))
    const later = await stores.open('guild', ['score'])
    expect(await found(later, { index: 'score' })).toEqual(['b', 'a'])
    await later.create(documentOf('c', { score: 1 }))
    expect(await found(await stores.open('guild'), { index: 'score' })).toEqual(['c', 'b', 'a'])
  })

  test('kinds are apart', async () => {
    const stores = await open()
    const [guilds, markets] = [await stores.open('guild', ['level']), await stores.open('market', ['level'])]
    await guilds.create(documentOf('x', { level: 1 }))
    await markets.create(documentOf('x', { level: 2 }))
    await markets.create(documentOf('y', { level: 0 }))
    await guilds.remove('x', TODAY)
    expect([await listed(guilds), await listed(markets)]).toEqual([[], ['x', 'y']])
    expect(await found(markets, {})).toEqual(['y', 'x'])
    expect(await stores.kinds()).toEqual(['guild', 'market'])
  })

  test('replacing a document takes it from its owner, and lists show it', async () => {
    const store = await setUp()
    await store.create(documentOf('7', { a: 1 }))
    const { epoch } = (await store.claim('7'))!
    await store.replace(documentOf('7', { a: 5, rev: 3 }))
    await store.replace(documentOf('8', { a: 6 }))
    expect(await store.commit([{ uid: '7', epoch, rev: 0, update: { $set: { a: 2 } } }])).toEqual({
      applied: 0,
    })
    expect(await listed(store)).toEqual(['7', '8'])
    expect(await store.claim('7')).toMatchObject({ a: 5, rev: 3 })
  })
}

async function owing(store: KindStore): Promise<string[]> {
  const ids: string[] = []
  for await (const id of store.owing()) ids.push(id)
  return ids.sort()
}

async function listed(store: KindStore): Promise<string[]> {
  const ids: string[] = []
  for await (const { _id } of store.list()) ids.push(_id)
  return ids
}
