// Operators order a running server's tables through its folder of versions.

import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { followOrders, giveOrder } from '../../../server/table/replace/orders.ts'
import { putFiles } from '../support/data-folder.ts'
import { filesOfGeneration } from '../support/fixture-tables.ts'
import { shareReplacing } from '../support/replacing.ts'

/** A server's tables that take orders; the tests follow each other on it. */
const shared = shareReplacing()
const dirOf = () => join(shared().place.dir, 'var')
const follow = () => followOrders(dirOf(), shared().replacement, pino({ level: 'silent' }))
let orders: Awaited<ReturnType<typeof follow>>

beforeAll(async () => {
  orders = await follow()
})
afterAll(() => orders.close())

let generation = 1
/** Files that no version has been built of; with the version that they will be. */
async function putNext(): Promise<{ version: number }> {
  await putFiles(shared().place.dir, filesOfGeneration(++generation))
  return { version: shared().replacement.version + 1 }
}

const PATIENT = { patience: 60_000 }

test('an order replaces the tables, another goes back, and nothing of them stays behind', async () => {
  const { tables } = shared()
  const dir = dirOf()
  await putNext()
  expect(await giveOrder(dir, { kind: 'replace' }, PATIENT)).toMatchObject({ ok: true, version: 2 })
  expect(tables.item.get(1).gen).toBe(2)
  expect(await giveOrder(dir, { kind: 'rollback', version: 1 }, PATIENT)).toMatchObject({
    ok: true,
    version: 3,
    diff: [{ table: 'item', changed: 3 }, { table: 'shop' }, { table: 'settings' }],
  })
  expect(tables.item.get(1).gen).toBe(1)
  expect((await readdir(dir)).sort()).toEqual(['1.table', '2.table', '3.table', 'versions.json'])
})

test('an order that can not be carried out says why, and mistakes in the files are its outcome', async () => {
  await expect(giveOrder(dirOf(), { kind: 'rollback', version: 77 }, PATIENT)).rejects.toThrow(
    /^no version 77 of the tables is kept; there are 1/,
  )
  await putFiles(shared().place.dir, { 'settings.json': '{}' })
  expect(await giveOrder(dirOf(), { kind: 'replace' }, PATIENT)).toMatchObject({
    ok: false,
    problems: [{ column: 'gen' }, { column: 'open' }],
  })
})

test('an order that no server takes is withdrawn', async () => {
  await orders.close()
  await expect(giveOrder(dirOf(), { kind: 'replace' }, { patience: 0 })).rejects.toThrow(
    `no running server keeps its versions in ${dirOf()}`,
  )
  expect(await readdir(dirOf())).not.toContain('order.json')
  orders = await follow()
})

test('an order that was meant for an earlier server is not carried out', async () => {
  await orders.close()
  const { version } = await putNext()
  const { replacement } = shared()
  await replacement.replace()
  const id = '11111111-1111-4111-8111-111111111111'
  await writeFile(join(dirOf(), 'order.json'), JSON.stringify({ id, kind: 'rollback', version: 1 }))
  orders = await follow()
  expect(await giveOrder(dirOf(), { kind: 'replace' }, PATIENT)).toMatchObject({ version, diff: [] })
  expect(replacement.version).toBe(version)
})

test.each([
  ['empty', ''],
  ['cut off', '{"id":"1'],
  ['nothing', 'null'],
])('an order that is %s is removed, and the next one is carried out', async (_, text) => {
  const dir = dirOf()
  await putFiles(dir, { 'order.json': text })
  await expect.poll(() => readdir(dir), { timeout: 30_000 }).not.toContain('order.json')
  const { version } = await putNext()
  expect(await giveOrder(dir, { kind: 'replace' }, PATIENT)).toMatchObject({ ok: true, version })
  expect((await readdir(dir)).filter(name => name.startsWith('order'))).toEqual([])
})

test('orders are taken in a folder that was made anew', async () => {
  await rm(dirOf(), { recursive: true })
  await mkdir(dirOf())
  const { version } = await putNext()
  expect(await giveOrder(dirOf(), { kind: 'replace' }, PATIENT)).toMatchObject({ ok: true, version })
})

test('an order in a folder without versions is refused', async () => {
  await expect(giveOrder('no/such/folder', { kind: 'replace' })).rejects.toThrow(
    'no/such/folder takes no orders: ENOENT',
  )
})
