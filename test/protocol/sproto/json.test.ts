import { describe, expect, test } from 'vitest'
import { SprotoJsonError } from '../../../protocol/sproto/index.ts'
import { bothWays, decode, encode, textOf } from './compile.ts'
import { present } from './vectors.ts'

const SCHEMA = `
.Item { id 0 : integer  count 1 : integer }
.ByName { key 0 : string  item 1 : Item }
.ById { key 0 : integer  names 1 : *string }
.ByPrice { key 0 : integer(2)  flag 1 : boolean }
.ByFlag { key 0 : boolean  inner 1 : *ByName() }
.All {
  text 0 : string  level 1 : integer  vip 2 : boolean  x 3 : double  money 4 : integer(2)  icon 5 : binary
  bag 6 : *Item  byId 7 : *Item(id)  byName 8 : *ByName()  best 9 : Item
  names 10 : *string  flags 11 : *boolean  points 12 : *double  prices 13 : *integer(1)  icons 14 : *binary
  levels 15 : *integer  lists 16 : *ById()  cheap 17 : *ByPrice()  deep 18 : *ByFlag()
}
.Odd { __proto__ 0 : integer  constructor 1 : string  toString 2 : *integer }
.Empty {}
.Tree { children 0 : *Tree }
.Deep { name 0 : string  more 1 : *Deep() }
.Left { name 0 : string  right 1 : *Right() }
.Right { id 0 : integer  left 1 : *Left() }
.Maps { deep 0 : *Deep()  left 1 : *Left() }
`
const ways = await bothWays(SCHEMA, false)

const VALUE = {
  text: 'a"b\\c\n\u0001大厅🙂',
  level: -5,
  vip: false,
  x: 0.1,
  money: 1.25,
  icon: Uint8Array.of(0, 255, 7, 1),
  bag: [{ id: 1, count: 2 }, {}],
  byId: new Map([
    [7, { id: 7 }],
    [8, { id: 8, count: 1 }],
  ]),
  byName: new Map([
    ['a', { id: 1 }],
    ['__proto__', { id: 2 }],
  ]),
  best: { count: 3 },
  names: ['', 'x'],
  flags: [true, false],
  points: [1e-7, -2.5],
  prices: [0.1, -3],
  icons: [new Uint8Array(0), Uint8Array.of(1), Uint8Array.of(1, 2)],
  levels: [1, -1, 2 ** 53 - 1],
  lists: new Map([
    [-3, ['x']],
    [2 ** 40, []],
  ]),
  cheap: new Map([[1.25, true]]),
  deep: new Map([
    [true, new Map([['k', {}]])],
    [false, new Map()],
  ]),
}

const JSON_TEXT =
  '{"text":"a\\"b\\\\c\\n\\u0001大厅🙂","level":-5,"vip":false,"x":0.1,"money":1.25,"icon":"AP8HAQ==",' +
  '"bag":[{"id":1,"count":2},{}],"byId":[{"id":7},{"id":8,"count":1}],' +
  '"byName":{"a":{"id":1},"__proto__":{"id":2}},"best":{"count":3},"names":["","x"],"flags":[true,false],' +
  '"points":[1e-7,-2.5],"prices":[0.1,-3],"icons":["","AQ==","AQI="],"levels":[1,-1,9007199254740991],' +
  '"lists":{"-3":["x"],"1099511627776":[]},"cheap":{"1.25":true},"deep":{"true":{"k":{}},"false":{}}}'

const ITEM_ERROR = 'bag[1].count: expected integer'

describe.each(ways)('%s', (_, codec) => {
  test('turns a body into JSON text and back', () => {
    expect(textOf(codec('All'), VALUE)).toBe(JSON_TEXT)
    expect(present(codec('All').fromJson(JSON.parse(JSON_TEXT)))).toStrictEqual(VALUE)
  })

  test('carries maps of maps without end, to the depth that structs may have', () => {
    const nest = (levels: number): Map<string, unknown> =>
      new Map(levels === 0 ? [] : [['a', nest(levels - 1)]])
    const left = new Map([['l', new Map([[1, new Map([['m', new Map()]])]])]])
    const value = { deep: nest(63), left }
    const text = textOf(codec('Maps'), value)
    expect(text).toContain('"left":{"l":{"1":{"m":{}}}}')
    expect(codec('Maps').fromJson(JSON.parse(text))).toStrictEqual(value)
    expect(decode(codec('Maps'), encode(codec('Maps'), value))).toStrictEqual(value)
    const tooDeep = { deep: nest(64) }
    expect(() => textOf(codec('Maps'), tooDeep)).toThrow('more than 64 structs')
    expect(() => codec('Maps').fromJson(JSON.parse(text.replace('{}', '{"a":{}}')))).toThrow(
      'more than 64 structs',
    )
    expect(() => encode(codec('Maps'), tooDeep)).toThrow('more than 64 structs')
  })

  test('leaves out what is missing', () => {
    for (const [name, item] of Object.entries(JSON.parse(JSON_TEXT)))
      expect(textOf(codec('All'), { [name]: VALUE[name as keyof typeof VALUE] })).toBe(
        JSON.stringify({ [name]: item }),
      )
    expect([textOf(codec('Empty'), {}), textOf(codec('All'), {})]).toEqual(['{}', '{}'])
  })

  test('gives a handler the same from JSON as from bytes', () => {
    const value = { money: 1.237, cheap: new Map([[0.004, true]]), prices: [0.05, -0.05], level: -0 }
    const json = { money: 1.237, cheap: { '0.004': true }, prices: [0.05, -0.05], level: -0 }
    const fromBytes = decode(codec('All'), encode(codec('All'), value))
    expect(codec('All').fromJson(json)).toStrictEqual(fromBytes)
    expect(textOf(codec('All'), value)).toBe(
      '{"level":0,"money":1.24,"prices":[0.1,-0.1],"cheap":{"0":true}}',
    )
  })

  test('drops what the schema does not know', () => {
    const item = codec('Item').fromJson(JSON.parse('{"id":1,"more":{"x":1},"__proto__":{"count":9}}'))
    expect(Object.keys(item as object)).toEqual(['id', 'count'])
    expect(item).toEqual({ id: 1, count: undefined })
  })

  test('takes names that every object inherits for fields, and never for values', () => {
    expect(textOf(codec('Odd'), codec('Odd').fromJson({}))).toBe('{}')
    const text = '{"__proto__":7,"constructor":"x","toString":[1]}'
    const value = codec('Odd').fromJson(JSON.parse(text)) as object
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(textOf(codec('Odd'), value)).toBe(text)
  })

  test('keeps nothing of the JSON it was given', () => {
    const json = { bag: [{ id: 1 }] }
    const value = codec('All').fromJson(json) as typeof json
    json.bag[0]!.id = 2
    json.bag.push({ id: 3 })
    expect(value.bag).toEqual([{ id: 1, count: undefined }])
  })

  test.each([
    ['no object', 'x', 'expected All, got "x"'],
    ['an array', [], 'expected All, got an array'],
    ['null', null, 'expected All, got null'],
    ['null for a field', { text: null }, 'text: expected string, got null'],
    ['a string for an integer', { bag: [{}, { count: '1' }] }, ITEM_ERROR],
    ['a fraction', { bag: [{}, { count: 1.5 }] }, ITEM_ERROR],
    ['an integer beyond 2^53', { levels: [2 ** 53] }, 'levels[0]: expected integer within'],
    [
      'half a surrogate pair',
      JSON.parse('{"text":"\\ud800"}'),
      'text: expected string without lone surrogates',
    ],
    ['no base64', { icon: 'AP8HAQ=' }, 'icon: expected base64, got "AP8HAQ="'],
    ['base64 for URLs', { icons: ['AA==', '-_-_'] }, 'icons[1]: expected base64'],
    ['an object for an array', { names: {} }, 'names: expected an array, got an object'],
    ['an object for a keyed array', { byId: { 7: { id: 7 } } }, 'byId: expected an array'],
    [
      'an element without its key',
      { byId: [{ id: 7 }, { count: 1 }] },
      'byId[1].id: expected integer, got undefined',
    ],
    ['an array for pairs', { byName: [] }, 'byName: expected an object, got an array'],
    ['a wrong value of a pair', { byName: { a: { id: 'x' } } }, 'byName["a"].id: expected integer, got "x"'],
    ['a name that is no integer key', { lists: { '1.5': [] } }, 'lists["1.5"]: expected an integer as key'],
    [
      'a name with spaces for an integer key',
      { lists: { ' 1': [] } },
      'lists[" 1"]: expected an integer as key',
    ],
    ['a name that is no boolean key', { deep: { yes: {} } }, 'deep["yes"]: expected a boolean as key'],
    ['a name that is no number key', { cheap: { '0x10': true } }, 'cheap["0x10"]: expected a number as key'],
    ['a wrong boolean', { flags: [0] }, 'flags[0]: expected boolean, got 0'],
    ['a wrong double', { x: '1' }, 'x: expected number, got "1"'],
  ])('refuses JSON with %s', (_what, json, message) => {
    expect(() => codec('All').fromJson(json)).toThrow(message)
    expect(() => codec('All').fromJson(json)).toThrow(SprotoJsonError)
  })

  test.each([
    ['NaN', { x: Number.NaN }, 'x: expected finite number, got NaN'],
    [
      'infinity',
      { points: [1, Number.POSITIVE_INFINITY] },
      'points[1]: expected finite number, got Infinity',
    ],
    ['half a surrogate pair', { text: '\udc00' }, 'text: expected string without'],
    ['a bigint', { level: 1n }, 'level: expected integer, got 1n'],
    ['text for bytes', { icon: 'AAAA' }, 'icon: expected Uint8Array, got "AAAA"'],
    ['an array for a map', { byId: [{ id: 1 }] }, 'byId: expected a Map, got an array'],
    [
      'an element under another key',
      { byId: new Map([[1, { id: 2 }]]) },
      'byId[1].id: expected its key 1, got 2',
    ],
    ['an object for a map of pairs', { byName: {} }, 'byName: expected a Map, got an object'],
    [
      'a pair without a value',
      { byName: new Map([['a', undefined]]) },
      'byName["a"]: expected Item, got undefined',
    ],
    ['a wrong key of a pair', { byName: new Map([[7, {}]]) }, 'byName[7]: expected a string as key, got 7'],
  ])('refuses to make JSON of %s', (_what, value, message) => {
    const make = () => textOf(codec('All'), value)
    expect(make).toThrow(message)
    expect(make).toThrow(SprotoJsonError)
  })

  test('refuses more than 64 structs within each other', () => {
    const nest = (levels: number): object => (levels === 1 ? {} : { children: [nest(levels - 1)] })
    expect(present(codec('Tree').fromJson(nest(64)))).toEqual(nest(64))
    for (const way of [
      codec('Tree').fromJson.bind(codec('Tree')),
      (value: object) => textOf(codec('Tree'), value),
    ])
      expect(() => way(nest(65))).toThrow('more than 64 structs within each other')
  })
})
