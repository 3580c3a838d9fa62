import { describe, expect, test } from 'vitest'
import { parseSchema, SprotoSyntaxError } from '../../../protocol/sproto/index.ts'

const fieldsOf = (text: string, type: string) =>
  parseSchema(text)
    .types.get(type)!
    .fields.map(field => [field.name, field.tag, field.type?.name ?? field.kind])

describe('the schema language', () => {
  test('nests types and finds names from the innermost scope outwards', () => {
    const text = `
      .A { .B { .C { x 0 : integer } c 0 : C  far 1 : D.E } b 0 : B  c 1 : B.C  d 2 : D }
      .D { .E { } e 0 : E  other 1 : A.B.C }
      .C { y 0 : string }
      .Uses { c 0 : C  .C { z 0 : boolean } }`
    expect(fieldsOf(text, 'A')).toEqual([
      ['b', 0, 'A.B'],
      ['c', 1, 'A.B.C'],
      ['d', 2, 'D'],
    ])
    expect(fieldsOf(text, 'A.B')).toEqual([
      ['c', 0, 'A.B.C'],
      ['far', 1, 'D.E'],
    ])
    expect(fieldsOf(text, 'D')).toEqual([
      ['e', 0, 'D.E'],
      ['other', 1, 'A.B.C'],
    ])
    expect(fieldsOf(text, 'Uses')).toEqual([['c', 0, 'Uses.C']])
  })

  test('may begin with a byte order mark', () => {
    expect(fieldsOf('\ufeff.A { x 0 : integer }', 'A')).toEqual([['x', 0, 'integer']])
    expect(() => parseSchema('\ufeff!')).toThrow(expect.objectContaining({ line: 1, column: 1 }))
  })

  test('knows every kind of field', () => {
    const text = `.K { .P { a 0 : integer b 1 : string }
      a 0 : integer  b 1 : integer(3)  c 2:double
      d 3 : boolean e 4 : string f 5 :binary g 6 : *P(a) h 7 : *P() i 8 : *integer ( 2 ) j 9 : *P( b ) }`
    const fields = parseSchema(text).types.get('K')!.fields
    expect(fields.map(field => field.kind)).toEqual([
      ...['integer', 'fixed', 'double', 'boolean', 'string', 'binary'],
      ...['struct', 'struct', 'fixed', 'struct'],
    ])
    expect(fields.map(field => field.isArray)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
      true,
      true,
      true,
      true,
    ])
    expect(fields.map(field => field.scale)).toEqual([1, 1000, 1, 1, 1, 1, 1, 1, 100, 1])
    expect(fields.map(field => [field.key?.name, field.value?.name])).toEqual([
      ...Array(6).fill([undefined, undefined]),
      ['a', undefined],
      ['a', 'b'],
      [undefined, undefined],
      ['b', undefined],
    ])
  })

  test('keeps the order of declaration beside the order of the tags', () => {
    const { fields, byTag } = parseSchema('.T { b 9 : integer a 2 : integer }').types.get('T')!
    expect([fields.map(f => f.name), byTag.map(f => f.name)]).toEqual([
      ['b', 'a'],
      ['a', 'b'],
    ])
  })

  test('knows protocols with types in place, by name, nil or none', () => {
    const { protocols } = parseSchema(`
      .Pos { .Deep { } x 0 : integer }
      move 2 { request Pos response Pos.Deep }
      login 1 { request { .In { a 0 : integer } in 0 : In pos 1 : Pos } response { ok 0 : boolean } }
      quit 5 { response nil }
      beat 3 { }
      odd 32766 { request nil }`)
    const seen = [...protocols.values()].map(p => [
      p.name,
      p.tag,
      p.request?.name,
      p.response?.name,
      p.confirm,
    ])
    expect(seen).toEqual([
      ['login', 1, 'login.request', 'login.response', false],
      ['move', 2, 'Pos', 'Pos.Deep', false],
      ['beat', 3, undefined, undefined, false],
      ['quit', 5, undefined, undefined, true],
      ['odd', 32766, undefined, undefined, false],
    ])
    expect(protocols.get('login')!.request!.fields.map(f => f.type!.name)).toEqual([
      'login.request.In',
      'Pos',
    ])
  })

  test('reads an empty text, and one that ends in a comment', () => {
    expect(parseSchema('').types.size).toBe(0)
    expect(parseSchema('.T {} # end').types.size).toBe(1)
  })

  test('keeps comments: above, and at the end of the line', () => {
    const schema = parseSchema(
      '# not this\n\n# A place.\n# On the map.\n.Pos {\n  # across\n  x 0 : integer # in m\n y 1 : integer\n}\r\n# Go.\ngo 1 {}',
    )
    const pos = schema.types.get('Pos')!
    expect(pos.comment).toBe('A place.\nOn the map.')
    expect(pos.fields.map(field => field.comment)).toEqual(['across\nin m', ''])
    expect(schema.protocols.get('go')!.comment).toBe('Go.')
  })

  test('takes several files for one schema', () => {
    const schema = parseSchema([
      { name: 'a.sproto', text: 'move 1 { request Pos }' },
      { name: 'b.sproto', text: '.Pos { x 0 : integer }' },
    ])
    expect(schema.protocols.get('move')).toMatchObject({ file: 'a.sproto', request: { name: 'Pos' } })
  })
})

describe('a wrong schema', () => {
  test.each([
    ['a character that means nothing', '.T {\n  a 0 : in$teger\n}', '2:11', 'unexpected character "$"'],
    ['a missing tag', '.T { a : integer }', '1:8', 'expected the tag of the field "a", got ":"'],
    ['a missing colon', '.T { a 0 integer }', '1:10', 'expected ":", got "integer"'],
    ['a missing type', '.T { a 0 : }', '1:12', 'expected the name of a type, got "}"'],
    [
      'an open type',
      '.T { a 0 : integer',
      '1:19',
      'expected a field ("name 0 : type"), a nested type (".Name") or "}"',
    ],
    ['a type without a name', '. {}', '1:3', 'expected the name of the type, got "{"'],
    ['a sign at the top', '}', '1:1', 'expected a type (".Name") or a protocol ("name 1"), got "}"'],
    ['a protocol without a tag', 'login { }', '1:7', 'expected the tag of the protocol "login", got "{"'],
    ['a third body', 'login 1 { reply {} }', '1:11', 'expected "request", "response" or "}", got "reply"'],
    ['a body twice', 'a 1 { request {} request {} }', '1:18', 'the protocol "a" has a request already'],
    ['a body of nothing', 'a 1 { request }', '1:15', 'expected the name of a type, "nil" or "{", got "}"'],
    ['an unknown type', '.T {\n\n  a 0 : Foo }', '3:9', 'unknown type "Foo"'],
    ['an unknown type of a request', 'a 1 { request Foo }', '1:15', 'unknown type "Foo"'],
    ['a scope that is not looked into', '.T { a 0 : In } .U { .In {} }', '1:12', 'unknown type "In"'],
    ['a type twice', '.T {}\n.T {}', '2:2', 'the type "T" is declared twice'],
    ['a nested type twice', '.T { .I {} .I {} }', '1:13', 'the type "T.I" is declared twice'],
    ['a built-in name', '.integer {}', '1:2', '"integer" is a built-in type'],
    ['a field twice', '.T { a 0 : integer a 1 : integer }', '1:20', 'the field "a" is declared twice'],
    ['a tag twice', '.T { a 7 : integer b 7 : integer }', '1:22', 'the tag 7 is taken by the field "a"'],
    ['a tag too high', '.T { a 32767 : integer }', '1:8', 'expected a tag from 0 to 32766, got 32767'],
    ['a protocol twice', 'a 1 {} a 2 {}', '1:8', 'the protocol "a" is declared twice'],
    ['a protocol tag twice', 'a 1 {} b 1 {}', '1:10', 'the tag 1 is taken by the protocol "a"'],
    ['a protocol tag too high', 'a 40000 {}', '1:3', 'expected a tag from 0 to 32766, got 40000'],
    [
      'a key that is no field',
      '.I { a 0 : string } .T { m 0 : *I(b) }',
      '1:35',
      'the key "b" is no field of "I"',
    ],
    [
      'a key that is an array',
      '.I { a 0 : *string } .T { m 0 : *I(a) }',
      '1:36',
      'must be of a built-in type',
    ],
    ['a key that is a struct', '.I { a 0 : I } .T { m 0 : *I(a) }', '1:30', 'must be of a built-in type'],
    [
      'a key without an array',
      '.I { a 0 : string } .T { m 0 : I(a) }',
      '1:34',
      'only "*Type" can have a key',
    ],
    ['a key of a string', '.T { m 0 : *string(a) }', '1:20', 'only "*Type" can have a key'],
    [
      'a map of one field',
      '.I { a 0 : string } .T { m 0 : *I() }',
      '1:34',
      'needs a type of two fields, "I" has 1',
    ],
    ['a map of three', '.I { a 0:string b 1:string c 2:string } .T { m 0 : *I() }', '1:54', '"I" has 3'],
    [
      'too many decimals',
      '.T { a 0 : integer(10) }',
      '1:20',
      'expected a number of decimals from 0 to 9, got "10"',
    ],
    [
      'decimals that are no number',
      '.T { a 0 : integer(x) }',
      '1:20',
      'expected a number of decimals from 0 to 9',
    ],
    [
      'decimals without any',
      '.T { a 0 : integer() }',
      '1:19',
      'expected a number of decimals from 0 to 9, got ""',
    ],
    ['an open bracket', '.T { a 0 : integer(2 }', '1:22', 'expected ")", got "}"'],
    ['a sign as key', '.T { a 0 : *T(*) }', '1:15', 'expected a key, a number of decimals or ")", got "*"'],
    ['two stars', '.T { a 0 : **T }', '1:13', 'expected the name of a type, got "*"'],
    ['types in types without end', '.T {'.repeat(100_000), '1:258', 'types nested more than 64 deep'],
  ])('is refused where it is wrong: %s', (_what, text, place, reason) => {
    let thrown: unknown
    try {
      parseSchema(text)
    } catch (error) {
      thrown = error
    }
    if (!(thrown instanceof SprotoSyntaxError)) throw new Error(`no SprotoSyntaxError but ${thrown}`)
    expect(`${thrown.line}:${thrown.column}`).toBe(place)
    expect(thrown.message).toContain(reason)
  })

  test('is named with its file', () => {
    const files = [
      { name: 'ok.sproto', text: '.T {}' },
      { name: 'bad.sproto', text: '\n.T {}' },
    ]
    expect(() => parseSchema(files)).toThrow('bad.sproto:2:2: the type "T" is declared twice')
  })
})
