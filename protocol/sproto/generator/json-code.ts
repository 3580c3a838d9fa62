// Generates `parseNAME` (a JSON body to a value), `plainNAME` (the way back) and `textNAME` (the JSON text of that).

import type { Field } from '../schema/schema.ts'
import { type Context, indent, isEndless, mapName, property, suffixOf, take } from './shape.ts'

export function jsonFunctions(context: Context): string[] {
  const maps = isEndless(context.type) ? [PARSE, PLAIN].map(way => mapFunction(context, way)) : []
  return [objectFunction(context, PARSE), objectFunction(context, PLAIN), textFunction(context), ...maps]
}

/** One direction: how a struct, bytes and the two kinds of map cross over. */
interface Way {
  readonly prefix: string
  readonly binary: string
  readonly keyed: (item: string, field: Field, v: string) => string
  readonly pairs: (item: string, field: Field, v: string) => string
}

const PARSE: Way = {
  prefix: 'parse',
  binary: 'bytesOfBase64',
  keyed: (item, field, v) =>
    `new Map(arrayOf(${v}).map(json => { const item = ${item}; return [${take('item', field.key!)} ?? refuse(), item] }))`,
  pairs: (item, field, v) =>
    `new Map(Object.entries(isStruct(${v}) ? ${v} : refuse()).map(([name, json]) => [keyFromName('${field.key!.kind}', ${field.key!.scale}, name), ${item}]))`,
}

const PLAIN: Way = {
  prefix: 'plain',
  binary: 'base64Of',
  keyed: (item, field, v) =>
    `Array.from(mapOf(${v}), ([key, json]) => isStruct(json) && isKey(${take('json', field.key!)}, key) ? ${item} : refuse())`,
  pairs: (item, field, v) =>
    `Array.from(mapOf(${v})).reduce<Fields>((object, [key, json]) => { setField(object, nameOfKey(${scalarOf(field.key!, 'key', 'base64Of')}), ${item}); return object }, {})`,
}

const SCALARS = { boolean: 'booleanOf', double: 'doubleOf', integer: 'integerOf', string: 'textOf' }

function scalarOf(field: Field, v: string, binary: string): string {
  if (field.kind === 'binary') return `${binary}(${v})`
  if (field.kind === 'fixed') return `fixedNumberOf(${v}, ${field.scale})`
  return field.kind === 'struct' ? v : `${SCALARS[field.kind]}(${v})`
}

function objectFunction(context: Context, way: Way): string {
  const { type, names, isDeep } = context
  const isTyped = way.prefix === 'parse'
  const fields = type.fields.map(
    (field, i) =>
      `  ${property(field)}: f${i} === undefined ? undefined : ${convert(context, way, field, `f${i}`)},`,
  )
  const lines = [
    'if (!isStruct(json)) return refuse()',
    ...(isDeep ? ['checkDepth(depth)'] : []),
    ...type.fields.map((field, i) => `const f${i} = ${take('json', field)}`),
    ...(fields.length === 0 ? ['return {}'] : ['return {', ...fields, '}']),
  ]
  const depth = isDeep || type.fields.some(field => field.type) ? 'depth' : '_depth'
  const result = isTyped ? names.get(type) : 'Fields'
  const head = `function ${way.prefix}${names.get(type)}(json: unknown, ${depth}: number): ${result} {`
  return [head, ...indent(lines), '}', ''].join('\n')
}

/** A map without end goes through a function of its own; `depth` is that of the struct which holds it. */
function mapFunction(context: Context, way: Way): string {
  const { type, names } = context
  const [key, value] = type.byTag
  const name = mapName(type, names)
  const result = way.prefix === 'parse' ? name : 'Fields'
  const pairs = way.pairs(convert(context, way, value!, 'json', 2), { ...value!, key: key! }, 'map')
  const lines = ['checkDepth(depth)', `return ${pairs}`]
  return [
    `function ${way.prefix}${name}(map: unknown, depth: number): ${result} {`,
    ...indent(lines),
    '}',
    '',
  ].join('\n')
}

function convert(context: Context, way: Way, field: Field, v: string, depth = 1): string {
  const struct = (json: string): string =>
    `${way.prefix}${suffixOf(context, field)}(${json}, depth + ${depth})`
  if (field.value && isEndless(field.type!))
    return `${way.prefix}${mapName(field.type!, context.names)}(${v}, depth${depth > 1 ? ` + ${depth - 1}` : ''})`
  if (field.value) {
    const element = { ...context, type: field.type! }
    return way.pairs(convert(element, way, field.value, 'json', depth + 1), field, v)
  }
  if (field.key) return way.keyed(struct('json'), field, v)
  if (field.isArray)
    return `arrayOf(${v}).map(json => ${field.type ? struct('json') : scalarOf(field, 'json', way.binary)})`
  return field.type ? struct(v) : scalarOf(field, v, way.binary)
}

function textFunction(context: Context): string {
  const { type, names, isDeep } = context
  const lines = [
    'if (!isStruct(value)) return refuse()',
    ...(isDeep ? ['checkDepth(depth)'] : []),
    ...type.fields.map((field, i) => `const f${i} = ${take('value', field)}`),
    ...(type.fields.length === 0 ? ["return '{}'"] : textLines(context)),
  ]
  const depth = isDeep || type.fields.some(field => field.type) ? 'depth' : '_depth'
  const head = `function text${names.get(type)}(value: unknown, ${depth}: number): string {`
  return [head, ...indent(lines), '}', ''].join('\n')
}

function textLines(context: Context): string[] {
  const fields = context.type.fields.flatMap((field, i) => {
    const name = `'${i === 0 ? '' : ','}"${field.name}":'`
    const start = i === 0 ? name : `(text === '{' ? '"${field.name}":' : ${name})`
    return `if (f${i} !== undefined) text += ${start} + ${textOf(context, field, `f${i}`)}`
  })
  return ["let text = '{'", ...fields, "return text + '}'"]
}

function textOf(context: Context, field: Field, v: string): string {
  if (field.key) return `JSON.stringify(${convert(context, PLAIN, field, v)})`
  if (!field.isArray) return itemText(context, field, v)
  return `'[' + arrayOf(${v}).map(item => ${itemText(context, field, 'item')}).join(',') + ']'`
}

function itemText(context: Context, field: Field, v: string): string {
  if (field.type) return `text${suffixOf(context, field)}(${v}, depth + 1)`
  if (field.kind === 'string') return `quote(${v})`
  if (field.kind === 'binary') return `'"' + base64Of(${v}) + '"'`
  return `String(${scalarOf(field, v, 'base64Of')})`
}
