// Generates `parseNAME` (a JSON body to a value) and `textNAME` (a value to its JSON text).

import type { Field } from '../schema/schema.ts'
import { blankScalar } from '../value/blank.ts'
import {
  blankObject,
  type Context,
  indent,
  isEndless,
  mapName,
  property,
  suffixOf,
  take,
  takeAll,
} from './shape.ts'
import { itemOf, typeOf } from './types.ts'

export function jsonFunctions(context: Context): string[] {
  const maps = isEndless(context.type) ? [...parseMapFunction(context), ...textMapFunction(context)] : []
  return [...parseFunction(context), ...textFunction(context), ...maps]
}

function parseFunction(context: Context): string[] {
  const { type, names, isDeep } = context
  const fields = type.fields.map(
    (field, i) =>
      `  ${property(field)}: f${i} === undefined ? ${blankOf(context, field)} : ${parse(context, field, `f${i}`)},`,
  )
  const lines = [
    ...takeAll('json', type.fields),
    ...(isDeep ? ['checkDepth(depth)'] : []),
    'return {',
    ...fields,
    '}',
  ]
  const head = `export function parse${names.get(type)}(json: unknown, ${depthOf(context)}: number): ${names.get(type)} {`
  return [head, ...indent(lines), '}']
}

const depthOf = ({ type, isDeep }: Context): string =>
  isDeep || type.fields.some(field => field.type) ? 'depth' : '_depth'

function blankOf(context: Context, field: Field): string {
  if (!field.isGiven) return 'undefined'
  const blank = blankScalar(field)
  if (blank !== undefined) return blank === '' ? "''" : String(blank)
  return blankObject(field, `parse${field.type && suffixOf(context, field)}({}, 0)`)
}

/** The value of `v`, which is there; a struct in it is `deeper` than the one that holds the field. */
function parse(context: Context, field: Field, v: string, deeper = 1): string {
  const struct = (json: string): string => `parse${suffixOf(context, field)}(${json}, depth + ${deeper})`
  if (field.value && isEndless(field.type!))
    return `parse${mapName(field.type!, context.names)}(${v}, ${depthPlus(deeper - 1)})`
  if (field.value) {
    const element = { ...context, type: field.type! }
    return parsePairs(context, field, v, parse(element, field.value, 'json', deeper + 1))
  }
  if (field.key) return parseKeyed(context, field, v, struct('json'))
  if (field.isArray)
    return `arrayOf(${v}).map(json => ${field.type ? struct('json') : scalarOf(field, 'json')})`
  return field.type ? struct(v) : scalarOf(field, v)
}

const depthPlus = (more: number): string => (more > 0 ? `depth + ${more}` : 'depth')

function parsePairs({ names, isWide }: Context, field: Field, v: string, value: string): string {
  const { key } = field
  const types = `${itemOf(key!, names, isWide)}, ${typeOf(field.value!, names, isWide)}`
  return `mapOfPairs<${types}>(${v}, name => keyFromName('${key!.kind}', ${key!.scale}, name), json => ${value})`
}

function parseKeyed({ names, isWide }: Context, field: Field, v: string, item: string): string {
  const types = `${itemOf(field.key!, names, isWide)}, ${names.get(field.type!)}`
  return `mapOfItems<${types}>(${v}, json => ${item}, item => ${take('item', field.key!)})`
}

const SCALARS = { boolean: 'booleanOf', double: 'doubleOf', integer: 'integerOf', string: 'textOf' }

function scalarOf(field: Field, v: string): string {
  if (field.kind === 'binary') return `bytesOfBase64(${v})`
  if (field.kind === 'fixed') return `fixedNumberOf(${v}, ${field.scale})`
  return `${SCALARS[field.kind as keyof typeof SCALARS]}(${v})`
}

/** A map without end goes through a function of its own; `depth` is that of the struct which holds it. */
function parseMapFunction(context: Context): string[] {
  const { type, names } = context
  const [key, value] = type.byTag
  const name = mapName(type, names)
  const pairs = parsePairs(
    context,
    { ...value!, key: key!, value: value! },
    'map',
    parse(context, value!, 'json', 2),
  )
  const head = `export function parse${name}(map: unknown, depth: number): ${name} {`
  return [head, '  checkDepth(depth)', `  return ${pairs}`, '}']
}

function textFunction(context: Context): string[] {
  const { type, names, isDeep } = context
  const fields = type.fields.map((field, i) => {
    const item = text(context, field, `f${i}`)
    if (i === 0) return `let text = f0 === undefined ? '{' : '{"${field.name}":' + ${item}`
    return `if (f${i} !== undefined) text += (text === '{' ? '"${field.name}":' : ',"${field.name}":') + ${item}`
  })
  const lines = [
    ...takeAll('value', type.fields),
    ...(isDeep ? ['checkDepth(depth)'] : []),
    ...fields,
    "return text + '}'",
  ]
  const head = `export function text${names.get(type)}(value: unknown, ${depthOf(context)}: number): string {`
  return [head, ...indent(lines), '}']
}

function text(context: Context, field: Field, v: string, deeper = 1): string {
  if (field.value && isEndless(field.type!))
    return `text${mapName(field.type!, context.names)}(${v}, ${depthPlus(deeper - 1)})`
  if (field.value) {
    const element = { ...context, type: field.type! }
    return textPairs(field, v, text(element, field.value, 'item', deeper + 1))
  }
  const item = (of: string): string => itemText(context, field, of, deeper)
  if (field.key) return `textOfItems(${v}, item => ${take('item', field.key)}, item => ${item('item')})`
  return field.isArray ? `'[' + arrayOf(${v}).map(item => ${item('item')}).join(',') + ']'` : item(v)
}

function textPairs({ key }: Field, v: string, item: string): string {
  const name = key!.kind === 'binary' ? 'base64Of(key)' : scalarOf(key!, 'key')
  return `textOfPairs(${v}, key => nameOfKey(${name}), item => ${item})`
}

function textMapFunction(context: Context): string[] {
  const { type, names } = context
  const [key, value] = type.byTag
  const pairs = textPairs({ ...value!, key: key! }, 'map', text(context, value!, 'item', 2))
  const head = `export function text${mapName(type, names)}(map: unknown, depth: number): string {`
  return [head, '  checkDepth(depth)', `  return ${pairs}`, '}']
}

function itemText(context: Context, field: Field, v: string, deeper: number): string {
  if (field.type) return `text${suffixOf(context, field)}(${v}, depth + ${deeper})`
  if (field.kind === 'string') return `quote(${v})`
  if (field.kind === 'binary') return `'"' + base64Of(${v}) + '"'`
  return `String(${scalarOf(field, v)})`
}
