import { describe, expect, test } from 'vitest'
import { SprotoDecodeError } from '../../../protocol/sproto/index.ts'
import { bothWays, decode, encode } from './compile.ts'
import { bytesOf, hexOf, present } from './vectors.ts'

const SCHEMA = `
.Person { name 0 : string  age 1 : integer  marital 2 : boolean  children 3 : *Person }
.Data {
  numbers 0 : *integer
  bools 1 : *boolean
  number 2 : integer
  bignumber 3 : integer
  double 4 : double
  doubles 5 : *double
  fpn 6 : integer(2)
  fpns 7 : *integer(1)
  text 8 : string
  texts 9 : *string
  blob 10 : binary
  blobs 11 : *binary
}
.Sparse { late 32766 : integer  early 5 : string  middle 300 : *Sparse }
.Item { id 0 : integer  count 1 : integer }
.Entry { key 1 : string  value 4 : Item }
.Lists { list 0 : *integer }
.Maps { byId 0 : *Item(id)  byName 1 : *Entry()  nested 2 : *Nest() }
.Nest { key 0 : integer  value 1 : *Entry() }
.Odd { __proto__ 0 : integer  constructor 1 : string  toString 2 : *integer  hasOwnProperty 3 : Item }
.Empty {}
.Newer { a 0 : string  b 1 : Item  c 2 : *integer  d 3 : boolean  e 4 : integer  f 5 : double }
.Older { e 4 : integer }
`
const hex = (text: string) => text.replaceAll(/\s/g, '')
const ways = await bothWays(SCHEMA)
const safeWays = await bothWays(SCHEMA, false)

/** Type, value, and the bytes that the original's README gives for it, or that follow from its rules. */
const WRITTEN: [what: string, type: string, value: object, bytes: string][] = [
  [
    'a struct',
    'Person',
    { name: 'Alice', age: 13, marital: false },
    '03 00 00 00 1c 00 02 00 05 00 00 00 41 6c 69 63 65',
  ],
  [
    'structs in an array, and a skipped tag',
    'Person',
    {
      name: 'Bob',
      age: 40,
      children: [
        { name: 'Alice', age: 13 },
        { name: 'Carol', age: 5 },
      ],
    },
    `04 00 00 00 52 00 01 00 00 00 03 00 00 00 42 6f 62 26 00 00 00
     0f 00 00 00 02 00 00 00 1c 00 05 00 00 00 41 6c 69 63 65
     0f 00 00 00 02 00 00 00 0c 00 05 00 00 00 43 61 72 6f 6c`,
  ],
  [
    '32-bit elements',
    'Data',
    { numbers: [1, 2, 3, 4, 5] },
    '01 00 00 00 15 00 00 00 04 01 00 00 00 02 00 00 00 03 00 00 00 04 00 00 00 05 00 00 00',
  ],
  [
    '64-bit elements',
    'Data',
    { numbers: [2 ** 32 + 1, 2 ** 32 + 2, 2 ** 32 + 3] },
    `01 00 00 00 19 00 00 00 08 01 00 00 00 01 00 00 00
     02 00 00 00 01 00 00 00 03 00 00 00 01 00 00 00`,
  ],
  [
    'one long element, which makes all of them long, sign and all',
    'Data',
    { numbers: [1, -1, 2 ** 31, -(2 ** 31) - 1, 2 ** 31 - 1] },
    `01 00 00 00 29 00 00 00 08 01 00 00 00 00 00 00 00 ff ff ff ff ff ff ff ff 00 00 00 80 00 00 00 00
     ff ff ff 7f ff ff ff ff ff ff ff 7f 00 00 00 00`,
  ],
  [
    'the limits of 32 bits',
    'Data',
    { numbers: [2 ** 31 - 1, -(2 ** 31)] },
    '01 00 00 00 09 00 00 00 04 ff ff ff 7f 00 00 00 80',
  ],
  ['booleans', 'Data', { bools: [false, true, false] }, '02 00 01 00 00 00 03 00 00 00 00 01 00'],
  [
    'integers in the data part',
    'Data',
    { number: 100000, bignumber: -10000000000 },
    '03 00 03 00 00 00 00 00 04 00 00 00 a0 86 01 00 08 00 00 00 00 1c f4 ab fd ff ff ff',
  ],
  ['the largest integer in a field', 'Data', { number: 0x7ffe }, '02 00 03 00 fe ff'],
  ['the smallest integer with data', 'Data', { number: 0x7fff }, '02 00 03 00 00 00 04 00 00 00 ff 7f 00 00'],
  ['zero', 'Data', { number: 0 }, '02 00 03 00 02 00'],
  ['-1', 'Data', { number: -1 }, '02 00 03 00 00 00 04 00 00 00 ff ff ff ff'],
  ['2^31', 'Data', { number: 2 ** 31 }, '02 00 03 00 00 00 08 00 00 00 00 00 00 80 00 00 00 00'],
  ['-2^31', 'Data', { number: -(2 ** 31) }, '02 00 03 00 00 00 04 00 00 00 00 00 00 80'],
  [
    'doubles',
    'Data',
    { double: 0.01171875, doubles: [0.01171875, 23, 4] },
    `03 00 07 00 00 00 00 00 08 00 00 00 00 00 00 00 00 00 88 3f
     19 00 00 00 08 00 00 00 00 00 00 88 3f 00 00 00 00 00 00 37 40 00 00 00 00 00 00 10 40`,
  ],
  ['a fixed-point number', 'Data', { fpn: 1.82 }, '02 00 0b 00 6e 01'],
  [
    'fixed-point numbers',
    'Data',
    { fpns: [0.1, -0.1] },
    '02 00 0d 00 00 00 09 00 00 00 04 01 00 00 00 ff ff ff ff',
  ],
  [
    'empty arrays and strings, which are not missing ones',
    'Data',
    { numbers: [], bools: [], text: '', texts: ['', ''], blob: new Uint8Array(0), blobs: [] },
    `07 00 00 00 00 00 0b 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
     08 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00`,
  ],
  ['a struct without fields', 'Empty', {}, '00 00'],
  [
    'tags far from each other and declared out of order',
    'Sparse',
    { late: 1, early: 'x', middle: [{ late: 2 }] },
    `06 00 09 00 00 00 4b 02 00 00 a1 fd 04 00 01 00 00 00 78
     0a 00 00 00 06 00 00 00 02 00 fb ff 06 00`,
  ],
  [
    'a map by a field',
    'Maps',
    { byId: new Map([[7, { id: 7, count: 1 }]]) },
    '01 00 00 00 0a 00 00 00 06 00 00 00 02 00 10 00 04 00',
  ],
  [
    'a map of two fields',
    'Maps',
    { byName: new Map([['a', { count: 3 }]]) },
    `02 00 01 00 00 00 1d 00 00 00 19 00 00 00 04 00 01 00 00 00 03 00 00 00
     01 00 00 00 61 06 00 00 00 02 00 01 00 08 00`,
  ],
]

describe.each(ways)('%s', (_, codec) => {
  test.each(WRITTEN)('writes and reads %s', (_what, type, value, bytes) => {
    expect(hexOf(encode(codec(type), value))).toBe(hex(bytes))
    expect(present(decode(codec(type), bytesOf(hex(bytes))))).toStrictEqual(value)
  })

  test('reads objects of one shape: every field, in the order of declaration', () => {
    expect(Object.keys(decode(codec('Sparse'), bytesOf('0000')) as object)).toEqual([
      'late',
      'early',
      'middle',
    ])
    const read = decode(codec('Odd'), encode(codec('Odd'), { constructor: 'x' })) as object
    expect(Object.keys(read)).toEqual(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
  })

  test('takes names that every object inherits for fields, and never for values', () => {
    expect(hexOf(encode(codec('Odd'), {}))).toBe('0000')
    const value = JSON.parse(
      '{"__proto__": 7, "constructor": "x", "toString": [1], "hasOwnProperty": {"id": 1}}',
    )
    const read = decode(codec('Odd'), encode(codec('Odd'), value)) as object
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
    expect(JSON.stringify(read)).toBe(
      '{"__proto__":7,"constructor":"x","toString":[1],"hasOwnProperty":{"id":1}}',
    )
  })

  test('ignores fields that the schema does not know', () => {
    const value = { a: 'x', b: { id: 1 }, c: [1, 2], d: true, e: 42, f: 0.5 }
    expect(decode(codec('Older'), encode(codec('Newer'), value))).toEqual({ e: 42 })
  })

  test('ignores what follows the outermost struct, as padding does', () => {
    expect(decode(codec('Older'), bytesOf('0200070056000000000000'))).toEqual({ e: 42 })
  })

  test('rounds fixed-point numbers half away from zero', () => {
    const rounded = (fpn: number) =>
      (decode(codec('Data'), encode(codec('Data'), { fpn })) as { fpn: number }).fpn
    expect([0.125, -0.125, 0.124, 1e13 + 0.25, -0.001].map(rounded)).toEqual([
      0.13,
      -0.13,
      0.12,
      1e13 + 0.25,
      0,
    ])
  })

  test('reads integers beyond 2^53 as bigints, and writes those', () => {
    const numbers = [2n ** 63n - 1n, -(2n ** 63n), 5, 2 ** 53 - 1]
    expect(decode(codec('Lists'), encode(codec('Lists'), { list: numbers }))).toEqual({ list: numbers })
    expect(decode(codec('Data'), encode(codec('Data'), { number: 7n, bignumber: 2n ** 60n }))).toMatchObject({
      number: 7,
      bignumber: 2n ** 60n,
    })
    expect(hexOf(encode(codec('Data'), { number: 0x7fffn }))).toBe(
      hex('02 00 03 00 00 00 04 00 00 00 ff 7f 00 00'),
    )
    expect(hexOf(encode(codec('Lists'), { list: [1n, -1] }))).toBe(
      hex('01 00 00 00 09 00 00 00 04 01 00 00 00 ff ff ff ff'),
    )
  })

  test('takes a later element for the same key of a map', () => {
    const twice = '0100 0000 14000000 06000000 0200 1000 0400 06000000 0200 1000 0600'
    expect(decode(codec('Maps'), bytesOf(hex(twice)))).toEqual({ byId: new Map([[7, { id: 7, count: 2 }]]) })
  })

  test('keeps maps within maps, and their order', () => {
    const inner = new Map([
      ['b', { id: 1, count: undefined }],
      ['a', { id: 2, count: 3 }],
    ])
    const value = {
      nested: new Map([
        [9, inner],
        [-1, new Map()],
      ]),
    }
    expect(decode(codec('Maps'), encode(codec('Maps'), value))).toEqual(value)
  })

  test('hands out bytes that do not change with the buffer they came from', () => {
    const bytes = Buffer.from(encode(codec('Data'), { blob: Uint8Array.of(1, 2, 3) }))
    const { blob } = decode(codec('Data'), bytes) as { blob: Uint8Array }
    bytes.fill(9)
    expect(blob).toStrictEqual(Uint8Array.of(1, 2, 3))
  })

  test.each([
    ['nothing', 'Data', ''],
    ['half a header', 'Data', '01'],
    ['fields that are cut off', 'Data', '0200 0000'],
    ['data without a length', 'Data', '0100 0000 010000'],
    ['data that is cut off', 'Data', '0200 1100 0000 05000000 41'],
    ['a length beyond 2^31', 'Data', '0200 1100 0000 ffffffff 41'],
    ['an array without data', 'Data', '0100 0400'],
    ['a string without data', 'Data', '0200 0f00 0400'],
    ['a double without data', 'Data', '0200 0700 0400'],
    ['a struct without data', 'Odd', '0200 0500 0400'],
    ['a boolean with data', 'Person', '0200 0300 0000 01000000 01'],
    ['an integer of 3 bytes', 'Data', '0200 0300 0000 03000000 010203'],
    ['a double of 4 bytes', 'Data', '0200 0700 0000 04000000 01020304'],
    ['elements of 2 bytes', 'Data', '0100 0000 05000000 02 01000200'],
    ['doubles of 4 bytes', 'Data', '0200 0900 0000 05000000 04 00000000'],
    ['an element that is cut off', 'Data', '0100 0000 06000000 04 01000000 02'],
    ['a string element that is cut off', 'Data', '0200 1100 0000 05000000 02000000 41'],
    ['ill-formed UTF-8', 'Data', '0200 0f00 0000 02000000 c328'],
    ['a surrogate in UTF-8', 'Data', '0200 0f00 0000 03000000 eda080'],
    ['ill-formed UTF-8 in a long string', 'Data', `0200 0f00 0000 28000000 ${'41'.repeat(39)}ff`],
    ['bytes behind an inner struct', 'Person', '0200 0500 0000 08000000 04000000 0000 0000'],
    ['a map element without its key', 'Maps', '0100 0000 0a000000 06000000 0200 0100 0400'],
    ['a pair without its value', 'Maps', '0200 0100 0000 0f000000 0b000000 0200 0100 0000 01000000 61'],
  ])('refuses %s', (_what, type, bytes) => {
    expect(() => decode(codec(type), bytesOf(hex(bytes)))).toThrow(SprotoDecodeError)
  })

  test('reads and writes 64 structs within each other and refuses 65', () => {
    const nest = (levels: number): object => (levels === 1 ? { name: 'x' } : { children: [nest(levels - 1)] })
    const deepest = encode(codec('Person'), nest(64))
    expect(present(decode(codec('Person'), deepest))).toEqual(nest(64))
    expect(() => encode(codec('Person'), nest(65))).toThrow('more than 64 structs within each other')
    const length = (n: number) => [n, n >> 8, n >> 16, n >> 24].map(byte => byte & 0xff)
    const size = length(deepest.length)
    const outer = length(deepest.length + 4)
    const tooDeep = Uint8Array.from([2, 0, 5, 0, 0, 0, ...outer, ...size, ...deepest])
    expect(() => decode(codec('Person'), tooDeep)).toThrow(SprotoDecodeError)
  })

  test('refuses a value that holds itself', () => {
    const person: { children?: object[] } = {}
    person.children = [person]
    expect(() => encode(codec('Person'), person)).toThrow('more than 64 structs')
  })
})

describe.each(safeWays)('%s with safe integers', (_, codec) => {
  test('refuses integers beyond 2^53, both ways', () => {
    const long = hex('02 00 03 00 00 00 08 00 00 00 00 00 00 00 00 00 20 00')
    expect(() => decode(codec('Data'), bytesOf(long))).toThrow(SprotoDecodeError)
    const list = hex('01 00 00 00 09 00 00 00 08 00 00 00 00 00 00 20 00')
    expect(() => decode(codec('Data'), bytesOf(list))).toThrow(SprotoDecodeError)
    expect(() => encode(codec('Data'), { number: 2n ** 53n })).toThrow('number: expected integer')
    expect(() => encode(codec('Data'), { number: 1n })).toThrow('number: expected integer, got 1n')
    expect(() => encode(codec('Data'), { numbers: [1n] })).toThrow('numbers[0]: expected integer, got 1n')
  })
})
