// What every store of documents must do, whatever they are of: roles and documents of services run it.

import { expect, test } from 'vitest'
import type {
  DocumentCommit,
  DocumentStore,
  DocumentUpdate,
  StoredDocument,
} from '../../server/store/document-store.ts'
import type { OutboxMessage, OutboxStore } from '../../server/store/outbox-store.ts'

const ALL_TYPES = {
  text: 'é 世界',
  small: -3,
  large: 2 ** 45,
  fraction: 1.5,
  yes: true,
  nothing: null,
  when: new Date(1_700_000_000_123),
  long: 2n ** 62n,
  short: 5n,
  bytes: new Uint8Array([0, 1, 255]),
  list: [1, { deep: ['x', null] }],
  map: { a: { b: 1 }, toString: [{ x: 1 }], constructor: [{ x: 2 }] },
}

/** A new and empty store, and how documents come into it. */
export interface OpenedDocuments {
  store: DocumentStore & OutboxStore
  /** Makes a document that is owned with epoch 1. */
  make(id: string, fields?: object): Promise<StoredDocument>
  /** Owns it again. */
  claim(id: string): Promise<unknown>
  read(id: string): Promise<StoredDocument | undefined>
  replace(id: string, fields: object): Promise<void>
}

export function testDocumentStore(open: () => Promise<OpenedDocuments>): void {
  async function setUp(fields: object = {}) {
    const opened = await open()
    const claimed = await opened.make('7', fields)
    const { store } = opened
    const commit = (update: DocumentUpdate, at: Partial<DocumentCommit> = {}) =>
      store.commit([{ uid: '7', epoch: claimed.epoch, rev: 0, update, ...at }])
    const stored = async () => (await opened.read('7'))!
    return { ...opened, claimed, commit, stored }
  }

  test('every type comes back as it was written', async () => {
    const { stored, commit } = await setUp(ALL_TYPES)
    expect(await stored()).toMatchObject({ ...ALL_TYPES, bytes: expect.anything() })
    expect(new Uint8Array((await stored()).bytes as Uint8Array)).toEqual(ALL_TYPES.bytes)
    expect(await commit({ $set: { 'map.a': ALL_TYPES.long, list: [ALL_TYPES.when] } })).toEqual({
      applied: 1,
    })
    expect(await stored()).toMatchObject({ map: { a: ALL_TYPES.long }, list: [ALL_TYPES.when] })
  })

  test('a commit sets, removes and appends, and counts its revision', async () => {
    const { claimed, commit, stored } = await setUp({ a: 1, b: { c: 1, d: [1] }, list: [{ x: 1 }, { x: 2 }] })
    const update = {
      $set: { 'b.c': 2, 'list.1.x': 3, 'b.new': { n: 1 } },
      $unset: { a: true },
      $push: { 'b.d': { $each: [2, 3] } },
    } as const
    expect(await commit(update as unknown as DocumentUpdate)).toEqual({ applied: 1 })
    const { a, ...rest } = claimed
    expect(await stored()).toEqual({
      ...rest,
      rev: 1,
      b: { c: 2, d: [1, 2, 3], new: { n: 1 } },
      list: [{ x: 1 }, { x: 3 }],
    })
  })

  test('a list grows by setting the places after its end', async () => {
    const { commit, stored } = await setUp({ list: [1] })
    await commit({ $set: { 'list.0': 9, 'list.1': 2, 'list.2': { x: 3 } } })
    expect((await stored()).list).toEqual([9, 2, { x: 3 }])
  })

  test('a commit of another epoch or another revision changes nothing', async () => {
    const { commit, stored, store } = await setUp({ a: 1 })
    expect(await commit({ $set: { a: 2 } }, { epoch: 2 })).toEqual({ applied: 0 })
    expect(await commit({ $set: { a: 2 } }, { rev: 1 })).toEqual({ applied: 0 })
    expect(await commit({ $set: { a: 2 } }, { uid: '8' })).toEqual({ applied: 0 })
    expect(await stored()).toMatchObject({ a: 1, rev: 0 })
    expect(await store.revisions(['7', '8'])).toEqual(new Map([['7', { epoch: 1, rev: 0 }]]))
  })

  test('a commit that is sent twice is applied once', async () => {
    const { commit, stored } = await setUp({ list: [] })
    const results = [
      await commit({ $push: { list: { $each: [1] } } }),
      await commit({ $push: { list: { $each: [1] } } }),
    ]
    expect(results).toEqual([{ applied: 1 }, { applied: 0 }])
    expect(await stored()).toMatchObject({ list: [1], rev: 1 })
  })

  test('one commit that can not be applied is refused alone', async () => {
    const { store, make, read } = await setUp({ a: 1 })
    await make('9', { a: 1 })
    const commits = [
      { uid: '7', epoch: 1, rev: 0, update: { $push: { a: { $each: [1] } } } },
      { uid: '9', epoch: 1, rev: 0, update: { $set: { a: 2 } } },
    ]
    const { refused } = await store.commit(commits)
    expect([...refused!.keys()]).toEqual(['7'])
    // A store may stop at the refusal: what it did not get to is sent again, as the saver does.
    await store.commit(commits.slice(1))
    expect(await read('7')).toMatchObject({ a: 1, rev: 0 })
    expect(await read('9')).toMatchObject({ a: 2, rev: 1 })
  })

  async function owing(store: OutboxStore): Promise<string[]> {
    const ids: string[] = []
    for await (const id of store.owing()) ids.push(id)
    return ids.sort()
  }

  const MS = 1_800_000_000_000
  const messages = (...numbers: number[]): OutboxMessage[] =>
    numbers.map(n => ({ n: MS + n, to: 'board/x', body: `{"$n": ${n}}` }))
  const send = (last: number, ...numbers: number[]): DocumentUpdate => ({
    $set: { 'outbox.last': MS + last },
    $push: { 'outbox.waiting': { $each: messages(...numbers) } },
  })

  test('what a document sends on is found until it is removed, whoever owns the document', async () => {
    const { store, make, claim, commit, stored } = await setUp()
    await make('9')
    expect([await owing(store), await store.outboxes(['7', '9', '1'])]).toEqual([[], new Map()])
    await commit(send(2, 1, 2))
    await commit(send(3, 3), { rev: 1 })
    expect(await owing(store)).toEqual(['7'])
    const numbers = async () => (await store.outboxes(['7', '9'])).get('7')?.map(({ n }) => n - MS)
    expect(await numbers()).toEqual([1, 2, 3])
    expect((await store.outboxes(['7'])).get('7')).toEqual(messages(1, 2, 3))
    await claim('7')
    await store.clearOutboxes(new Map([['7', messages(1, 2)]]))
    expect([await numbers(), await owing(store)]).toEqual([[3], ['7']])
    const rest = ['7', '9', '1'].map(uid => [uid, messages(2, 3)] as const)
    await store.clearOutboxes(new Map(rest))
    expect([await numbers(), await owing(store)]).toEqual([undefined, []])
    expect(await stored()).toMatchObject({ epoch: 2, rev: 2, outbox: { last: MS + 3 } })
    expect(await commit(send(4, 4), { epoch: 2, rev: 2 })).toEqual({ applied: 1 })
    expect([await numbers(), await owing(store)]).toEqual([[4], ['7']])
  })

  test('what a replaced document has in its outbox is found, and no more what was there before', async () => {
    const { store, commit, replace } = await setUp()
    await commit(send(1, 1))
    const outbox = { last: 8, waiting: [{ n: 8, to: 'board/x', body: '' }] }
    await replace('7', {})
    await replace('8', { outbox })
    expect(await owing(store)).toEqual(['8'])
  })

  test('edits are kept by sender, in places with any name', async () => {
    const { commit, stored } = await setUp()
    await commit({ $set: { edits: { 'a%2eb': [1, 20_000] } } })
    await commit({ $set: { 'edits.7': [2 ** 45, 20_000], 'edits.constructor': [0, 20_000] } }, { rev: 1 })
    await commit({ $unset: { 'edits.a%2eb': true }, $set: { 'edits.邮件': [3, 20_000] } }, { rev: 2 })
    expect((await stored()).edits).toEqual({
      7: [2 ** 45, 20_000],
      constructor: [0, 20_000],
      邮件: [3, 20_000],
    })
  })
}
