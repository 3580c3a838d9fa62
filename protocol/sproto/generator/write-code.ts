// Generates `writeNAME`: counts the words of the field part, then writes fields (at `h`) and data (at `p`) at once.

import type { Field } from '../schema/schema.ts'
import { type Context, indent, suffixOf, take, takeAll, widthOf } from './shape.ts'

export function writeFunction(context: Context): string[] {
  const { type, names, isDeep } = context
  const fields = type.byTag
  const lines = [
    ...takeAll('value', fields),
    ...(isDeep ? ['checkDepth(depth)'] : []),
    `const words = ${fields.map((field, i) => `(f${i} === undefined ? 0 : ${wordsOf(fields, field, i)})`).join(' + ')}`,
    'bytes[start] = words; bytes[start + 1] = words >> 8',
    ...fieldPart(context),
  ]
  const depth = usesDepth(context) ? 'depth' : '_depth'
  const head = `export function write${names.get(type)}(value: unknown, bytes: Uint8Array, start: number, ${depth}: number): number {`
  return [head, ...indent(lines), '}']
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
  const lines = fields.flatMap((field, i) => {
    const last = needsLast && i < fields.length - 1 ? [`last = ${field.tag}`] : []
    const head = [...gap(wordsOf(fields, field, i), field, i), ...last]
    return ifThere(`f${i}`, [...head, ...fieldLines(context, field, `f${i}`)])
  })
  return [`let h = start + 2, p = h + words * 2${needsLast ? ', last = -1' : ''}`, ...lines, 'return p']
}

/** On one line where they are simple. */
function ifThere(f: string, lines: readonly string[]): string[] {
  const isSimple = !lines.some(line => /^(const|let|for)\b/.test(line))
  if (isSimple) return [`if (${f} !== undefined) { ${lines.join('; ')} }`]
  return [`if (${f} !== undefined) {`, ...indent(lines), '}']
}

function gap(words: string, field: Field, i: number): string[] {
  if (words === '1') return []
  const skip = `h = putSkip(bytes, h, ${field.tag} - last)`
  return [words === '2' ? skip : `if (f${i - 1} === undefined) ${skip}`]
}

/** Two bytes of a field. */
const put = (low: string, high: string): string => `bytes[h++] = ${low}; bytes[h++] = ${high}`

const NO_INLINE = put('0', '0')
const INLINE = put('inline', 'inline >> 8')

function fieldLines(context: Context, field: Field, v: string): string[] {
  if (field.isArray) return [NO_INLINE, ...arrayLines(context, field, v)]
  switch (field.kind) {
    case 'boolean':
      return [`if (typeof ${v} !== 'boolean') return refuse()`, put(`${v} ? 4 : 2`, '0')]
    case 'integer':
      return [
        inlineInteger(context, v),
        `${INLINE}; if (inline === 0) p = writeInteger(bytes, p, ${v}, ${widthOf(context)})`,
      ]
    case 'fixed':
      return [
        `const fixed = fixedOf(${v}, ${field.scale})`,
        'const inline = inlineOf(fixed)',
        `${INLINE}; if (inline === 0) p = writeFixed(bytes, p, fixed, 1)`,
      ]
    case 'struct':
      return [
        NO_INLINE,
        `const end = write${suffixOf(context, field)}(${v}, bytes, p + 4, depth + 1)`,
        'putUint32(bytes, p, end - p - 4)',
        'p = end',
      ]
    default:
      return [NO_INLINE, `p = ${WRITERS[field.kind]}(bytes, p, ${v})`]
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
