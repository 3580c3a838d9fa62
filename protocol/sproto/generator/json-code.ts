// Generates `parseNAME` (a JSON body to a value) and `jsonNAME` (a value to its JSON text, in UTF-8).

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
  const maps = isEndless(context.type) ? [...parseMapFunction(context), ...jsonMapFunction(context)] : []
  return [...parseFunction(context), ...jsonFunction(context), ...maps]
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

function jsonFunction(context: Context): string[] {
  const { type, names, isDeep } = context
  const fields = type.fields.map((field, i) => {
    const name = `pos = putAscii(bytes, pos, ',"${field.name}":')`
    return `if (f${i} !== undefined) { ${name}; pos = ${json(context, field, `f${i}`)} }`
  })
  const lines = [
    ...takeAll('value', type.fields),
    ...(isDeep ? ['checkDepth(depth)'] : []),
    'let pos = start',
    ...fields,
    'return closeObject(bytes, start, pos)',
  ]
  const head = `export function json${names.get(type)}(value: unknown, bytes: Uint8Array, start: number, ${depthOf(context)}: number): number {`
  return [head, ...indent(lines), '}']
}

/** The call that writes `v`, which is there; a struct in it is `deeper` than the one that holds the field. */
function json(context: Context, field: Field, v: string, deeper = 1): string {
  if (field.value && isEndless(field.type!))
    return `json${mapName(field.type!, context.names)}(${v}, bytes, pos, ${depthPlus(deeper - 1)})`
  if (field.value) return pairsJson(context, field, v, deeper)
  const { writer, more } = writerOf(context, field, deeper)
  if (field.key)
    return `itemsJson(${v}, bytes, pos, item => ${take('item', field.key)}, ${writer}, ${more || 0})`
  if (field.isArray) return `arrayJson(${v}, bytes, pos, ${writer}, ${more || 0})`
  return `${writer}(${v}, bytes, pos${more && `, ${more}`})`
}

/** `more`: what the writer takes besides, '' for nothing. */
function writerOf(context: Context, field: Field, deeper: number): { writer: string; more: string } {
  if (field.type) return { writer: `json${suffixOf(context, field)}`, more: `depth + ${deeper}` }
  return { writer: `${KINDS[field.kind]}Json`, more: field.kind === 'fixed' ? String(field.scale) : '' }
}

const KINDS: Record<string, string> = {
  string: 'text',
  integer: 'integer',
  fixed: 'fixed',
  double: 'double',
  boolean: 'boolean',
  binary: 'binary',
}

function pairsJson(context: Context, { key, type, value }: Field, v: string, deeper: number): string {
  const name = key!.kind === 'binary' ? 'base64Of(key)' : scalarOf(key!, 'key')
  const item = json({ ...context, type: type! }, value!, 'item', deeper + 1)
  return `pairsJson(${v}, bytes, pos, key => nameOfKey(${name}), (item, bytes, pos) => ${item})`
}

function jsonMapFunction(context: Context): string[] {
  const { type, names } = context
  const [key, value] = type.byTag
  const pairs = pairsJson(context, { ...value!, key: key!, type, value: value! }, 'map', 1)
  const head = `export function json${mapName(type, names)}(map: unknown, bytes: Uint8Array, pos: number, depth: number): number {`
  return [head, '  checkDepth(depth)', `  return ${pairs}`, '}']
}
