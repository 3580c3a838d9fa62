// What a source can be: several sheets as one table, settings in a sheet, lines of text, rows of types and comments.

import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineTables, settings, table } from '../../../server/table/define/define.ts'
import { TableHolder } from '../../../server/table/read/holder.ts'
import { plain } from '../../../server/table/read/table-base.ts'
import { build, problemsOf, xlsx } from '../support/data-folder.ts'

const row = z.object({ id: z.int(), name: z.string() })

test('several sheets and files make one table, and a key twice names the other sheet', async () => {
  const set = defineTables(import.meta.url, {
    item: table({ key: 'id', row, source: ['item.xlsx#Swords', 'item.xlsx#Potions', 'more.csv'] }),
  })
  const files = {
    'item.xlsx': await xlsx({
      Swords: [
        ['id', 'name'],
        [1, 'a'],
      ],
      Potions: [
        ['id', 'name'],
        [2, 'b'],
      ],
      Notes: [['x']],
    }),
    'more.csv': 'id,name\n3,c',
  }
  const { buffer } = await build(set, files)
  expect(new TableHolder(set, buffer!).tables.item.all().map(plain)).toEqual([
    { id: 1, name: 'a' },
    { id: 2, name: 'b' },
    { id: 3, name: 'c' },
  ])
  expect(await problemsOf(set, { ...files, 'more.csv': 'id,name\n1,c' })).toEqual([
    'more.csv, row 2, column id: "1", expected a key that no other row has; row 2 of Swords has it',
  ])
})

test('# and * is all sheets', async () => {
  const set = defineTables(import.meta.url, { item: table({ key: 'id', row, source: 'item.xlsx#*' }) })
  const { buffer } = await build(set, {
    'item.xlsx': await xlsx({
      A: [
        ['id', 'name'],
        [1, 'a'],
      ],
      B: [
        ['name', 'id'],
        ['b', 2],
      ],
    }),
  })
  expect(new TableHolder(set, buffer!).tables.item.all().map(({ id, name }) => `${id}${name}`)).toEqual([
    '1a',
    '2b',
  ])
})

test('settings can be rows of a name and a value', async () => {
  const set = defineTables(import.meta.url, {
    settings: settings({
      row: z.object({ gold: z.int(), names: z.array(z.string()), open: z.boolean().default(true) }),
      source: 'settings.csv',
    }),
  })
  const { buffer } = await build(set, { 'settings.csv': 'name,value,note\ngold,5,x\nnames,a|b,y\n' })
  expect({ ...new TableHolder(set, buffer!).tables.settings }).toEqual({
    gold: 5,
    names: ['a', 'b'],
    open: true,
  })
})

test('a mistake in settings names the row that it stands in', async () => {
  const shape = z.object({
    gold: z.int().max(10),
    start: z.object({ items: z.array(z.int()), level: z.int().min(1) }),
    open: z.boolean(),
    missing: z.int(),
  })
  const of = (source: string) => defineTables(import.meta.url, { settings: settings({ row: shape, source }) })
  const rows = [
    ['name', 'note', 'value'],
    ['start.items', '', '1|x'],
    ['', '', ''],
    ['##', 'a comment', 'x'],
    ['open', '', 'maybe'],
    ['start.level', '', '0'],
    ['gold', 'a\r\nb', '11'],
    ['open', '', 'true'],
    ['', '', '5'],
    ['glod', '', '6'],
  ]
  const mistakes = (place: string, last: number) => [
    `${place}, row ${last}, column open: "open", expected each name once; row 5 has it too`,
    `${place}, row ${last + 2}, column glod: "glod", expected a known column (gold?)`,
    `${place}, row ${last + 1}: expected a name for the value in this row`,
    `${place}, column missing: expected a row named missing`,
    `${place}, row 2, column start.items: "1|x", expected a number`,
    `${place}, row 5, column open: "maybe", expected true or false`,
    `${place}, row 7, column gold: "11", expected a number, at most 10`,
  ]
  const quoted = rows.map(row => row.map(cell => `"${cell}"`).join(',')).join('\r\n')
  expect(await problemsOf(of('s.csv'), { 's.csv': quoted })).toEqual(mistakes('s.csv', 9))
  expect(await problemsOf(of('s.xlsx'), { 's.xlsx': await xlsx({ S: rows }) })).toEqual(
    mistakes('s.xlsx [S]', 8),
  )
  const level = rows.filter(([name]) => !['start.items', 'open', 'gold', 'glod', ''].includes(name!))
  const found = await problemsOf(of('s.xlsx'), { 's.xlsx': await xlsx({ S: level }) })
  expect(found).toContain('s.xlsx [S], row 3, column start.level: "0", expected a number, at least 1')
})

test('rows of types and comments stand where the definition says', async () => {
  const source = { file: 'item.csv', header: ['comment', 'name', 'type'] } as const
  const set = defineTables(import.meta.url, { item: table({ key: 'id', row, source }) })
  const { buffer } = await build(set, { 'item.csv': '编号,名称\nid,name\nint,string\n1,a' })
  expect(new TableHolder(set, buffer!).tables.item.all().map(plain)).toEqual([{ id: 1, name: 'a' }])
})

test('a text file has a row for each line', async () => {
  const set = defineTables(import.meta.url, {
    word: table({
      key: 'word',
      row: z.object({ word: z.string() }),
      source: { file: 'words.txt', encoding: 'gbk' },
    }),
  })
  const gbk = Buffer.from([0xcd, 0xe2, 0xb9, 0xd2, 0x0d, 0x0a, 0x0d, 0x0a, 0x61, 0x62])
  const { buffer } = await build(set, { 'words.txt': gbk })
  const { word } = new TableHolder(set, buffer!).tables
  expect([word.has('外挂'), word.has('ab'), word.has('c'), word.size]).toEqual([true, true, false, 2])
})

test('a definition that makes no sense is refused when it is made', () => {
  const define = (key: 'id') =>
    defineTables(import.meta.url, { item: table({ key, row, source: 'item.csv' }) })
  expect(() => define('idd' as 'id')).toThrow('table item has no column idd; did you mean id?')
})
