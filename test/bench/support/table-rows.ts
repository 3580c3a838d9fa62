// The table that the benchmark reads, as rows, as a form and as what it is compared with.

import { z } from 'zod'
import { layoutsOf } from '../../../server/table/check/check.ts'
import { defineTables, table } from '../../../server/table/define/define.ts'
import { writeForm } from '../../../server/table/form/write-form.ts'

const row = z.object({
  id: z.int(),
  name: z.string(),
  kind: z.string(),
  price: z.number(),
  weight: z.number(),
})
export type BenchRow = z.output<typeof row>

export const set = defineTables(import.meta.url, {
  item: table({ key: 'id', row, source: 'item.csv' }),
})

const KINDS = ['potion', 'weapon', 'armor', 'chest']

/** Ids with gaps, as designers leave them; a name for each row. */
export function makeRows(count: number): BenchRow[] {
  return Array.from({ length: count }, (_, i) => ({
    id: 1000 + i * 7,
    name: `item number ${i}`,
    kind: KINDS[i % KINDS.length]!,
    price: i % 1000,
    weight: i / 8,
  }))
}

export function formOf(rows: BenchRow[], version = 1): SharedArrayBuffer {
  const layout = layoutsOf(set.definitions).get('item')!
  return writeForm([{ layout, rows, places: [], keys: new Set() }], version)
}

export const csvOf = (rows: readonly BenchRow[]): string =>
  ['id,name,kind,price,weight', ...rows.map(r => `${r.id},${r.name},${r.kind},${r.price},${r.weight}`)].join(
    '\n',
  )

/** A copy per thread, the other way: frozen objects in a Map. */
export const mapOf = (rows: readonly BenchRow[]): Map<number, BenchRow> =>
  new Map(rows.map(r => [r.id, Object.freeze({ ...r })]))
