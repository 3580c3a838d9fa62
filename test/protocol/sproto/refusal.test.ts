import { describe, expect, test } from 'vitest'
import { SprotoEncodeError, Writer } from '../../../protocol/sproto/index.ts'
import { bothWays, encode } from './compile.ts'

const SCHEMA = `
.Item { id 0 : integer  count 1 : integer }
.Pair { key 0 : string  item 1 : Item }
.Role {
  name 0 : string  level 1 : integer  vip 2 : boolean  x 3 : double  money 4 : integer(2)  icon 5 : binary
  bag 6 : *Item  byId 7 : *Item(id)  byName 8 : *Pair()  best 9 : Item
  names 10 : *string  flags 11 : *boolean  points 12 : *double  prices 13 : *integer(1)  icons 14 : *binary
  levels 15 : *integer
}
.Message { role 0 : Role }
`
const ways = await bothWays(SCHEMA)

/** What is wrong, the role that has it, and the message that names it. */
const WRONG: [string, unknown, string][] = [
  [
    'a string for an integer, deep inside',
    { bag: [{}, {}, {}, { count: 'x' }] },
    'role.bag[3].count: expected integer, got "x"',
  ],
  ['no struct', 'x', 'role: expected Role, got "x"'],
  ['null for a struct', null, 'role: expected Role, got null'],
  ['an array for a struct', [], 'role: expected Role, got an array'],
  ['a number for a string', { name: 7 }, 'role.name: expected string, got 7'],
  ['null for a string', { name: null }, 'role.name: expected string, got null'],
  ['half a surrogate pair', { name: 'a\ud800b' }, 'role.name: expected string without lone surrogates'],
  [
    'half a pair in a long string',
    { name: `${'a'.repeat(300)}\udc00` },
    'role.name: expected string without lone surrogates',
  ],
  ['a fraction for an integer', { level: 1.5 }, 'role.level: expected integer, got 1.5'],
  ['NaN for an integer', { level: Number.NaN }, 'role.level: expected integer, got NaN'],
  [
    'an imprecise number for an integer',
    { level: 2 ** 53 },
    'role.level: expected integer within ±(2^53 - 1), got 9007199254740992',
  ],
  [
    'a bigint beyond 64 bits',
    { level: 2n ** 63n },
    'role.level: expected integer within 64 bits, got 9223372036854775808n',
  ],
  ['a number for a boolean', { vip: 1 }, 'role.vip: expected boolean, got 1'],
  ['a string for a double', { x: '1' }, 'role.x: expected number, got "1"'],
  [
    'a fixed-point number beyond 64 bits',
    { money: 1e18 },
    'role.money: expected number within 64 bits, got 1000000000000000000',
  ],
  [
    'NaN for a fixed-point number',
    { money: Number.NaN },
    'role.money: expected number within 64 bits, got NaN',
  ],
  ['text for bytes', { icon: 'x' }, 'role.icon: expected Uint8Array, got "x"'],
  ['an object for an array', { bag: {} }, 'role.bag: expected an array, got an object'],
  ['undefined in an array', { bag: [undefined] }, 'role.bag[0]: expected Item, got undefined'],
  ['an array for a map', { byId: [] }, 'role.byId: expected a Map, got an array'],
  ['an object for a map of pairs', { byName: {} }, 'role.byName: expected a Map, got an object'],
  [
    'a wrong element of a map',
    { byId: new Map([[1, { id: 1, count: 'x' }]]) },
    'role.byId[1].count: expected integer, got "x"',
  ],
  [
    'an element under another key',
    { byId: new Map([[1, { id: 2 }]]) },
    'role.byId[1].id: expected its key 1, got 2',
  ],
  [
    'an element without its key',
    { byId: new Map([[1, {}]]) },
    'role.byId[1].id: expected its key 1, got undefined',
  ],
  [
    'a wrong key of a pair',
    { byName: new Map([[1, {}]]) },
    'role.byName[1]: expected a string as key, got 1',
  ],
  [
    'a pair without a value',
    { byName: new Map([['a', undefined]]) },
    'role.byName["a"]: expected Item, got undefined',
  ],
  [
    'a wrong value of a pair',
    { byName: new Map([['a', { id: 'x' }]]) },
    'role.byName["a"].id: expected integer, got "x"',
  ],
  ['a wrong string in an array', { names: ['a', 1] }, 'role.names[1]: expected string, got 1'],
  ['a wrong boolean in an array', { flags: [true, 'false'] }, 'role.flags[1]: expected boolean, got "false"'],
  ['a wrong double in an array', { points: [1, null] }, 'role.points[1]: expected number, got null'],
  [
    'a wrong fixed-point number in an array',
    { prices: [1, '2'] },
    'role.prices[1]: expected number, got "2"',
  ],
  [
    'wrong bytes in an array',
    { icons: [new Uint8Array(1), [1]] },
    'role.icons[1]: expected Uint8Array, got an array',
  ],
  ['a wrong integer in an array', { levels: [1, 'x'] }, 'role.levels[1]: expected integer, got "x"'],
  [
    'a bigint beyond 64 bits in an array',
    { levels: [1, 2n ** 64n] },
    'role.levels[1]: expected integer within 64 bits',
  ],
  ['a symbol', { level: Symbol('x') }, 'role.level: expected integer, got a symbol'],
  ['a function', { names: () => [] }, 'role.names: expected an array, got a function'],
]

describe.each(ways)('%s', (_, codec) => {
  test.each(WRONG)('refuses %s, naming where', (_what, role, message) => {
    expect(() => encode(codec('Message'), { role })).toThrow(message)
    expect(() => encode(codec('Message'), { role })).toThrow(SprotoEncodeError)
  })

  test('leaves the writer as it was when it refuses', () => {
    const out = new Writer()
    codec('Item').encode({ id: 1 }, out)
    const before = out.pos
    expect(() => codec('Message').encode({ role: { name: 'x', level: 'y' } }, out)).toThrow(SprotoEncodeError)
    expect(out.pos).toBe(before)
  })

  test('names the path without quoting all of a long text', () => {
    expect(() => encode(codec('Message'), { role: { level: 'x'.repeat(1000) } })).toThrow(/^.{1,120}$/)
  })
})
