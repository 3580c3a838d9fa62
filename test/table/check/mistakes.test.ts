// What designers do to their files, one by one: each is an error that says where, or a value as the manual says.

import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineTables, ref, settings, table } from '../../../server/table/define/define.ts'
import { TableHolder } from '../../../server/table/read/holder.ts'
import { plain } from '../../../server/table/read/table-base.ts'
import { build, problemsOf, type SheetCell, xlsx } from '../support/data-folder.ts'
import { rawXlsx } from '../support/raw-xlsx.ts'

const row = z.object({
  id: z.int().min(1),
  name: z.string(),
  price: z.number().min(0).optional(),
  kind: z.enum(['sword', 'potion']).optional(),
  isNew: z.boolean().optional(),
  from: z.date().optional(),
  drops: z.array(z.int()).optional(),
  effect: z.object({ hp: z.int(), mp: z.int() }).partial().optional(),
})

const csv = defineTables(import.meta.url, { item: table({ key: 'id', row, source: 'item.csv' }) })
const excel = defineTables(import.meta.url, { item: table({ key: 'id', row, source: 'item.xlsx#Items' }) })

/** The problems of a CSV file with the names id, name and others. */
const wrong = (text: string): Promise<string[]> => problemsOf(csv, { 'item.csv': text })

/** The rows of a CSV file that has no problem. */
async function read(text: string | Uint8Array, set = csv): Promise<object[]> {
  const { buffer, problems } = await build(set, { 'item.csv': text })
  expect(problems).toEqual([])
  return new TableHolder(set, buffer!).tables.item.all().map(plain)
}

const wrongSheet = async (rows: SheetCell[][]): Promise<string[]> =>
  problemsOf(excel, { 'item.xlsx': await xlsx({ Items: rows }) })

async function readSheet(rows: SheetCell[][]): Promise<object[]> {
  const { buffer, problems } = await build(excel, { 'item.xlsx': await xlsx({ Items: rows }) })
  expect(problems).toEqual([])
  return new TableHolder(excel, buffer!).tables.item.all().map(plain)
}

describe('values that are no such values', () => {
  test('text in a column of numbers', async () => {
    expect(await wrong('id,name,price\n1,a,cheap')).toEqual([
      'item.csv, row 2, column price: "cheap", expected a number',
    ])
  })
  test('a fraction where a whole number belongs', async () => {
    expect(await wrong('id,name\n1.5,a')).toEqual([
      'item.csv, row 2, column id: "1.5", expected a whole number',
    ])
  })
  test('a number below its least', async () => {
    expect(await wrong('id,name,price\n1,a,-5')).toEqual([
      'item.csv, row 2, column price: "-5", expected a number, at least 0',
    ])
  })
  test('the letter O for a zero', async () => {
    expect(await wrong('id,name,price\n1,a,1O0')).toEqual([
      'item.csv, row 2, column price: "1O0", expected a number (letter O instead of zero)',
    ])
  })
  test('thousands separators', async () => {
    expect(await wrong('id,name,price\n1,a,"1,000"')).toEqual([
      'item.csv, row 2, column price: "1,000", expected a number without thousands separators',
    ])
  })
  test('a percentage', async () => {
    expect(await wrong('id,name,price\n1,a,50%')).toEqual([
      'item.csv, row 2, column price: "50%", expected a number, not a percentage',
    ])
  })
  test('an id longer than a number holds', async () => {
    expect(await wrong('id,name\n12345678901234567890,a')).toEqual([
      'item.csv, row 2, column id: "12345678901234567890", expected a number of at most 15 digits (make the column text for longer ids)',
    ])
  })
  test('a misspelt name of a kind', async () => {
    expect(await wrong('id,name,kind\n1,a,swrod')).toEqual([
      'item.csv, row 2, column kind: "swrod", expected one of sword, potion (sword?)',
    ])
  })
  test('neither true nor false', async () => {
    expect(await wrong('id,name,isNew\n1,a,maybe')).toEqual([
      'item.csv, row 2, column isNew: "maybe", expected true or false',
    ])
  })
  test('a day that is not in the calendar', async () => {
    expect(await wrong('id,name,from\n1,a,2026-02-30')).toEqual([
      'item.csv, row 2, column from: "2026-02-30", expected a date that is in the calendar',
    ])
  })
  test('a list with an empty place', async () => {
    expect(await wrong('id,name,drops\n1,a,1||3')).toEqual([
      'item.csv, row 2, column drops: "1||3", expected no empty place in the list',
    ])
  })
  test('a list with another separator', async () => {
    expect(await wrong('id,name,drops\n1,a,1;2;3')).toEqual([
      'item.csv, row 2, column drops: "1;2;3", expected a number (values separated by |, as in a|b)',
    ])
    expect(await wrong('id,name,drops\n1,a,"1001,1002"')).toEqual([
      'item.csv, row 2, column drops: "1001,1002", expected a number (values separated by |, as in a|b)',
    ])
  })
  test('a list of texts that may be one text', async () => {
    const tags = z.object({ id: z.int(), tags: z.array(z.string()) })
    const set = defineTables(import.meta.url, { item: table({ key: 'id', row: tags, source: 'item.csv' }) })
    expect(
      await problemsOf(set, { 'item.csv': 'id,tags\n1,"a,b"\n2,"a,b|c"\n3,"[""a,b""]"\n4,a b' }),
    ).toEqual([
      'item.csv, row 2, column tags: "a,b", expected values separated by |, as in a|b, or ["a,b"] for one text with a comma in it',
    ])
  })
  test('an object with an unknown field', async () => {
    expect(await wrong('id,name,effect\n1,a,"hp:1,mana:2"')).toEqual([
      'item.csv, row 2, column effect: "hp:1,mana:2", expected one of the fields hp, mp, not mana',
    ])
  })
  test('an empty cell that is needed', async () => {
    expect(await wrong('id,name\n1,')).toEqual([
      'item.csv, row 2, column name: expected text, not an empty cell',
    ])
  })
  test('several mistakes in one row and in others are all reported', async () => {
    expect(await wrong('id,name,price,kind\nx,a,y,axe\n2,,1,sword')).toEqual([
      'item.csv, row 2, column id: "x", expected a number',
      'item.csv, row 2, column price: "y", expected a number',
      'item.csv, row 2, column kind: "axe", expected one of sword, potion',
      'item.csv, row 3, column name: expected text, not an empty cell',
    ])
  })
})

describe('keys and references', () => {
  test('one key twice names both rows', async () => {
    expect(await wrong('id,name\n1,a\n2,b\n1,c')).toEqual([
      'item.csv, row 4, column id: "1", expected a key that no other row has; row 2 has it',
    ])
  })
  test('one unique value twice', async () => {
    const set = defineTables(import.meta.url, {
      item: table({ key: 'id', row, source: 'item.csv', index: { name: { unique: true } } }),
    })
    expect(await problemsOf(set, { 'item.csv': 'id,name\n1,a\n2,a' })).toEqual([
      'item.csv, row 3, column name: "a", expected a value that no other row has; row 2 has it',
    ])
  })
  test('a composite key twice', async () => {
    const level = z.object({ hero: z.string(), level: z.int() })
    const set = defineTables(import.meta.url, {
      level: table({ key: ['hero', 'level'], row: level, source: 'level.csv' }),
    })
    expect(await problemsOf(set, { 'level.csv': 'hero,level\na,1\na,2\na,1' })).toEqual([
      'level.csv, row 4, column hero, level: "a, 1", expected a key that no other row has; row 2 has it',
    ])
  })
  test('a reference to a row that is not there, alone and in a list', async () => {
    const shop = z.object({ id: z.int(), sells: ref('item'), gifts: z.array(ref('item')).optional() })
    const set = defineTables(import.meta.url, {
      item: table({ key: 'id', row, source: 'item.csv' }),
      shop: table({ key: 'id', row: shop, source: 'shop.csv' }),
    })
    const files = { 'item.csv': 'id,name\n1,a', 'shop.csv': 'id,sells,gifts\n1,7,1|8' }
    expect(await problemsOf(set, files)).toEqual([
      'shop.csv, row 2, column sells: "7", expected the id of a row in item',
      'shop.csv, row 2, column gifts: "8", expected the id of a row in item',
    ])
  })
  test('a row that is wrong is not reported a second time by those who refer to it', async () => {
    const shop = z.object({ id: z.int(), sells: ref('item') })
    const set = defineTables(import.meta.url, {
      item: table({ key: 'id', row, source: 'item.csv' }),
      shop: table({ key: 'id', row: shop, source: 'shop.csv' }),
    })
    const files = { 'item.csv': 'id,name,price\n1,a,x', 'shop.csv': 'id,sells\n1,1' }
    expect(await problemsOf(set, files)).toEqual(['item.csv, row 2, column price: "x", expected a number'])
  })
  test("the game's own rule names file, row, column and value", async () => {
    const set = defineTables(import.meta.url, { item: table({ key: 'id', row, source: 'item.csv' }) }, [
      ({ item }, report) => {
        for (const { id, price } of item)
          if ((price ?? 0) > 100) report({ table: 'item', key: id, column: 'price', expected: 'at most 100' })
      },
    ])
    expect(await problemsOf(set, { 'item.csv': 'id,name,price\n1,a,5\n2,b,500' })).toEqual([
      'item.csv, row 3, column price: "500", expected at most 100',
    ])
  })
})

describe('columns', () => {
  test('a missing column', async () => {
    expect(await wrong('id,price\n1,2')).toEqual([
      'item.csv, row 1, column name: expected a column named name',
    ])
  })
  test('a misspelt column', async () => {
    expect(await wrong('id,name,prise\n1,a,2')).toEqual([
      'item.csv, row 1, column prise: "prise", expected a known column (price?)',
    ])
  })
  test('one column twice', async () => {
    expect(await wrong('id,name,name\n1,a,b')).toEqual([
      'item.csv, row 1, column name: "name", expected each column once; it is column B too',
    ])
  })
  test('values under no name', async () => {
    expect(await wrong('id,name,\n1,a,7')).toEqual([
      'item.csv, row 1, column C: expected a name for the column, as there are values in it',
    ])
  })
  test('a comma too many in a row', async () => {
    expect(await wrong('id,name\n1,a,b')).toEqual(['item.csv, row 2: "b", expected at most 2 cells'])
  })
  test('semicolons instead of commas', async () => {
    expect(await wrong('id;name\n1;a')).toEqual(['item.csv: expected cells separated by ",", not by ";"'])
  })
  test('a type row that does not agree with the schema', async () => {
    const source = { file: 'item.csv', header: ['name', 'type', 'comment'] } as const
    const set = defineTables(import.meta.url, { item: table({ key: 'id', row, source }) })
    expect(await problemsOf(set, { 'item.csv': 'id,name\nint,float\n编号,名称\n1,a' })).toEqual([
      'item.csv, row 2, column name: "float", expected the type text, as the server\'s definition has it',
    ])
  })
})

describe('files', () => {
  test('a file that is not there', async () => {
    expect(await problemsOf(csv, {})).toEqual(['item.csv: expected the file; it is not there'])
  })
  test('an empty file', async () => {
    expect(await wrong('')).toEqual([
      'item.csv: expected a row of names and rows of values; the file is empty',
    ])
  })
  test('a row number is the line of the file, whatever ends the lines inside of cells', async () => {
    for (const end of ['\n', '\r\n', '\r'])
      expect(await wrong(['id,name', '1,"a', 'b', 'c"', '2,"d', '"', 'x,e', '3,"e"x'].join(end))).toEqual([
        'item.csv, row 8: expected cells with quotes doubled inside them (Invalid Closing Quote: got "x" instead of delimiter, record delimiter, trimable character (if activated) or comment)',
      ])
    expect(await wrong('id,name\r\n1,"a\r\nb\r\nc"\r\n2,"d\r\n"\r\nx,e')).toEqual([
      'item.csv, row 7, column id: "x", expected a number',
    ])
  })
  test('a quote that is never closed', async () => {
    expect(await wrong('id,name\n1,"a\n2,b')).toEqual(['item.csv, row 2: expected a closing quote'])
  })
  test('GBK where UTF-8 was said', async () => {
    const bytes = Buffer.concat([
      Buffer.from('id,name\n1,'),
      Buffer.from([0xd6, 0xd0, 0xce, 0xc4]),
      Buffer.from('\n'),
    ])
    expect(await problemsOf(csv, { 'item.csv': bytes })).toEqual([
      `item.csv: expected utf-8 text (save it as "CSV UTF-8", or say encoding: 'gbk'), line 2 is not`,
    ])
    const set = defineTables(import.meta.url, {
      item: table({ key: 'id', row, source: { file: 'item.csv', encoding: 'gbk' } }),
    })
    expect(await read(bytes, set as unknown as typeof csv)).toMatchObject([{ id: 1, name: '中文' }])
  })
  test('UTF-16, as "Unicode text" saves it', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('id,name\n1,a', 'utf16le')])
    expect(await problemsOf(csv, { 'item.csv': bytes })).toEqual([
      'item.csv: expected UTF-8 text, not UTF-16 (save it as "CSV UTF-8")',
    ])
  })
  test('text that another program has damaged already', async () => {
    expect(await wrong('id,name\n1,��')).toEqual([
      'item.csv, row 2, column name: "��", expected text that was not damaged by saving it in another encoding',
    ])
  })
  test('a sheet that was renamed', async () => {
    expect(await problemsOf(excel, { 'item.xlsx': await xlsx({ Item: [['id', 'name']] }) })).toEqual([
      'item.xlsx: expected a sheet named Items; there are Item (rename Item?)',
    ])
  })
  test('an old .xls, or one with a password, under the name .xlsx', async () => {
    const bytes = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    expect(await problemsOf(excel, { 'item.xlsx': bytes })).toEqual([
      'item.xlsx: expected an .xlsx file without a password, not the old .xls format',
    ])
  })
  test('a field that JavaScript would lose without a word', async () => {
    const stats = z.object({ id: z.int(), stats: z.record(z.string(), z.object({ hp: z.int() })) })
    const from = (source: string) =>
      defineTables(import.meta.url, { item: table({ key: 'id', row: stats, source }) })
    const expected = 'expected no field named __proto__'
    expect(
      await problemsOf(from('s.json'), { 's.json': '[{ "id": 1, "stats": { "\\u005f_proto__": {} } }]' }),
    ).toEqual([`s.json: ${expected}`])
    const cell = '"{ ""__proto__"": { ""hp"": 1 } }"'
    expect(await problemsOf(from('s.csv'), { 's.csv': `id,stats\n1,${cell}` })).toEqual([
      `s.csv, row 2, column stats: "{ "__proto__": { "hp": 1 } }", ${expected}`,
    ])
    const [problem] = await problemsOf(from('s.csv'), { 's.csv': 'id,stats.__proto__.hp\n1,5' })
    expect(problem).toContain('s.csv, row 1, column stats.__proto__.hp')
    expect(await wrong('id,name,effect\n1,a,__proto__:1')).toEqual([
      `item.csv, row 2, column effect: "__proto__:1", ${expected}`,
    ])
    expect({}).not.toHaveProperty('hp')
  })
  test('JSON with a comma too many says the line', async () => {
    const set = defineTables(import.meta.url, {
      settings: settings({ row: z.object({ gold: z.int() }), source: 's.json' }),
    })
    expect(await problemsOf(set, { 's.json': '{\n  "gold": 1,\n}' })).toEqual([
      's.json: expected JSON (line 3, column 1: Expected double-quoted property name)',
    ])
    expect(await problemsOf(set, { 's.json': '{ "gold": "1", "glod": 2 }' })).toEqual([
      's.json, column glod: "2", expected a known column (gold?)',
      's.json, column gold: "1", expected a number',
    ])
  })
})

describe('JSON', () => {
  const set = defineTables(import.meta.url, {
    item: table({
      key: 'id',
      row: z.object({
        id: z.int(),
        from: z.date().optional(),
        extra: z.record(z.string(), z.int()).optional(),
      }),
      source: 'item.json',
    }),
  })
  const wrongJson = (text: string) => problemsOf(set, { 'item.json': text })

  test('with a name twice in one object says where', async () => {
    expect(await wrongJson('[\n  { "id": 1 },\n  { "id": 2, "extra": { "a": 1, "\\u0061": 2 } }\n]')).toEqual(
      ['item.json: expected JSON (line 3, column 33: The name "a" stands twice in one object)'],
    )
    const cell = defineTables(import.meta.url, {
      item: table({
        key: 'id',
        row: z.object({ id: z.int(), extra: z.record(z.string(), z.int()) }),
        source: 'i.csv',
      }),
    })
    expect(await problemsOf(cell, { 'i.csv': 'id,extra\n1,"{""a"":1,""a"":2}"' })).toEqual([
      'i.csv, row 2, column extra: "{"a":1,"a":2}", expected JSON, as it starts with { (line 1, column 8: The name "a" stands twice in one object)',
    ])
  })

  test.each([
    ['[\n{ "id": 1 }', "line 2, column 12: Expected ',' or ']' after array element"],
    ['[\n{ "id": 1,\n} ]', 'line 3, column 1: Expected double-quoted property name'],
    ["[\r\n{ 'id': 1 } ]", 'line 2, column 3: Expected double-quoted property name'],
    ['[\n{ "id" 1 } ]', "line 2, column 8: Expected ':' after property name"],
    ['[\n{ "id": 1 "from": 2 } ]', "line 2, column 11: Expected ',' or '}' after property value"],
    ['[\n{ "id": NaN } ]', 'line 2, column 9: Expected a value (text is in double quotes)'],
    ['[\n{ "id": 01 } ]', "line 2, column 10: Expected ',' or '}' after property value"],
    ['[\n{ "id": 1 }, ]', 'line 2, column 14: Expected a value (text is in double quotes)'],
    ['[\n{ "id": ', 'line 2, column 9: Unexpected end'],
    ['[\n"a\n"]', 'line 2, column 3: Unterminated string'],
    ['[\n"a', 'line 2, column 3: Unterminated string'],
    ['[\n"a\tb"]', 'line 2, column 3: Bad control character in string'],
    ['["\\\\", "\\d"]', 'line 1, column 9: Bad escaped character in string (two backslashes stand for one)'],
    ['[]\n]', 'line 2, column 1: Unexpected text after the end'],
    [`\n${'['.repeat(100_000)}`, 'line 2, column 101: More than 100 brackets inside each other'],
  ])('that is wrong says the line and the column (%#)', async (text, mistake) => {
    expect(await wrongJson(text)).toEqual([`item.json: expected JSON (${mistake})`])
  })

  test('has dates as texts, in the forms of a cell', async () => {
    const texts = ['2026-01-31T18:00:00.250Z', '2026-01-31T18:00:00+0800', '2026/1/31 18:00']
    const rows = texts.map((from, id) => ({ id, from }))
    const { buffer, problems } = await build(set, { 'item.json': JSON.stringify(rows) })
    expect(problems).toEqual([])
    expect(new TableHolder(set, buffer!).tables.item.all().map(({ from }) => from?.toISOString())).toEqual([
      '2026-01-31T18:00:00.250Z',
      '2026-01-31T10:00:00.000Z',
      '2026-01-31T18:00:00.000Z',
    ])
    expect(await wrongJson('[{ "id": 1, "from": "soon" }, { "id": 2, "from": 5 }]')).toEqual([
      'item.json, row 1, column from: "soon", expected a date as 2026-01-31 or 2026-01-31 18:00',
      'item.json, row 2, column from: "5", expected a date',
    ])
  })
})

describe('what Excel does by itself', () => {
  test('a number turned into a date', async () => {
    const found = await wrongSheet([
      ['id', 'name', 'price'],
      [1, 'a', new Date(Date.UTC(2026, 0, 2))],
    ])
    expect(found).toEqual([
      'item.xlsx [Items], row 2, column price: "2026-01-02T00:00:00.000Z", expected a number, not a date (format the cell as a number)',
    ])
  })
  test('text turned into a date, or into TRUE', async () => {
    const found = await wrongSheet([
      ['id', 'name'],
      [1, new Date(Date.UTC(2026, 0, 2))],
      [2, true],
    ])
    expect(found).toEqual([
      'item.xlsx [Items], row 2, column name: "2026-01-02T00:00:00.000Z", expected text, not a date (format the cell as text)',
      'item.xlsx [Items], row 3, column name: "true", expected text, not TRUE or FALSE (format the cell as text)',
    ])
  })
  test('a formula that has failed, also where nothing needs to be', async () => {
    const rows = rawXlsx(
      '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>name</t></is></c><c r="C1" t="inlineStr"><is><t>price</t></is></c></row>' +
        '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>CONCATENATE("a","b")</f><v>ab</v></c><c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
    )
    expect(await problemsOf(excel, { 'item.xlsx': rows })).toEqual([
      'item.xlsx [Items], row 2, column C: "#DIV/0!", expected a formula that has a value',
    ])
  })
  test('a formula without a saved value', async () => {
    const found = await wrongSheet([
      ['id', 'name', 'price'],
      [1, 'a', { formula: '=1+1' }],
    ])
    expect(found).toEqual([
      'item.xlsx [Items], row 2, column C: expected a formula with its value saved (open and save the file in Excel)',
    ])
  })
  test('a merged cell leaves the others empty', async () => {
    expect(
      await wrongSheet([
        ['id', 'name'],
        [1, 'a'],
        [2, null],
      ]),
    ).toEqual(['item.xlsx [Items], row 3, column name: expected text, not an empty cell'])
  })
})

describe('what is put right', () => {
  test('a formula is its value', async () => {
    const rows = rawXlsx(
      '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>name</t></is></c></row>' +
        '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>CONCATENATE("a","b")</f><v>ab</v></c></row>',
    )
    const { buffer } = await build(excel, { 'item.xlsx': rows })
    expect(new TableHolder(excel, buffer!).tables.item.all().map(plain)).toMatchObject([
      { id: 2, name: 'ab' },
    ])
  })
  test('a number stored as text', async () => {
    expect(
      await readSheet([
        ['id', 'name', 'price'],
        ['7', 'a', '12.5'],
      ]),
    ).toMatchObject([{ id: 7, price: 12.5 }])
  })
  test('a number where text belongs', async () => {
    expect(
      await readSheet([
        ['id', 'name'],
        [1, 1001],
      ]),
    ).toMatchObject([{ name: '1001' }])
  })
  test('full-width digits, signs and separators', async () => {
    expect(await read('id,name,price,drops\n１２,a,－１２．５e1,１｜２'.replace('－', ''))).toMatchObject([
      { id: 12, price: 125, drops: [1, 2] },
    ])
  })
  test('spaces around values and names, the full-width one too', async () => {
    expect(await read(' id , name\n 1 ,\u3000sword \u00a0\n')).toMatchObject([{ id: 1, name: 'sword' }])
  })
  test('an empty row in the middle, and rows of spaces at the end', async () => {
    expect(await read('id,name\n1,a\n\n2,b\n , \n,\n')).toMatchObject([{ id: 1 }, { id: 2 }])
  })
  test('comment rows and comment columns', async () => {
    expect(await read('id,#who,name\n##1,x,old\n1,me,a')).toMatchObject([{ id: 1, name: 'a' }])
  })
  test('a byte order mark, and lines that end in two ways', async () => {
    expect(await read('\ufeffid,name\r\n1,a\n2,b\r\n')).toMatchObject([{ id: 1 }, { id: 2 }])
  })
  test('words for true and false', async () => {
    const rows = await read('id,name,isNew\n1,a,TRUE\n2,b,否\n3,c,yes\n4,d,0')
    expect(rows).toMatchObject([{ isNew: true }, { isNew: false }, { isNew: true }, { isNew: false }])
  })
  test('a sum that Excel stores as 0.30000000000000004', async () => {
    expect(
      await readSheet([
        ['id', 'name', 'price'],
        [1, 'a', 0.1 + 0.2],
      ]),
    ).toMatchObject([{ price: 0.3 }])
  })
  test('one number in a column of lists', async () => {
    expect(
      await readSheet([
        ['id', 'name', 'drops'],
        [1, 'a', 5],
      ]),
    ).toMatchObject([{ drops: [5] }])
  })
  test('dates by Excel and as text', async () => {
    const from = new Date(Date.UTC(2026, 0, 2))
    expect(
      await readSheet([
        ['id', 'name', 'from'],
        [1, 'a', from],
        [2, 'b', '2026/1/2'],
      ]),
    ).toMatchObject([{ from }, { from }])
  })
  test('dates as programs write them, with parts of a second and a zone', async () => {
    expect(
      await read('id,name,from\n1,a,2026-01-02T03:04:05.678Z\n2,b,2026-01-02 03:04:05.6789+01:00'),
    ).toMatchObject([
      { from: new Date('2026-01-02T03:04:05.678Z') },
      { from: new Date('2026-01-02T02:04:05.679Z') },
    ])
    expect(await wrong('id,name,from\n1,a,0050-01-01\n2,b,2026-01-02 03:04+19:00')).toEqual([
      'item.csv, row 2, column from: "0050-01-01", expected a date that is in the calendar',
      'item.csv, row 3, column from: "2026-01-02 03:04+19:00", expected a date with a zone that there is',
    ])
  })
  test('lists, objects and dotted columns', async () => {
    const rows = await read('id,name,drops.0,drops.1,effect.hp\n1,a,7,8,5\n2,b,,,')
    expect(rows).toMatchObject([
      { drops: [7, 8], effect: { hp: 5 } },
      { drops: undefined, effect: undefined },
    ])
    expect(await read('id,name,drops,effect\n1,a,"[1,2]","hp:5,mp:6"')).toMatchObject([
      { drops: [1, 2], effect: { hp: 5, mp: 6 } },
    ])
  })
})
