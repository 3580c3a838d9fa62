// Operators order a running server's tables through its folder of versions.

import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { followOrders, giveOrder } from '../../../server/table/replace/orders.ts'
import { closing } from '../../support/closing.ts'
import { putFiles } from '../support/data-folder.ts'
import { filesOfGeneration } from '../support/fixture-tables.ts'
import { startReplacing } from '../support/replacing.ts'

/** A server's tables that take orders. */
async function startOrdered() {
  const place = await startReplacing()
  const { replacement, tables } = await place.start()
  const dir = join(place.dir, 'var')
  const follow = () => followOrders(dir, replacement, pino({ level: 'silent' }))
  const orders = await follow()
  const close = async () => {
    await orders.close()
    await place.close()
  }
  return { data: place.dir, dir, replacement, tables, orders, follow, close }
}

const PATIENT = { patience: 60_000 }

test('an order replaces the tables, another goes back, and nothing of them stays behind', async () => {
  const server = await closing(startOrdered())
  const { data, dir, tables } = server
  await putFiles(data, filesOfGeneration(2))
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
  const server = await closing(startOrdered())
  await expect(giveOrder(server.dir, { kind: 'rollback', version: 7 }, PATIENT)).rejects.toThrow(
    'no version 7 of the tables is kept; there are 1',
  )
  await putFiles(server.data, { 'settings.json': '{}' })
  expect(await giveOrder(server.dir, { kind: 'replace' }, PATIENT)).toMatchObject({
    ok: false,
    problems: [{ column: 'gen' }, { column: 'open' }],
  })
})

test('an order that no server takes is withdrawn', async () => {
  const server = await closing(startOrdered())
  await server.orders.close()
  await expect(giveOrder(server.dir, { kind: 'replace' }, { patience: 0 })).rejects.toThrow(
    `no running server keeps its versions in ${server.dir}`,
  )
  expect(await readdir(server.dir)).not.toContain('order.json')
})

test('an order that was meant for an earlier server is not carried out', async () => {
  const server = await closing(startOrdered())
  await server.orders.close()
  await putFiles(server.data, filesOfGeneration(2))
  await server.replacement.replace()
  const id = '11111111-1111-4111-8111-111111111111'
  await writeFile(join(server.dir, 'order.json'), JSON.stringify({ id, kind: 'rollback', version: 1 }))
  const again = await server.follow()
  expect(await giveOrder(server.dir, { kind: 'replace' }, PATIENT)).toMatchObject({ version: 2, diff: [] })
  await again.close()
  expect(server.replacement.version).toBe(2)
})

test.each([
  ['empty', ''],
  ['cut off', '{"id":"1'],
  ['nothing', 'null'],
])('an order that is %s is removed, and the next one is carried out', async (_, text) => {
  const server = await closing(startOrdered())
  await putFiles(server.dir, { 'order.json': text })
  await expect.poll(() => readdir(server.dir), { timeout: 30_000 }).not.toContain('order.json')
  await putFiles(server.data, filesOfGeneration(2))
  expect(await giveOrder(server.dir, { kind: 'replace' }, PATIENT)).toMatchObject({ ok: true, version: 2 })
  expect((await readdir(server.dir)).filter(name => name.startsWith('order'))).toEqual([])
})

test('orders are taken in a folder that was made anew', async () => {
  const server = await closing(startOrdered())
  await rm(server.dir, { recursive: true })
  await mkdir(server.dir)
  await putFiles(server.data, filesOfGeneration(2))
  expect(await giveOrder(server.dir, { kind: 'replace' }, PATIENT)).toMatchObject({ ok: true, version: 2 })
})

test('an order in a folder without versions is refused', async () => {
  await expect(giveOrder('no/such/folder', { kind: 'replace' })).rejects.toThrow(
    'no/such/folder takes no orders: ENOENT',
  )
})
