import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineTables, table } from '../../../server/table/define/define.ts'
import { TableHolder } from '../../../server/table/read/holder.ts'
import { plain } from '../../../server/table/read/table-base.ts'
import { build } from '../../table/support/data-folder.ts'

const row = z.object({ id: z.int(), name: z.string(), price: z.number().optional() })
const million = defineTables(import.meta.url, { item: table({ key: 'id', row, source: 'item.csv' }) })

test('a table of a million rows loads', { timeout: 240_000 }, async () => {
  const lines = Array.from({ length: 1_000_000 }, (_, i) => `${i + 1},item ${i % 5000},${i / 4}`)
  const { buffer, problems } = await build(million, { 'item.csv': `id,name,price\n${lines.join('\n')}` })
  expect(problems).toEqual([])
  const { item } = new TableHolder(million, buffer!).tables
  expect(item.size).toBe(1_000_000)
  let sum = 0
  for (const { price } of item) sum += price!
  expect(sum).toBe((999_999 * 1_000_000) / 2 / 4)
  expect(plain(item.get(777_777))).toEqual({
    id: 777_777,
    name: `item ${777_776 % 5000}`,
    price: 777_776 / 4,
  })
})
