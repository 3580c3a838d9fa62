// Fields that are marked as given, `#!`: what they read as where they are missing, by the interpreter and by generated code.

import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { parseSchema, Sproto, SprotoSyntaxError } from '../../../protocol/sproto/index.ts'
import { bothWays, decode, encode, textOf } from './compile.ts'

const SCHEMA = `
.Point { #!
  x 0 : integer
  y 1 : double
}
.Named { #!
  at 0 : Point
  note 1 : string  #? not always
}
.Pair { key 0 : string #!
  value 1 : integer #!
}
.All { #!
  n 0 : integer  fixed 1 : integer(2)  real 2 : double  flag 3 : boolean  text 4 : string  bytes 5 : binary
  list 6 : *integer  points 7 : *Point  byX 8 : *Point(x)  pairs 9 : *Pair()  named 10 : Named
}
.Wide { a 0 : integer b 1 : integer c 2 : integer d 3 : integer e 4 : integer f 5 : integer g 6 : integer h 7 : integer
  i 8 : integer j 9 : integer k 10 : integer l 11 : integer m 12 : string #!
}
.Odd { __proto__ 0 : integer  constructor 1 : *string  toString 2 : string } #!
.Flags { a 0 : boolean  b 1 : boolean } #!
`
const ways = await bothWays(SCHEMA, false)
const NOTHING = new Uint8Array(2)

const BLANK = {
  n: 0,
  fixed: 0,
  real: 0,
  flag: false,
  text: '',
  bytes: new Uint8Array(0),
  list: [],
  points: [],
  byX: new Map(),
  pairs: new Map(),
  named: { at: { x: 0, y: 0 }, note: undefined },
}

describe.each(ways)('%s', (_, codec) => {
  test('fills what is missing, from bytes as from JSON', () => {
    expect(decode(codec('All'), NOTHING)).toStrictEqual(BLANK)
    expect(codec('All').fromJson({})).toStrictEqual(BLANK)
    expect(isDeepStrictEqual(decode(codec('Odd'), NOTHING), codec('Odd').fromJson({}))).toBe(true)
    expect(Object.getOwnPropertyDescriptor(codec('Odd').fromJson({}), '__proto__')?.value).toBe(0)
    expect(decode(codec('Flags'), NOTHING)).toStrictEqual({ a: false, b: false })
  })

  test('gives what is there as ever, beside what is missing', () => {
    const value = { n: 7, text: 'x', points: [{ x: 1 }, { y: 0.5 }], named: { note: 'here' } }
    const filled = {
      ...BLANK,
      n: 7,
      text: 'x',
      points: [
        { x: 1, y: 0 },
        { x: 0, y: 0.5 },
      ],
      named: { at: { x: 0, y: 0 }, note: 'here' },
    }
    expect(decode(codec('All'), encode(codec('All'), value))).toStrictEqual(filled)
    expect(codec('All').fromJson(value)).toStrictEqual(filled)
  })

  test('fills the keys and values of maps', () => {
    const list = encode(codec('All'), { points: [{ y: 1 }] })
    list[2] = 2 * 8 - 1 // as byX, whose elements look the same
    expect(decode(codec('All'), list)).toMatchObject({ byX: new Map([[0, { x: 0, y: 1 }]]) })
    expect(codec('All').fromJson({ byX: [{ y: 1 }] })).toMatchObject({ byX: new Map([[0, { x: 0, y: 1 }]]) })
  })

  test('makes new objects each time', () => {
    const [one, two] = [0, 1].map(() => decode(codec('All'), NOTHING) as typeof BLANK)
    one!.points.push({ x: 1, y: 1 } as never)
    one!.named.at.x = 5
    expect(two).toStrictEqual(BLANK)
    expect(decode(codec('All'), NOTHING)).toStrictEqual(BLANK)
  })

  test('keeps all objects of a type in one shape, wide ones too', () => {
    expect(Object.keys(decode(codec('Wide'), encode(codec('Wide'), { c: 1 })) as object)).toEqual([
      ...'abcdefghijklm',
    ])
    expect(decode(codec('Wide'), NOTHING)).toMatchObject({ a: undefined, m: '' })
  })

  test('writes what it is given and no more', () => {
    expect(encode(codec('All'), {})).toEqual(NOTHING)
    expect(textOf(codec('All'), {})).toBe('{}')
    expect(textOf(codec('All'), { n: 0, list: [] })).toBe('{"n":0,"list":[]}')
    expect(encode(codec('Flags'), { b: true })).toEqual(Uint8Array.of(2, 0, 1, 0, 4, 0))
  })

  test('refuses what does not fit, given or not', () => {
    expect(() => codec('All').fromJson({ text: null })).toThrow('text: expected string, got null')
    expect(() => codec('All').fromJson({ named: { at: 1 } })).toThrow('named.at: expected Point, got 1')
  })
})

describe('the mark', () => {
  const given = (text: string, type = 'T') =>
    parseSchema(text)
      .types.get(type)!
      .fields.filter(field => field.isGiven)
      .map(field => field.name)

  test.each([
    ['behind a field', '.T {\n a 0 : integer #! why\n b 1 : integer\n}', ['a']],
    ['above a field', '.T {\n #! why\n a 0 : integer\n b 1 : integer\n}', ['a']],
    ['behind the brace of a type', '.T { #!\n a 0 : integer\n b 1 : integer #? not b\n}', ['a']],
    ['behind its last brace', '.T { a 0 : integer b 1 : integer } #!', ['a', 'b']],
    ['above it', '#! A type.\n.T { a 0 : integer }', ['a']],
    ['not in the type around it', '.T { #!\n a 0 : In\n .In { x 0 : integer }\n}', ['a']],
    ['no other comment', '.T { #!important\n a 0 : integer # !\n b 1 : integer #?!\n}', []],
    ['not a comment that ends before', '#! About the file.\n\n.T { a 0 : integer }', []],
  ])('stands %s', (_, text, fields) => {
    expect(given(text)).toEqual(fields)
  })

  test('of a message is that of its bodies, which may have their own', () => {
    const text =
      'go 1 { #!\n request {\n a 0 : integer\n }\n response { #?\n b 0 : integer\n c 1 : integer #!\n }\n}'
    expect([given(text, 'go.request'), given(text, 'go.response')]).toEqual([['a'], ['c']])
  })

  test('is not part of the comment', () => {
    const type = parseSchema('#! A place.\n.T {\n a 0 : integer #! across\n b 1 : integer #?\n}').types.get(
      'T',
    )!
    expect([type.comment, ...type.fields.map(field => field.comment)]).toEqual(['A place.', 'across', ''])
  })

  test('is refused where a struct would have to hold itself', () => {
    const text = '.Tree {\n name 0 : string\n next 1 : Twig #!\n}\n.Twig { #!\n tree 0 : Tree\n}'
    expect(() => parseSchema(text)).toThrow(
      expect.objectContaining({ constructor: SprotoSyntaxError, line: 3, column: 2 }),
    )
    expect(given('.T { #!\n children 0 : *T\n byName 1 : *T(name)\n name 2 : string\n}')).toHaveLength(3)
  })

  test('holds for the bodies of RPC packages, also for one that was left out', () => {
    const sproto = new Sproto(`
      .package { type 0 : integer session 1 : integer }
      ask 1 { request { a 0 : string } response { b 0 : integer } } #!`)
    const [server, client] = [sproto.host(), sproto.host()]
    const asked = server.dispatch(client.attach(sproto)('ask', undefined, 1))
    expect(asked).toMatchObject({ kind: 'request', body: { a: '' } })
    if (asked.kind !== 'request') throw new Error('no request')
    expect(client.dispatch(asked.reply({}))).toMatchObject({ kind: 'response', body: { b: 0 } })
  })
})
