// Makes a Schema of parsed files: collects every type under its full name, finds what each name means in its
// scope, and checks the rules of the language. Two passes, because types may be used before they are declared.

import { SprotoSyntaxError } from '../errors.ts'
import type { Mark, Place, Token } from './lexer.ts'
import { type BodyNode, type FieldNode, type ProtocolNode, parseFile, type TypeNode } from './parser.ts'
import type { Field, Kind, ProtocolDefinition, Schema, SchemaFile, StructType } from './schema.ts'
import { MAX_TAG } from './schema.ts'

type Draft<T> = { -readonly [K in keyof T]: T[K] }
type FieldDraft = Draft<Field>
type StructDraft = Omit<Draft<StructType>, 'fields'> & { fields: FieldDraft[] }

const BUILT_IN: ReadonlySet<string> = new Set<Kind>(['integer', 'double', 'boolean', 'string', 'binary'])

/** 10^9 is the last power that the original's 32-bit factor holds. */
const MAX_DECIMALS = 9

/**
 * Reads the schema language. Several files make one schema: one space of type names, protocol names and tags.
 * Throws SprotoSyntaxError with file, line, column and what was expected.
 */
export function parseSchema(source: string | readonly SchemaFile[]): Schema {
  const files = typeof source === 'string' ? [{ name: '', text: source }] : source
  return new Resolver(files).schema()
}

const fail = (reason: string, at: Place): never => {
  throw new SprotoSyntaxError(reason, at)
}

class Resolver {
  readonly #files: readonly SchemaFile[]
  readonly #types = new Map<string, StructDraft>()
  readonly #nodes = new Map<string, TypeNode>()

  constructor(files: readonly SchemaFile[]) {
    this.#files = files
  }

  schema(): Schema {
    const trees = this.#files.map(parseFile)
    const protocols = trees.reduce<ProtocolNode[]>((all, tree) => all.concat(tree.protocols), [])
    for (const tree of trees) for (const type of tree.types) this.#declare(type, type.name)
    for (const node of protocols)
      for (const body of [node.request, node.response])
        if (body && typeof body.type !== 'string') this.#declare(body.type, body.type.name, node.mark)
    for (const [name, node] of this.#nodes) this.#define(name, node)
    for (const [name, node] of this.#nodes) this.#resolveKeys(name, node)
    for (const [name, node] of this.#nodes) this.#checkGiven(name, node)
    return { files: this.#files, types: this.#types, protocols: this.#protocols(protocols) }
  }

  /** `mark`: that of the message, for a body in place. */
  #declare(node: TypeNode, name: string, mark?: Mark): void {
    if (BUILT_IN.has(name)) fail(`"${name}" is a built-in type`, node.place)
    if (this.#types.has(name)) fail(`the type "${name}" is declared twice`, node.place)
    const { file } = node.place
    this.#types.set(name, { name, fields: [], byTag: [], comment: node.comment, file })
    this.#nodes.set(name, { ...node, mark: node.mark ?? mark })
    for (const nested of node.types) this.#declare(nested, `${name}.${nested.name}`)
  }

  #define(name: string, node: TypeNode): void {
    const type = this.#types.get(name)!
    const taken: Taken = new Map()
    for (const item of node.fields) {
      const field = this.#field(item, claim(taken, 'field', item), name)
      field.isGiven = (item.mark ?? node.mark) === '!'
      type.fields.push(field)
    }
    type.byTag = [...type.fields].sort((a, b) => a.tag - b.tag)
  }

  #field(node: FieldNode, tag: number, scope: string): FieldDraft {
    const { typeName } = node
    const builtIn = BUILT_IN.has(typeName) ? (typeName as Kind) : undefined
    const type = builtIn ? undefined : this.#find(typeName, scope)
    if (!builtIn && !type) fail(`unknown type "${typeName}"`, node.typePlace)
    const isFixed = builtIn === 'integer' && node.argument !== undefined
    return {
      name: node.name.text,
      tag,
      kind: isFixed ? 'fixed' : (builtIn ?? 'struct'),
      scale: isFixed ? scaleOf(node) : 1,
      type,
      isArray: node.isArray,
      key: undefined,
      value: undefined,
      isGiven: false,
      comment: node.comment,
    }
  }

  /** Innermost scope first, as the original looks names up: `A.B.name`, `A.name`, `name`. */
  #find(name: string, scope: string): StructType | undefined {
    for (let outer = scope; ; outer = outer.slice(0, outer.lastIndexOf('.'))) {
      const found = this.#types.get(`${outer}.${name}`)
      if (found) return found
      if (!outer.includes('.')) return this.#types.get(name)
    }
  }

  #resolveKeys(name: string, node: TypeNode): void {
    const fields = this.#types.get(name)!.fields
    for (const [index, item] of node.fields.entries()) {
      const field = fields[index]!
      if (!item.argument || field.kind === 'fixed') continue
      if (!field.type || !field.isArray)
        fail('only "*Type" can have a key, only "integer" decimals', item.argument)
      const element = field.type!
      if (item.argument.text === '') this.#resolveMap(field, element, item.argument)
      else field.key = keyOf(element, item.argument.text, item.argument)
    }
  }

  /** A struct that is given and missing is filled with structs that are, so that none may hold itself. */
  #checkGiven(name: string, node: TypeNode): void {
    const type = this.#types.get(name)!
    for (const [index, field] of type.fields.entries())
      if (isFilledStruct(field) && holdsFilled(field.type!, type, new Set()))
        fail(`"#!": a "${name}" that always holds a "${name}" has no end`, node.fields[index]!.name)
  }

  #resolveMap(field: FieldDraft, element: StructType, at: Place): void {
    const [first, second] = element.byTag
    if (!first || !second || element.byTag.length !== 2)
      fail(
        `"*${element.name}()" needs a type of two fields, "${element.name}" has ${element.byTag.length}`,
        at,
      )
    field.key = keyOf(element, first!.name, at)
    field.value = second
  }

  #protocols(nodes: readonly ProtocolNode[]): Map<string, ProtocolDefinition> {
    const taken: Taken = new Map()
    const protocols = nodes.map(node => this.#protocol(node, claim(taken, 'protocol', node)))
    protocols.sort((a, b) => a.tag - b.tag)
    return new Map(protocols.map(protocol => [protocol.name, protocol]))
  }

  #protocol(node: ProtocolNode, tag: number): ProtocolDefinition {
    const isNil = node.response?.type === 'nil'
    return {
      name: node.name.text,
      tag,
      request: this.#body(node.request),
      response: this.#body(node.response),
      confirm: isNil,
      comment: node.comment,
      file: node.name.file,
      place: node.tag,
    }
  }

  #body(node: BodyNode | undefined): StructType | undefined {
    if (!node || node.type === 'nil') return undefined
    const name = typeof node.type === 'string' ? node.type : node.type.name
    return this.#types.get(name) ?? fail(`unknown type "${name}"`, node.place)
  }
}

const isFilledStruct = (field: Field): boolean => field.isGiven && field.type !== undefined && !field.isArray

/** Whether filling `type` fills one of `wanted` too. */
function holdsFilled(type: StructType, wanted: StructType, seen: Set<StructType>): boolean {
  if (type === wanted) return true
  if (seen.has(type)) return false
  seen.add(type)
  return type.fields.some(field => isFilledStruct(field) && holdsFilled(field.type!, wanted, seen))
}

/** Names, and tags with the name that has them. */
type Taken = Map<string | number, string>

/** Takes the name and the tag of `node`, and gives the tag. */
function claim(taken: Taken, what: string, node: { name: Token; tag: Token }): number {
  const tag = tagOf(node.tag)
  const name = node.name.text
  if (taken.has(name)) fail(`the ${what} "${name}" is declared twice`, node.name)
  if (taken.has(tag)) fail(`the tag ${tag} is taken by the ${what} "${taken.get(tag)}"`, node.tag)
  taken.set(name, name).set(tag, name)
  return tag
}

function tagOf(token: Place & { text: string }): number {
  const tag = Number(token.text)
  return tag <= MAX_TAG ? tag : fail(`expected a tag from 0 to ${MAX_TAG}, got ${token.text}`, token)
}

function scaleOf(node: FieldNode): number {
  const { text } = node.argument!
  const isCount = /^[0-9]+$/.test(text) && Number(text) <= MAX_DECIMALS
  if (!isCount) fail(`expected a number of decimals from 0 to ${MAX_DECIMALS}, got "${text}"`, node.argument!)
  return 10 ** Number(text)
}

function keyOf(element: StructType, name: string, at: Place): Field {
  const key = element.fields.find(field => field.name === name)
  if (!key) fail(`the key "${name}" is no field of "${element.name}"`, at)
  if (key!.isArray || key!.type) fail(`the key "${name}" of "${element.name}" must be of a built-in type`, at)
  return key!
}
