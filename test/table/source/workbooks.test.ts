// XLSX files as writers of all kinds write them (workbooks/ holds what openpyxl, XlsxWriter, SheetJS and
// exceljs wrote), and as hostile ones would.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineTables, table } from '../../../server/table/define/define.ts'
import { TableHolder } from '../../../server/table/read/holder.ts'
import { plain } from '../../../server/table/read/table-base.ts'
import { build, problemsOf } from '../support/data-folder.ts'
import { rawXlsx, relations, styles } from '../support/raw-xlsx.ts'

const id = z.int()

const tableOf = (row: z.ZodObject, source = 'item.xlsx#Items') =>
  defineTables(import.meta.url, {
    item: table({ key: 'id', row: row as z.ZodObject<{ id: z.ZodInt }>, source }),
  })

const written = (name: string): Promise<Buffer> =>
  readFile(join(import.meta.dirname, 'workbooks', `${name}.xlsx`))

async function read(bytes: Buffer, row: z.ZodObject, source?: string): Promise<object[]> {
  const set = tableOf(row, source)
  const { buffer, problems } = await build(set, { 'item.xlsx': bytes })
  expect(problems).toEqual([])
  return new TableHolder(set, buffer!).tables.item.all().map(plain)
}

const wrong = (bytes: Buffer, row: z.ZodObject, source?: string): Promise<string[]> =>
  problemsOf(tableOf(row, source), { 'item.xlsx': bytes })

const dates = z.object({ id, from: z.date().optional() })
const utc = (text: string): Date => new Date(`${text}Z`)
const names = (...texts: string[]): string =>
  `<row>${texts.map(text => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`

describe('a date', () => {
  test('is the moment that Excel shows, not a millisecond before it', async () => {
    const rows = await read(await written('openpyxl-dates'), dates.extend({ same: z.string() }))
    for (const { from, same } of rows as { from: Date; same: string }[])
      expect(from.toISOString()).toBe(`${same.replace(' ', 'T')}.000Z`)
  })

  test('of every second of a day is that second', async () => {
    const seconds = Array.from({ length: 8640 }, (_, i) => i * 10 + 3)
    const cells = seconds.map(s => `<row><c><v>${s}</v></c><c s="1"><v>${46053 + s / 86_400}</v></c></row>`)
    const bytes = rawXlsx(names('id', 'from') + cells.join(''), { 'xl/styles.xml': styles('', [0, 22]) })
    const start = Date.UTC(2026, 0, 31)
    expect((await read(bytes, dates)).map(row => (row as { from: Date }).from.getTime() - start)).toEqual(
      seconds.map(s => s * 1000),
    )
  })

  test('in ISO form has the same time wherever the server is', async () => {
    const zone = process.env.TZ
    try {
      for (const TZ of ['Asia/Shanghai', 'America/New_York']) {
        process.env.TZ = TZ
        expect(await read(await written('openpyxl-isodates'), dates)).toEqual([
          { id: 1, from: utc('2026-01-02T00:00') },
          { id: 2, from: utc('2026-01-02T18:30') },
          { id: 3, from: utc('2026-01-02T00:00') },
        ])
        expect(await read(await written('strict'), dates)).toEqual([{ id: 1, from: utc('2026-01-02T18:30') }])
      }
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })

  test('in ISO form may name its zone and parts of a second', async () => {
    const cell = (value: string) => `<c t="d"><v>${value}</v></c>`
    const bytes = rawXlsx(
      `${names('id', 'from')}<row><c><v>1</v></c>${cell('2026-01-02T18:30:00.250+08:00')}</row><row><c><v>2</v></c>${cell('2026-01-02T18:30:00Z')}</row>`,
    )
    expect(await read(bytes, dates)).toEqual([
      { id: 1, from: utc('2026-01-02T10:30:00.250') },
      { id: 2, from: utc('2026-01-02T18:30') },
    ])
    const time = rawXlsx(`${names('id', 'from')}<row><c><v>1</v></c>${cell('18:30:00')}</row>`)
    expect(await wrong(time, dates)).toEqual([
      'item.xlsx [Items], row 2, column from: "18:30:00", expected a date, not a time without one',
    ])
  })

  test('counts from 1904 where the workbook says so', async () => {
    expect(await read(await written('openpyxl-1904'), dates)).toEqual([
      { id: 1, from: utc('2026-01-31T10:00') },
      { id: 2, from: utc('1904-01-02T00:00') },
    ])
  })

  test('before March 1900 is the day that Excel shows, and the day that never was is refused', async () => {
    expect(
      (await read(await written('openpyxl-early'), dates)).map(row => (row as { from: Date }).from),
    ).toEqual([
      utc('1900-01-01T00:00'),
      utc('1900-02-28T12:00'),
      utc('1900-03-01T00:00'),
      utc('9999-12-31T23:59:59'),
    ])
    const days = ['60', '0', '-1', '2958466'].map(
      day => `<row><c><v>1</v></c><c s="1"><v>${day}</v></c></row>`,
    )
    const bytes = rawXlsx(names('id', 'from') + days.join(''), { 'xl/styles.xml': styles('', [0, 14]) })
    const expected = await wrong(bytes, dates)
    expect(expected.slice(0, 4)).toEqual(
      ['60', '0', '-1', '2958466'].map(
        (day, i) =>
          `item.xlsx [Items], row ${i + 2}, column from: "${day}", expected a date that is in the calendar`,
      ),
    )
  })
})

describe("a number's format", () => {
  /** What the number 46053.75 is with this format: of the file's own by its code, or of Excel's by its id. */
  async function kindOf(format: string | number, value = 46053.75): Promise<string> {
    const own = typeof format === 'string' ? `<numFmt numFmtId="60" formatCode="${format}"/>` : ''
    const bytes = rawXlsx(`${names('id', 'price')}<row><c><v>1</v></c><c s="1"><v>${value}</v></c></row>`, {
      'xl/styles.xml': styles(own, [0, typeof format === 'string' ? 60 : format]),
    })
    const [problem] = await wrong(bytes, z.object({ id, price: z.number() }))
    return /not (a \w+)/.exec(problem ?? 'not a number')![1]!
  }

  test('is the one that the file lists, whatever its id', async () => {
    const rows = await read(await written('sheetjs-dates'), dates.extend({ price: z.number() }))
    const from = utc('2026-01-02T00:00')
    expect(rows).toEqual([1, 2, 3].map(id => ({ id, from, price: 7.5 })))
    const listed = styles(
      '<numFmt numFmtId="14" formatCode="0.00"/><numFmt numFmtId="99" formatCode="d/m/yy"/>',
      [14, 99],
    )
    const bytes = rawXlsx(`${names('id', 'from')}<row><c s="0"><v>5</v></c><c s="1"><v>46024</v></c></row>`, {
      'xl/styles.xml': listed,
    })
    expect(await read(bytes, dates)).toEqual([{ id: 5, from }])
  })

  test('is a date by the letters of dates, and not by those in quotes, colours and exponents', async () => {
    const ours = [
      'yyyy-mm-dd',
      'd/m/yy',
      '[$-804]yyyy&quot;年&quot;m&quot;月&quot;;@',
      'mmm',
      'dddd',
      '[Red]m/d',
      'ge.m.d',
    ]
    for (const format of [...ours, 14, 17, 22, 31, 58])
      expect([format, await kindOf(format)]).toEqual([format, 'a date'])
    const others = [
      '0.00&quot;d&quot;',
      '[Red]0.0',
      'General',
      '0.00E+00',
      '#,##0\\ \\d',
      '_-* #,##0.00',
      '0%',
      'G/通用格式',
      '@',
      '0.00金币',
      '0kg',
    ]
    for (const format of [...others, 0, 10, 11, 44, 49, 60])
      expect([format, await kindOf(format)]).toEqual([format, 'a number'])
  })

  test('may show a time without a date, which is neither a number nor a date', async () => {
    for (const format of ['[h]:mm', '[mm]:ss', 46]) expect(await kindOf(format)).toBe('a time')
    for (const format of ['h:mm', 'mm:ss.0', 'h:mm AM/PM', 20, 33])
      expect(await kindOf(format, 0.75)).toBe('a time')
    expect(await kindOf('h:mm')).toBe('a date')
    expect(
      await wrong(
        await written('xlsxwriter-times'),
        z.object({
          id,
          from: z.date().optional(),
          x: z.date().optional(),
          y: z.string().optional(),
          price: z.number().optional(),
        }),
      ),
    ).toContain(
      'item.xlsx [Items], row 2, column y: "36:00:00", expected text, not a time (format the cell as text)',
    )
  })
})

describe('a formula', () => {
  const row = z.object({ id, name: z.string(), price: z.number(), bonus: z.number().optional() })
  const unsaved = 'expected a formula with its value saved (open and save the file in Excel)'

  test('that was never computed is found, whoever wrote it', async () => {
    expect(await wrong(await written('openpyxl-formula'), row)).toEqual([
      `item.xlsx [Items], row 2, column D: ${unsaved}`,
      `item.xlsx [Items], row 3, column D: ${unsaved}`,
    ])
    const exceljs = z.object({
      id,
      from: z.date().optional(),
      f: z.number().optional(),
      g: z.number().optional(),
      rich: z.any(),
    })
    expect(await wrong(await written('exceljs'), exceljs)).toEqual([
      `item.xlsx [Items], row 2, column C: ${unsaved}`,
      'item.xlsx [Items], row 3, column D: "#DIV/0!", expected a formula that has a value',
    ])
    expect(await wrong(await written('sheetjs-sst'), z.object({ id, a: z.string().optional() }))).toEqual([
      `item.xlsx [Items], row 4, column B: ${unsaved}`,
      'item.xlsx [Items], row 5, column A: "#N/A", expected a formula that has a value',
    ])
    const times = z.object({ id: z.int(), from: z.any(), x: z.any(), y: z.any(), price: z.any() })
    expect(await wrong(await written('xlsxwriter-times'), times)).toContain(
      `item.xlsx [Items], row 4, column A: ${unsaved}`,
    )
  })

  test('that has failed is found under a prefix and in single quotes', async () => {
    expect(
      await wrong(await written('pre-err'), z.object({ id, price: z.number(), note: z.string().optional() })),
    ).toEqual(['item.xlsx [Items], row 2, column B: "#DIV/0!", expected a formula that has a value'])
    const failed = `${names('id', 'price')}<row r='2'><c r='A2'><v>1</v></c><c r='B2' t='e'><f>1/0</f><v>#DIV/0!</v></c></row>`
    expect(await wrong(rawXlsx(failed), z.object({ id, price: z.number().optional() }))).toEqual([
      'item.xlsx [Items], row 2, column B: "#DIV/0!", expected a formula that has a value',
    ])
  })

  test('that has failed is found where it was saved as text', async () => {
    const set = defineTables(import.meta.url, {
      item: table({ key: 'id', row: z.object({ id, name: z.string() }), source: 'item.csv' }),
    })
    expect(await problemsOf(set, { 'item.csv': 'id,name\n1,#REF!\n2,#1' })).toEqual([
      'item.csv, row 2, column name: "#REF!", expected text, not a formula that has failed',
    ])
  })

  test('whose value is the empty text is an empty cell', async () => {
    const rows = await read(
      await written('raw-strself'),
      z.object({ id, price: z.number().optional(), note: z.string().optional() }),
    )
    expect(rows).toEqual([{ id: 1, price: undefined, note: undefined }])
  })
})

describe('a number of more than 15 digits', () => {
  test('is refused where text belongs, as Excel has changed it', async () => {
    const refused =
      'expected text, not a number of more than 15 digits, as Excel changes those (format the cell as text)'
    expect(await wrong(await written('xlsxwriter-long'), z.object({ id, code: z.string() }))).toEqual([
      `item.xlsx [Items], row 2, column code: "123456789012346000", ${refused}`,
      `item.xlsx [Items], row 3, column code: "7495396815497820", ${refused}`,
    ])
  })
})

describe('a whole number of more than 15 digits', () => {
  test('is refused in a cell of numbers, unless it is a round one', async () => {
    const cells = ['7495396815497820', '2000000000000000', '999999999999999'].map(
      value => `<row><c><v>${value}</v></c></row>`,
    )
    for (const whole of [z.int(), z.number().int()])
      expect(await wrong(rawXlsx(names('id') + cells.join('')), z.object({ id: whole }))).toEqual([
        'item.xlsx [Items], row 2, column id: "7495396815497820", expected a number of at most 15 digits (make the column text for longer ids)',
      ])
  })
})

describe('a sheet', () => {
  test('of only a chart is no sheet of the table', async () => {
    const chart = await written('chartsheet')
    const row = z.object({ id, v: z.number() })
    expect(await read(chart, row, 'item.xlsx#*')).toHaveLength(5)
    expect(await read(chart, row, 'item.xlsx')).toHaveLength(5)
    expect(await wrong(chart, row, 'item.xlsx#Curve')).toEqual([
      'item.xlsx: expected a sheet of cells; Curve is none, there are Items',
    ])
  })

  test('may have any name, with a # in it too, and be hidden', async () => {
    const bytes = await written('xlsxwriter-times')
    expect(await read(bytes, z.object({ id }), 'item.xlsx#A#1')).toEqual([{ id: 7 }])
    expect(await read(bytes, z.object({ id }), 'item.xlsx#Hidden')).toEqual([{ id: 8 }])
    expect(await read(bytes, z.object({ id }), `item.xlsx#it's <&> "x"`)).toEqual([{ id: 9 }])
    const set = defineTables(import.meta.url, {
      item: table({ key: 'id', row: z.object({ id }), source: '#demo.item.xlsx#A#1' }),
    })
    const { buffer, problems } = await build(set, { '#demo.item.xlsx': bytes })
    expect(problems).toEqual([])
    expect(new TableHolder(set, buffer!).tables.item.has(7)).toBe(true)
  })

  test('may write rows and cells without their addresses, and leave some out', async () => {
    const rows = `${names('id', 'name', 'price')}<row/><row r="4"><c><v>1</v></c><c r="C4"><v>2</v></c></row><row><c/><c/><c><v>x</v></c></row>`
    expect(
      await wrong(rawXlsx(rows), z.object({ id, name: z.string().optional(), price: z.number() })),
    ).toEqual([
      'item.xlsx [Items], row 5, column C: "x", expected a number',
      'item.xlsx [Items], row 5, column id: expected a number, not an empty cell',
    ])
  })

  test('may change its prefixes, and hold what other programs add', async () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    const added = `<z:c xmlns:z="urn:other"><z:v>9</z:v></z:c><c xmlns="urn:other"/>`
    const rows = `<row><c t="str"><v>id</v></c>${added}</row><row xmlns:y="${main}"><y:c><y:v>1</y:v></y:c></row><y:row xmlns:y="${main}"><y:c r="A3"><v>2</v></y:c></y:row>`
    expect(await read(rawXlsx(rows), z.object({ id }))).toEqual([{ id: 1 }, { id: 2 }])
  })

  test('may keep its texts apart, in runs, with how they are pronounced', async () => {
    const texts = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>id</t></si><si><t>name</t></si><si><r><t>東</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 京</t></r><rPh sb="0" eb="1"><t>トウ</t></rPh></si><si><t>a_x000D_\n<![CDATA[b<]]></t></si></sst>`
    const rows = [
      [0, 1],
      [2, 2],
      [3, 3],
    ].map(
      ([a, b], i) =>
        `<row>${i === 0 ? `<c t="s"><v>${a}</v></c>` : `<c><v>${i}</v></c>`}<c t="s"><v>${b}</v></c></row>`,
    )
    expect(
      await read(rawXlsx(rows.join(''), { 'xl/texts.xml': texts }), z.object({ id, name: z.string() })),
    ).toEqual([
      { id: 1, name: '東 京' },
      { id: 2, name: 'a\r\nb<' },
    ])
  })

  test('may lie anywhere, under any prefix, in the strict form', async () => {
    const strict = 'http://purl.oclc.org/ooxml'
    const bytes = rawXlsx('', {
      '_rels/.rels': relations(
        { officeDocument: '/book/main.xml' },
        `${strict}/officeDocument/relationships`,
      ),
      'xl/workbook.xml': undefined,
      'xl/_rels/workbook.xml.rels': undefined,
      'book\\main.xml': `<x:workbook xmlns:x='${strict}/spreadsheetml/main' xmlns:q='${strict}/officeDocument/relationships'><x:sheets><x:sheet name='Items' sheetId='1' q:id='rId1'/></x:sheets></x:workbook>`,
      'book/_rels/main.xml.rels': relations(
        { worksheet: '../Sheets/One.xml' },
        `${strict}/officeDocument/relationships`,
      ),
      'sheets/one.xml': `\ufeff<x:worksheet xmlns:x='${strict}/spreadsheetml/main'><x:sheetData><x:row><x:c t='str'><x:v>id</x:v></x:c></x:row><x:row><x:c><x:v>4</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
    })
    expect(await read(bytes, z.object({ id }))).toEqual([{ id: 4 }])
  })
})

describe('a workbook that is hostile', () => {
  const row = z.object({ id })
  const sheet = (xml: string | Buffer) => rawXlsx('', { 'xl/worksheets/sheet1.xml': xml })

  test.each([
    ['declares entities', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'it declares a document type'],
    ['nests its elements deeply', '<a>'.repeat(100_000), 'its elements are nested too deeply'],
    ['has a tag without an end', `<a ${'b'.repeat(3_000_000)}`, 'a tag or text has no end'],
    ['has a text without an end', `<a>${'b'.repeat(3_000_000)}`, 'a tag or text has no end'],
    ['is not well-formed', '<a><b></a>', 'unexpected close tag'],
    ['is in another encoding', '<?xml version="1.0" encoding="gbk"?><a/>', 'its encoding is gbk'],
    ['is not UTF-8', Buffer.from([0x3c, 0x61, 0x3e, 0xff]), 'it is not utf-8 text'],
  ])('is refused when it %s', async (_, xml, why) => {
    expect(await wrong(sheet(xml), row)).toEqual([
      `item.xlsx: expected an undamaged .xlsx file (xl/worksheets/sheet1.xml: ${why})`,
    ])
  })

  test('is refused when it names cells that no sheet has', async () => {
    for (const address of ['A1048577', 'XFE1', 'A0', 'A-1', '1A'])
      expect(await wrong(rawXlsx(`<row><c r="${address}"><v>1</v></c></row>`), row)).toEqual([
        `item.xlsx: expected an undamaged .xlsx file (there is no cell ${address})`,
      ])
    expect(await wrong(rawXlsx('<row r="1e9"/>'), row)).toEqual([
      'item.xlsx: expected an undamaged .xlsx file (there is no row 1e9)',
    ])
  })

  test('is refused when it unpacks to more than a workbook needs', async () => {
    const bytes = rawXlsx('')
    for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4))
      bytes.writeUInt32LE(100_000_000, at + 24)
    expect(await wrong(bytes, row)).toEqual([
      'item.xlsx: expected an .xlsx file that unpacks to less than 256 MB',
    ])
  })

  test('is refused when it lacks its parts', async () => {
    expect(await wrong(rawXlsx('', { '_rels/.rels': undefined }), row)).toEqual([
      'item.xlsx: expected an .xlsx file (there is no workbook in it)',
    ])
    expect(await wrong(rawXlsx('', { 'xl/worksheets/sheet1.xml': undefined }), row)).toEqual([
      'item.xlsx: expected an undamaged .xlsx file (it has no xl/worksheets/sheet1.xml)',
    ])
  })
})
