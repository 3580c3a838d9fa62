// The tables of a whole node: every thread reads one copy, switches by itself, and services hear of it.

import { pino } from 'pino'
import { expect, test } from 'vitest'
import { Node } from '../../server/core/node/node.ts'
import type { Ref } from '../../server/core/service/ref.ts'
import { createDeferred } from '../../server/lib/deferred.ts'
import { tablesOnThread } from '../../server/table/on-thread.ts'
import { TableService } from '../../server/table/table-service.ts'
import { closing } from '../support/closing.ts'
import { putFiles } from './support/data-folder.ts'
import { filesOfGeneration, tables } from './support/fixture-tables.ts'
import { Probe } from './support/probe.ts'
import { startReplacing } from './support/replacing.ts'

/** A node, and a probe on each of its threads. */
async function startNode(workers: number) {
  const place = await startReplacing()
  const { replacement } = await place.start()
  const node = await Node.start({ id: 0, log: pino({ level: 'silent' }) })
  // The first order of a busy machine waits for a thread that builds.
  const service = (await node.launch(TableService, { replacement }, { name: '.tables' })).within(60_000)
  const holder = await tablesOnThread(node.thread, { set: tables, development: true })
  await node.launch(Probe, { holder }, { name: '.probe/0' })
  const url = new URL('./support/probe-worker.ts', import.meta.url)
  await node.startWorkers({ url, count: workers, data: {} })
  const probes: Ref<Probe>[] = []
  for (let slot = 0; slot <= workers; slot++) probes.push(await node.query<Probe>(`.probe/${slot}`, 60_000))
  const close = async () => {
    await node.stop()
    await place.close()
  }
  return { place, node, holder, replacement, service, probes, close }
}

test('every thread reads the new version, and services are told when it is there', async () => {
  const house = await closing(startNode(2))
  const { place, service, probes } = house
  const readAll = () => Promise.all(probes.map(probe => probe.call.read()))
  expect(await readAll()).toEqual(Array(3).fill({ version: 1, gens: [1, 1, 1] }))
  await putFiles(place.dir, filesOfGeneration(2))
  await service.call.replace()
  expect(await readAll()).toEqual(Array(3).fill({ version: 2, gens: [2, 2, 2] }))
  const told = await Promise.all(probes.map(probe => probe.call.told(1)))
  expect(told).toEqual(Array(3).fill([{ changed: ['item', 'shop', 'settings'], gen: 2 }]))
  await service.call.rollback(1)
  expect(await readAll()).toEqual(Array(3).fill({ version: 3, gens: [1, 1, 1] }))
})

test('the version that is told is one that every thread reads already', async () => {
  const house = await closing(startNode(0))
  const { place, service, replacement } = house
  const [begun, held] = [createDeferred<void>(), createDeferred<void>()]
  replacement.onSwitch(() => {
    begun.resolve()
    return held.promise
  })
  await putFiles(place.dir, filesOfGeneration(2))
  const replaced = service.call.replace()
  await begun.promise
  expect(await service.call.status()).toMatchObject({ version: 1, last: { version: 1 } })
  held.resolve()
  await replaced
  expect(await service.call.status()).toMatchObject({ version: 2, last: { version: 2 } })
})

test('a worker that takes the place of a dead one reads the version of the moment', async () => {
  const house = await closing(startNode(2))
  const { place, service, probes, node } = house
  const lost = new Promise<void>(resolve => node.onWorkerLost(() => resolve()))
  probes[1]!.send.crash()
  await lost
  await putFiles(place.dir, filesOfGeneration(2))
  await service.call.replace()
  await putFiles(place.dir, filesOfGeneration(3))
  await service.call.replace()
  const next = await node.query<Probe>('.probe/1', 60_000)
  expect(await next.call.read()).toEqual({ version: 3, gens: [3, 3, 3] })
  expect(await probes[2]!.call.read()).toEqual({ version: 3, gens: [3, 3, 3] })
})

test('the pages get lists, rows and the state as plain data', async () => {
  const house = await closing(startNode(0))
  const { place, service } = house
  expect(await service.call.list()).toMatchObject([
    { name: 'item', kind: 'table', rows: 3, key: ['id'] },
    { name: 'shop', kind: 'table', rows: 3, key: ['npc', 'slot'] },
    { name: 'settings', kind: 'settings', rows: 1, key: [] },
  ])
  expect(await service.call.rows({ table: 'item', from: 1, count: 1 })).toEqual({
    table: 'item',
    version: 1,
    total: 3,
    from: 1,
    rows: [{ id: 2, name: 'item 2 of 1', price: 200, gen: 1 }],
  })
  expect(await service.call.rows({ table: 'nothing' })).toBeUndefined()
  expect(await service.call.rows({ table: 'item', from: Number.NaN, count: -1 })).toMatchObject({ rows: [] })
  await putFiles(place.dir, { 'settings.json': '{' })
  await service.call.replace()
  expect(await service.call.status()).toMatchObject({
    version: 1,
    last: { ok: false, problems: [{ file: 'settings.json' }] },
    versions: [{ version: 1, changed: ['item', 'shop', 'settings'] }],
  })
})

test('a row is refused as a message in development, as a copy of it would be empty', async () => {
  const house = await closing(startNode(0))
  const row = house.holder.tables.item.get(1)
  await expect(house.probes[0]!.call.told(row as never)).rejects.toMatchObject({ code: 'NOT_CLONEABLE' })
})
