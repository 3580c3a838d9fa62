// What handlers see of a table on their thread, besides its values.

import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineTables, table } from '../../../server/table/define/define.ts'
import { TableHolder } from '../../../server/table/read/holder.ts'
import { plain } from '../../../server/table/read/table-base.ts'
import { build } from '../support/data-folder.ts'

const row = z.object({ id: z.int(), name: z.string(), drops: z.array(z.int()).optional() })
const set = defineTables(import.meta.url, { item: table({ key: 'id', row, source: 'item.csv' }) })
const bufferOf = async (csv: string): Promise<SharedArrayBuffer> =>
  (await build(set, { 'item.csv': csv })).buffer!

test('a row that is not there throws with table and key, or is asked for with find', async () => {
  const { item } = new TableHolder(set, await bufferOf('id,name\n1,a')).tables
  expect(() => item.get(7)).toThrow('table item has no row 7')
  expect(item.find(7)).toBeUndefined()
  expect(item.has(7)).toBe(false)
  expect(item.find('1' as unknown as number)).toBeUndefined()
  expect(item.find(Number.NaN)).toBeUndefined()
})

test('rows can not be changed, nor what is in them', async () => {
  const { item } = new TableHolder(set, await bufferOf('id,name,drops\n1,a,1|2')).tables
  const held = item.get(1) as unknown as { name: string; drops: number[] }
  expect(() => {
    held.name = 'b'
  }).toThrow(TypeError)
  expect(() => held.drops.push(3)).toThrow(TypeError)
  expect(item.get(1).drops).toEqual([1, 2])
})

test('rows are shown and sent as JSON like plain objects', async () => {
  const { item } = new TableHolder(set, await bufferOf('id,name\n1,a')).tables
  expect(JSON.stringify(item.get(1))).toBe('{"id":1,"name":"a"}')
  expect(inspect(item.get(1))).toBe("{ id: 1, name: 'a', drops: undefined }")
  expect(plain(item.get(1))).toEqual({ id: 1, name: 'a' })
})

test('in development a row that is read long after its version was replaced says so', async () => {
  const stale: unknown[] = []
  let told: () => void = () => undefined
  const heard = new Promise<void>(resolve => {
    told = resolve
  })
  const onStale = (table: string, version: number) => {
    stale.push([table, version])
    told()
  }
  const holder = new TableHolder(set, await bufferOf('id,name\n1,a'), { onStale, staleAfter: 1 })
  const old = holder.tables.item.get(1)
  holder.switchTo(await bufferOf('id,name\n1,b'))
  const reading = setInterval(() => old.name, 1)
  await heard
  clearInterval(reading)
  expect(stale[0]).toEqual(['item', 1])
  expect([old.name, holder.tables.item.get(1).name]).toEqual(['a', 'b'])
})

test('a loop stays with the version at which it began', async () => {
  const holder = new TableHolder(set, await bufferOf('id,name\n1,a\n2,b'))
  const next = await bufferOf('id,name\n1,c')
  const names: string[] = []
  for (const { name } of holder.tables.item) {
    names.push(name)
    holder.switchTo(next)
  }
  expect(names).toEqual(['a', 'b'])
  expect([...holder.tables.item].map(({ name }) => name)).toEqual(['c'])
})

test('a form of other definitions is refused', async () => {
  const other = defineTables(import.meta.url, {
    item: table({ key: 'name', row, source: 'item.csv' }),
  })
  const { buffer } = await build(other, { 'item.csv': 'id,name\n1,a' })
  const holder = new TableHolder(set, await bufferOf('id,name\n1,a'))
  expect(() => holder.switchTo(buffer!)).toThrow('was made for other definitions')
  expect(holder.tables.item.get(1).name).toBe('a')
})
