// Reads the schema language into a tree, one function per rule of its grammar. It knows no scope and checks
// no name: resolve.ts does.
//
//   schema    { "." type | protocol }
//   type      NAME "{" { field | "." type } "}"
//   field     NAME TAG ":" [ "*" ] TYPENAME [ "(" [ KEY | DIGITS ] ")" ]
//   protocol  NAME TAG "{" { ( "request" | "response" ) ( TYPENAME | "nil" | "{" … "}" ) } "}"

import { SprotoSyntaxError } from '../errors.ts'
import { type Place, type Token, tokenize } from './lexer.ts'
import type { SchemaFile } from './schema.ts'

export interface FieldNode {
  name: Token
  tag: Token
  isArray: boolean
  typeName: string
  typePlace: Place
  /** What stands in the brackets behind the type; its text is '' for `()`. */
  argument: Token | undefined
  comment: string
}

export interface TypeNode {
  name: string
  place: Place
  fields: FieldNode[]
  types: TypeNode[]
  comment: string
}

export interface BodyNode {
  place: Place
  /** The type in place, or the name of one; `nil` is a name here. */
  type: TypeNode | string
}

export interface ProtocolNode {
  name: Token
  tag: Token
  request: BodyNode | undefined
  response: BodyNode | undefined
  comment: string
}

export interface Tree {
  types: TypeNode[]
  protocols: ProtocolNode[]
}

const describe = (token: Token): string => (token.kind === 'end' ? 'the end of the text' : `"${token.text}"`)

const commentOf = (first: Token, last: Token): string =>
  [first.above, first === last ? '' : first.behind, last.behind].filter(text => text !== '').join('\n')

/** Throws SprotoSyntaxError at the first token that fits no rule, saying what was expected there. */
export function parseFile(file: SchemaFile): Tree {
  return new Parser(tokenize(file.text, file.name || undefined)).schema()
}

/** Types in types: a schema that goes on deeper is damaged, or means harm. */
const DEEPEST = 64

class Parser {
  readonly #tokens: readonly Token[]
  #next = 0
  #depth = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  schema(): Tree {
    const tree: Tree = { types: [], protocols: [] }
    while (this.#peek.kind !== 'end') {
      if (this.#peek.text === '.') tree.types.push(this.#type())
      else if (this.#peek.kind === 'word') tree.protocols.push(this.#protocol())
      else this.#fail('a type (".Name") or a protocol ("name 1")')
    }
    return tree
  }

  get #peek(): Token {
    return this.#tokens[this.#next]!
  }

  #fail(expected: string): never {
    throw new SprotoSyntaxError(`expected ${expected}, got ${describe(this.#peek)}`, this.#peek)
  }

  #take(kind: Token['kind'], expected: string): Token {
    if (this.#peek.kind !== kind) this.#fail(expected)
    return this.#tokens[this.#next++]!
  }

  #sign(text: string): Token {
    if (this.#peek.text !== text) this.#fail(`"${text}"`)
    return this.#tokens[this.#next++]!
  }

  #skips(text: string): boolean {
    if (this.#peek.text !== text) return false
    this.#next += 1
    return true
  }

  #type(): TypeNode {
    const dot = this.#sign('.')
    const name = this.#take('word', 'the name of the type')
    return this.#struct(name.text, name, dot.above)
  }

  #struct(name: string, place: Place, above: string): TypeNode {
    const open = this.#sign('{')
    if (++this.#depth > DEEPEST) throw new SprotoSyntaxError(`types nested more than ${DEEPEST} deep`, place)
    const type: TypeNode = { name, place, fields: [], types: [], comment: above || open.behind }
    while (!this.#skips('}')) {
      if (this.#peek.text === '.') type.types.push(this.#type())
      else if (this.#peek.kind === 'word') type.fields.push(this.#field())
      else this.#fail('a field ("name 0 : type"), a nested type (".Name") or "}"')
    }
    this.#depth--
    return type
  }

  #field(): FieldNode {
    const name = this.#take('word', 'the name of the field')
    const tag = this.#take('number', `the tag of the field "${name.text}"`)
    this.#sign(':')
    const isArray = this.#skips('*')
    const typePlace = this.#peek
    const typeName = this.#typeName()
    const argument = this.#peek.text === '(' ? this.#argument() : undefined
    const comment = commentOf(name, this.#tokens[this.#next - 1]!)
    return { name, tag, isArray, typeName, typePlace, argument, comment }
  }

  #typeName(): string {
    let name = this.#take('word', 'the name of a type').text
    while (this.#peek.text === '.' && this.#peek.glued && this.#tokens[this.#next + 1]?.glued) {
      this.#next += 1
      name += `.${this.#take('word', 'the name of a type').text}`
    }
    return name
  }

  #argument(): Token {
    const open = this.#sign('(')
    const argument = this.#peek.text === ')' ? { ...open, text: '' } : this.#peek
    if (argument.text !== '') {
      if (argument.kind !== 'word' && argument.kind !== 'number')
        this.#fail('a key, a number of decimals or ")"')
      this.#next += 1
    }
    this.#sign(')')
    return argument
  }

  #protocol(): ProtocolNode {
    const name = this.#take('word', 'the name of the protocol')
    const tag = this.#take('number', `the tag of the protocol "${name.text}"`)
    const open = this.#sign('{')
    const comment = name.above || open.behind
    const node: ProtocolNode = { name, tag, request: undefined, response: undefined, comment }
    while (!this.#skips('}')) {
      const part = this.#peek.text
      if (part !== 'request' && part !== 'response') this.#fail('"request", "response" or "}"')
      if (node[part])
        throw new SprotoSyntaxError(`the protocol "${name.text}" has a ${part} already`, this.#peek)
      node[part] = this.#body(`${name.text}.${part}`)
    }
    return node
  }

  #body(name: string): BodyNode {
    const keyword = this.#tokens[this.#next++]!
    if (this.#peek.text === '{') return { place: keyword, type: this.#struct(name, keyword, keyword.above) }
    if (this.#peek.kind !== 'word') this.#fail('the name of a type, "nil" or "{"')
    const place = this.#peek
    return { place, type: this.#typeName() }
  }
}
