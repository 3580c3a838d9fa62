// Reads the schema language into a tree, one function per rule of its grammar. It knows no scope and checks
// no name: resolve.ts does.
//
//   schema    { "." type | protocol }
//   type      NAME "{" { field | "." type } "}"
//   field     NAME TAG ":" [ "*" ] TYPENAME [ "(" [ KEY | DIGITS ] ")" ]
//   protocol  NAME TAG "{" { ( "request" | "response" ) ( TYPENAME | "nil" | "{" … "}" ) } "}"

import { SprotoSyntaxError } from '../errors.ts'
import { type Mark, type Place, type Token, tokenize } from './lexer.ts'
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
  mark: Mark
}

export interface TypeNode {
  name: string
  place: Place
  fields: FieldNode[]
  types: TypeNode[]
  comment: string
  /** Of the fields that have none of their own. */
  mark: Mark
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
  /** Of the bodies in place that have none of their own. */
  mark: Mark
}

export interface Tree {
  types: TypeNode[]
  protocols: ProtocolNode[]
}

const describe = (token: Token): string => (token.kind === 'end' ? 'the end of the text' : `"${token.text}"`)

const commentOf = (first: Token, last: Token): string =>
  [first.above, first === last ? '' : first.behind, last.behind].filter(text => text !== '').join('\n')

/** The mark of what begins with the first of these tokens and has the others: the last one that is there counts. */
const markOf = (...tokens: readonly Token[]): Mark =>
  tokens.reduce<Mark>((mark, token) => token.mark ?? mark, undefined)

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

  /** The token that was taken last. */
  get #last(): Token {
    return this.#tokens[this.#next - 1]!
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
    return this.#struct(name.text, name, dot)
  }

  /** `first`: its first token, which has the comment above it. */
  #struct(name: string, place: Place, first: Token): TypeNode {
    const open = this.#sign('{')
    if (++this.#depth > DEEPEST) throw new SprotoSyntaxError(`types nested more than ${DEEPEST} deep`, place)
    const comment = first.above || open.behind
    const type: TypeNode = { name, place, fields: [], types: [], comment, mark: undefined }
    while (!this.#skips('}')) {
      if (this.#peek.text === '.') type.types.push(this.#type())
      else if (this.#peek.kind === 'word') type.fields.push(this.#field())
      else this.#fail('a field ("name 0 : type"), a nested type (".Name") or "}"')
    }
    this.#depth--
    type.mark = markOf(first, open, this.#last)
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
    const comment = commentOf(name, this.#last)
    const mark = markOf(name, this.#last)
    return { name, tag, isArray, typeName, typePlace, argument, comment, mark }
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
    const mark = undefined
    const node: ProtocolNode = { name, tag, request: undefined, response: undefined, comment, mark }
    while (!this.#skips('}')) {
      const part = this.#peek.text
      if (part !== 'request' && part !== 'response') this.#fail('"request", "response" or "}"')
      if (node[part])
        throw new SprotoSyntaxError(`the protocol "${name.text}" has a ${part} already`, this.#peek)
      node[part] = this.#body(`${name.text}.${part}`)
    }
    node.mark = markOf(name, open, this.#last)
    return node
  }

  #body(name: string): BodyNode {
    const keyword = this.#tokens[this.#next++]!
    if (this.#peek.text === '{') return { place: keyword, type: this.#struct(name, keyword, keyword) }
    if (this.#peek.kind !== 'word') this.#fail('the name of a type, "nil" or "{"')
    const place = this.#peek
    return { place, type: this.#typeName() }
  }
}
