// What holds for any table: it reads back equal from the shared form, and no damage to a file gets past the checks.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { buildTables } from '../../server/table/build/build.ts'
import { defineTables, table } from '../../server/table/define/define.ts'
import { TableHolder } from '../../server/table/read/holder.ts'
import { plain } from '../../server/table/read/table-base.ts'
import { cases } from '../support/cases.ts'
import { build, dataFolder, putFiles, xlsx } from './support/data-folder.ts'

const kind = z.enum(['a', 'b', 'c'])
const row = z.object({
  id: z.int(),
  name: z.string(),
  kind,
  price: z.number().optional(),
  weight: z.number().nullable(),
  isNew: z.boolean(),
  since: z.date().optional(),
  drops: z.array(z.number()).optional(),
  extra: z.record(z.string(), z.array(z.string())).optional(),
})
type Row = z.output<typeof row>

const index = { kind: {}, name: { unique: true }, pair: { on: ['kind', 'isNew'] } } as const
const set = defineTables(import.meta.url, {
  byId: table({ key: 'id', row, index, source: 'rows.json' }),
  byName: table({ key: ['kind', 'name'], row, source: 'rows.json' }),
})

/** −0 reads as 0: documented, and no designer's value. */
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value + 0)
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter(value => value.isWellFormed())
const date = fc.date({ noInvalidDate: true })

const rowsArbitrary: fc.Arbitrary<Row[]> = fc.uniqueArray(
  fc.record(
    {
      id: fc.maxSafeInteger().map(value => value + 0),
      name: text,
      kind: fc.constantFrom('a', 'b', 'c'),
      price: number,
      weight: fc.option(number),
      isNew: fc.boolean(),
      since: date,
      drops: fc.array(number),
      extra: fc.dictionary(
        text.filter(name => name !== '__proto__'),
        fc.array(text),
      ),
    },
    { requiredKeys: ['id', 'name', 'kind', 'weight', 'isNew'] },
  ) as fc.Arbitrary<Row>,
  { maxLength: 40, comparator: (a, b) => a.id === b.id || a.name === b.name },
)

describe('any table', () => {
  test('reads back equal from the shared form, by key, by index and in order', async () => {
    await fc.assert(
      fc.asyncProperty(rowsArbitrary, fc.maxSafeInteger(), async (rows, other) => {
        const source = rows.map(({ since: _, ...rest }) => rest)
        const { buffer, problems } = await build(set, { 'rows.json': JSON.stringify(source) })
        expect(problems).toEqual([])
        const { byId, byName } = new TableHolder(set, buffer!).tables
        expect(byId.all().map(plain)).toEqual(source)
        expect([...byName].map(plain)).toEqual(source)
        for (const expected of source) {
          expect(plain(byId.get(expected.id))).toEqual(expected)
          expect(plain(byName.get(expected.kind, expected.name))).toEqual(expected)
          expect(plain(byId.by.name(expected.name)!)).toEqual(expected)
          const alike = source.filter(r => r.kind === expected.kind && r.isNew === expected.isNew)
          expect(byId.by.pair(expected.kind, expected.isNew).map(plain)).toEqual(alike)
        }
        expect(byId.has(other)).toBe(source.some(({ id }) => id === other))
        expect(byId.size).toBe(source.length)
      }),
      { numRuns: cases(20, 100) },
    )
  })

  test('with dates reads back equal', async () => {
    const withDates = defineTables(import.meta.url, { row: table({ key: 'id', row, source: 'rows.csv' }) })
    const line = fc.record({
      id: fc.maxSafeInteger(),
      since: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2999-01-01') }),
    })
    const lines = fc.uniqueArray(line, { selector: ({ id }) => id, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(lines, async rows => {
        const seconds = rows.map(({ id, since }) => ({
          id,
          since: since.toISOString().slice(0, 19).replace('T', ' '),
        }))
        const csv = [
          'id,name,kind,weight,isNew,since',
          ...seconds.map(({ id, since }) => `${id},n,a,1,true,${since}`),
        ]
        const { buffer, problems } = await build(withDates, { 'rows.csv': csv.join('\n') })
        expect(problems).toEqual([])
        const read = new TableHolder(withDates, buffer!).tables.row
        expect(read.all().map(({ id, since }) => ({ id, since }))).toEqual(
          seconds.map(({ id, since }) => ({ id, since: new Date(`${since.replace(' ', 'T')}Z`) })),
        )
      }),
      { numRuns: cases(10, 30) },
    )
  })
})

const simple = z.object({ id: z.int(), name: z.string(), price: z.number().optional() })
const itemsIn = (source: string) =>
  defineTables(import.meta.url, { item: table({ key: 'id', row: simple, source }) })
const rowsOf = (buffer: SharedArrayBuffer): object[] =>
  new TableHolder(itemsIn('any'), buffer).tables.item.all().map(plain)

describe('a damaged file', () => {
  test('of XLSX is refused, unless it still says the same', async () => {
    const excel = itemsIn('item.xlsx')
    const rows = Array.from({ length: 20 }, (_, i) => [i + 1, `name ${i}`, i * 1.5])
    const whole = await xlsx({ Items: [['id', 'name', 'price'], ...rows] })
    const folder = await dataFolder({ 'item.xlsx': whole })
    const expected = rowsOf((await buildTables(excel, folder)).buffer!)
    const damage = fc.oneof(
      fc.record({ at: fc.nat(whole.length - 1), byte: fc.integer({ min: 1, max: 255 }) }),
      fc.record({ cut: fc.nat(whole.length - 1) }),
    )
    await fc.assert(
      fc.asyncProperty(damage, async how => {
        const bytes = Buffer.from('cut' in how ? whole.subarray(0, how.cut) : whole)
        if ('at' in how) bytes[how.at]! ^= how.byte
        await putFiles(folder.dir, { 'item.xlsx': bytes })
        const { buffer, problems } = await buildTables(excel, folder)
        if (buffer) expect(rowsOf(buffer)).toEqual(expected)
        else expect(problems.length).toBeGreaterThan(0)
      }),
      { numRuns: cases(80, 400) },
    )
    await folder.close()
  })

  test('of CSV is refused, or what it says now passes every check', async () => {
    const csv = itemsIn('item.csv')
    const whole = Buffer.from(
      ['id,name,price', ...Array.from({ length: 20 }, (_, i) => `${i + 1},"名 ""${i}""",${i * 1.5}`)].join(
        '\r\n',
      ),
    )
    const folder = await dataFolder({})
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.nat(3), async (at, byte, drop) => {
        const bytes = Buffer.concat([whole.subarray(0, at), Buffer.from([byte]), whole.subarray(at + drop)])
        await putFiles(folder.dir, { 'item.csv': bytes })
        const { buffer, problems } = await buildTables(csv, folder)
        expect(buffer === undefined).toBe(problems.length > 0)
        if (byte === 0xff || byte === 0) expect(buffer).toBeUndefined()
        if (buffer) for (const read of rowsOf(buffer)) simple.parse(read)
      }),
      { numRuns: cases(60, 300) },
    )
    await folder.close()
  })

  test('of random bytes is refused, whatever its name', async () => {
    for (const file of ['item.csv', 'item.xlsx', 'item.json']) {
      const any = itemsIn(file)
      const folder = await dataFolder({})
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async bytes => {
          await putFiles(folder.dir, { [file]: bytes })
          const { buffer, problems } = await buildTables(any, folder)
          expect(buffer).toBeUndefined()
          expect(problems.length).toBeGreaterThan(0)
        }),
        { numRuns: cases(15, 60) },
      )
      await folder.close()
    }
  })
})
