// Generates `writeNAME`: counts the words of the field part, then writes fields (at `h`) and data (at `p`) at once.

import type { Field } from '../schema/schema.ts'
import { type Context, indent, suffixOf, take, widthOf } from './shape.ts'

export function writeFunction(context: Context): string {
  const { type, names, isDeep } = context
  const fields = type.byTag
  const lines = [
    'if (!isStruct(value)) return refuse()',
    ...(isDeep ? ['checkDepth(depth)'] : []),
    ...fields.map((field, i) => `const f${i} = ${take('value', field)}`),
    `${fields.length === 0 ? 'const' : 'let'} words = 0`,
    ...fields.map((field, i) => `if (f${i} !== undefined) words += ${wordsOf(fields, field, i)}`),
    'bytes[start] = words',
    'bytes[start + 1] = words >> 8',
    ...(fields.length === 0 ? ['return start + 2'] : fieldPart(context)),
  ]
  const depth = usesDepth(context) ? 'depth' : '_depth'
  const head = `function write${names.get(type)}(value: unknown, bytes: Uint8Array, start: number, ${depth}: number): number {`
  return [head, ...indent(lines), '}', ''].join('\n')
}

const usesDepth = (context: Context): boolean =>
  context.isDeep || context.type.fields.some(field => field.type)

/** A gap in front of the field costs a word too. */
function wordsOf(fields: readonly Field[], field: Field, i: number): string {
  if (field.tag === 0) return '1'
  return fields[i - 1]?.tag === field.tag - 1 ? `f${i - 1} === undefined ? 2 : 1` : '2'
}

function fieldPart(context: Context): string[] {
  const fields = context.type.byTag
  const needsLast = fields.some((field, i) => wordsOf(fields, field, i) !== '1')
  const lines = ['let h = start + 2', 'let p = h + words * 2', ...(needsLast ? ['let last = -1'] : [])]
  fields.forEach((field, i) => {
    lines.push(`if (f${i} !== undefined) {`)
    lines.push(...indent(gap(wordsOf(fields, field, i), field, i)))
    if (needsLast && i < fields.length - 1) lines.push(`  last = ${field.tag}`)
    lines.push(...indent(fieldLines(context, field, `f${i}`)), '}')
  })
  const usesData = fields.some(field => field.isArray || field.kind !== 'boolean')
  if (!usesData) lines[1] = 'const p = h + words * 2'
  return [...lines, 'return p']
}

function gap(words: string, field: Field, i: number): string[] {
  if (words === '1') return []
  const skip = [
    `const skip = (${field.tag} - last - 2) * 2 + 1`,
    'bytes[h] = skip',
    'bytes[h + 1] = skip >> 8',
    'h += 2',
  ]
  return words === '2'
    ? ['{', ...indent(skip), '}']
    : [`if (f${i - 1} === undefined) {`, ...indent(skip), '}']
}

const NO_INLINE = ['bytes[h] = 0', 'bytes[h + 1] = 0', 'h += 2']
const INLINE = ['bytes[h] = inline', 'bytes[h + 1] = inline >> 8', 'h += 2']

function fieldLines(context: Context, field: Field, v: string): string[] {
  if (field.isArray) return [...NO_INLINE, ...arrayLines(context, field, v)]
  switch (field.kind) {
    case 'boolean':
      return [
        `if (typeof ${v} !== 'boolean') return refuse()`,
        `bytes[h] = ${v} ? 4 : 2`,
        'bytes[h + 1] = 0',
        'h += 2',
      ]
    case 'integer':
      return [
        inlineInteger(context, v),
        ...INLINE,
        `if (inline === 0) p = writeInteger(bytes, p, ${v}, ${widthOf(context)})`,
      ]
    case 'fixed':
      return [
        `const fixed = fixedOf(${v}, ${field.scale})`,
        'const inline = inlineOf(fixed)',
        ...INLINE,
        'if (inline === 0) p = writeFixed(bytes, p, fixed, 1)',
      ]
    case 'struct':
      return [
        ...NO_INLINE,
        `const end = write${suffixOf(context, field)}(${v}, bytes, p + 4, depth + 1)`,
        'putUint32(bytes, p, end - p - 4)',
        'p = end',
      ]
    default:
      return [...NO_INLINE, `p = ${WRITERS[field.kind]}(bytes, p, ${v})`]
  }
}

const WRITERS = { string: 'writeString', binary: 'writeBinary', double: 'writeDouble' }

const inlineInteger = (context: Context, v: string): string =>
  context.isWide
    ? `const inline = inlineOf(${v}, WIDE)`
    : `const inline = typeof ${v} === 'number' && ${v} >= 0 && ${v} < 0x7fff && (${v} | 0) === ${v} ? (${v} + 1) * 2 : 0`

const ARRAY_WRITERS = {
  string: 'writeStrings',
  binary: 'writeBinaries',
  double: 'writeDoubles',
  boolean: 'writeBooleans',
}

function arrayLines(context: Context, field: Field, v: string): string[] {
  if (field.kind === 'integer') return [`p = writeIntegers(bytes, p, ${v}, ${widthOf(context)})`]
  if (field.kind === 'fixed') return [`p = writeFixeds(bytes, p, ${v}, ${field.scale})`]
  if (field.kind !== 'struct') return [`p = ${ARRAY_WRITERS[field.kind]}(bytes, p, ${v})`]
  const [head, item] = loopOf(field, v)
  return [
    'let q = p + 4',
    ...head,
    `  const end = write${suffixOf(context, field)}(${item}, bytes, q + 4, depth + 1)`,
    '  putUint32(bytes, q, end - q - 4)',
    '  q = end',
    '}',
    'putUint32(bytes, p, q - p - 4)',
    'p = q',
  ]
}

/** The lines that open the loop over an array or a map of structs, and the expression for its element. */
function loopOf(field: Field, v: string): [string[], string] {
  if (field.value) {
    const { key, value } = field
    const names = [key!.name, value.name].map(name => (name === '__proto__' ? "['__proto__']" : name))
    const head = [
      `for (const [key, item] of mapOf(${v})) {`,
      '  if (key === undefined || item === undefined) refuse()',
    ]
    return [head, `{ ${names[0]}: key, ${names[1]}: item }`]
  }
  if (field.key) {
    const own = take('item', field.key)
    return [
      [`for (const [key, item] of mapOf(${v})) {`, `  if (!isStruct(item) || !isKey(${own}, key)) refuse()`],
      'item',
    ]
  }
  return [[`const items = arrayOf(${v})`, 'for (let i = 0; i < items.length; i++) {'], 'items[i]']
}
