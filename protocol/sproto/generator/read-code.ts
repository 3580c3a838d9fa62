// Generates `readNAME`: goes through the field part once, with a case for each tag.

import type { Field } from '../schema/schema.ts'
import { blankScalar } from '../value/blank.ts'
import { blankObject, type Context, indent, property, suffixOf, take, widthOf } from './shape.ts'
import { typeOf } from './types.ts'

export function readFunction(context: Context): string[] {
  const { type, names, isDeep } = context
  const name = names.get(type)!
  const lines = [
    ...(isDeep ? ['checkReadDepth(depth)'] : []),
    `if (end - start < 2) malformed('${type.name}', 'its header is cut off')`,
    `let ${type.fields.map((field, i) => `f${i}: ${startOf(context, field)}`).join(', ')}`,
    'const stop = start + 2 + 2 * (bytes[start]! | (bytes[start + 1]! << 8))',
    `if (stop > end) malformed('${type.name}', 'its fields are cut off')`,
    ...loop(context),
    `if (depth > 0 && data !== end) malformed('${type.name}', 'bytes follow it')`,
    `return { ${type.fields.map((field, i) => `${property(field)}: ${endOf(context, field, `f${i}`)}`).join(', ')} }`,
  ]
  const head = `export function read${name}(bytes: Uint8Array, start: number, end: number, depth: number): ${name} {`
  return [head, ...indent(lines), '}']
}

/** The type of the variable, and what it is where the field is missing. */
function startOf({ names, isWide }: Context, field: Field): string {
  const type = typeOf(field, names, isWide)
  const blank = blankScalar(field)
  return blank === undefined ? `${type} | undefined` : `${type} = ${blank === '' ? "''" : blank}`
}

/** The value of the field, whose blank is made only where it is missing. */
function endOf(context: Context, field: Field, f: string): string {
  if (!field.isGiven || blankScalar(field) !== undefined) return f
  return `${f} ?? ${blankObject(field, `read${field.type && suffixOf(context, field)}(NO_FIELDS, 0, 2, 0)`)}`
}

function loop(context: Context): string[] {
  const { type } = context
  return [
    'let data = stop, tag = -1',
    'for (let h = start + 2; h < stop; h += 2) {',
    '  const word = bytes[h]! | (bytes[h + 1]! << 8)',
    '  tag += 1',
    '  if (word & 1) { tag += word >> 1; continue }',
    `  ${type.fields.every(isInline) ? '' : 'const at = data + 4; '}if (word === 0) data = dataEnd(bytes, data, end)`,
    '  switch (tag) {',
    ...type.byTag.flatMap(field =>
      indent(caseOf(field, fieldLines(context, field, `f${type.fields.indexOf(field)}`)), '    '),
    ),
    '  }',
    '}',
  ]
}

/** It never has data. */
const isInline = ({ kind, isArray }: Field): boolean => kind === 'boolean' && !isArray

/** On one line, but for loops. */
function caseOf({ tag }: Field, lines: readonly string[]): string[] {
  if (lines.length < 3) return [`case ${tag}: ${lines.join('; ')}; break`]
  return [`case ${tag}:`, ...indent(lines), '  break']
}

const whereOf = ({ type }: Context, field: Field): string => `'${type.name}.${field.name}'`

function fieldLines(context: Context, field: Field, f: string): string[] {
  const where = whereOf(context, field)
  const needsData = `if (word !== 0) malformed(${where}, 'it has no data')`
  if (field.isArray) return [needsData, ...arrayLines(context, field, f)]
  switch (field.kind) {
    case 'integer':
      return [`${f} = word !== 0 ? (word >> 1) - 1 : ${readInteger(context)}`]
    case 'fixed':
      return [
        `${f} = word !== 0 ? ((word >> 1) - 1) / ${field.scale} : readFixed(bytes, at, data, ${field.scale})`,
      ]
    case 'boolean':
      return [`if (word === 0) malformed(${where}, 'a boolean with data')`, `${f} = word !== 2`]
    case 'struct':
      return [needsData, `${f} = read${suffixOf(context, field)}(bytes, at, data, depth + 1)`]
    default:
      return [needsData, `${f} = ${READERS[field.kind]}(bytes, at, data)`]
  }
}

const readInteger = (context: Context): string =>
  context.isWide ? 'readInteger(bytes, at, data, WIDE)' : '(readInteger(bytes, at, data, SAFE) as number)'

const READERS = { string: 'readString', binary: 'readBinary', double: 'readDouble' }

const ARRAY_READERS = {
  string: 'readStrings',
  binary: 'readBinaries',
  double: 'readDoubles',
  boolean: 'readBooleans',
}

function arrayLines(context: Context, field: Field, f: string): string[] {
  if (field.kind === 'integer')
    return [
      `${f} = readIntegers(bytes, at, data, ${widthOf(context)})${context.isWide ? '' : ' as number[]'}`,
    ]
  if (field.kind === 'fixed') return [`${f} = readFixeds(bytes, at, data, ${field.scale})`]
  if (field.kind !== 'struct') return [`${f} = ${ARRAY_READERS[field.kind]}(bytes, at, data)`]
  return [
    `${f} = ${field.key ? 'new Map()' : '[]'}`,
    'for (let q = at; q < data; ) {',
    '  const next = dataEnd(bytes, q, data)',
    `  const item = read${suffixOf(context, field)}(bytes, q + 4, next, depth + 1)`,
    ...indent(keepItem(context, field, f)),
    '  q = next',
    '}',
  ]
}

function keepItem(context: Context, field: Field, f: string): string[] {
  if (!field.key) return [`${f}.push(item)`]
  const where = whereOf(context, field)
  const key = take('item', field.key)
  const noKey = `if (${key} === undefined) malformed(${where}, 'an element without its key')`
  if (!field.value) return [noKey, `else ${f}.set(${key} as never, item)`]
  const value = take('item', field.value)
  return [
    noKey,
    `else if (${value} === undefined) malformed(${where}, 'an element without its value')`,
    `else ${f}.set(${key} as never, ${value} as never)`,
  ]
}
