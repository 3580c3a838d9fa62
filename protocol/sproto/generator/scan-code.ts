// Generates `scanNAME`: a body of plain fields from the usual spelling of its JSON, without JSON.parse.

import type { Field, StructType } from '../schema/schema.ts'
import { blankScalar } from '../value/blank.ts'
import { type Context, indent, property } from './shape.ts'
import { typeOf } from './types.ts'

/** What scans the value of each kind, and how many bytes stand before and behind it. */
const SCANS: Partial<Record<Field['kind'], { end: string; value: string; quote: '' | '"' }>> = {
  string: { end: 'endOfText', value: 'readUtf8', quote: '"' },
  integer: { end: 'endOfInteger', value: 'integerIn', quote: '' },
  boolean: { end: 'endOfBoolean', value: 'booleanIn', quote: '' },
}

/** Types with other fields are left to JSON.parse. */
export const isScannable = ({ fields }: StructType): boolean =>
  fields.length > 0 &&
  fields.every(({ kind, isArray, name }) => kind in SCANS && !isArray && name !== '__proto__')

/** Takes each field at most once, in any order. */
export function scanFunction({ type, names }: Context): string[] {
  const name = names.get(type)!
  const lines = [
    `let at = start, ${type.fields.map((field, i) => `f${i}: ${typeOf(field, names, false)} | undefined`).join(', ')}`,
    'for (let mark = 123; bytes[at] === mark; mark = 44) {',
    '  at++',
    ...type.fields.map((field, i) => `  ${scan(field, `f${i}`)}`),
    '  if (mark === 44) return undefined',
    '}',
    'if (at !== end - 1 || bytes[at] !== 125) return undefined',
    `return { ${type.fields.map((field, i) => `${property(field)}: ${orBlank(field, `f${i}`)}`).join(', ')} }`,
  ]
  const head = `export function scan${name}(bytes: Uint8Array, start: number, end: number): ${name} | undefined {`
  return [head, ...indent(lines), '}']
}

function scan({ name, kind }: Field, f: string): string {
  const { end, value, quote } = SCANS[kind]!
  const head = `"${name}":${quote}`
  const steps = [
    `const from = at + ${head.length}, stop = ${end}(bytes, from)`,
    'if (stop < 0) return undefined',
    `${f} = ${value}(bytes, from, stop)`,
    `at = stop${quote && ' + 1'}`,
    'continue',
  ]
  return `if (${f} === undefined && hasAscii(bytes, at, '${head}')) { ${steps.join('; ')} }`
}

function orBlank(field: Field, f: string): string {
  const blank = blankScalar(field)
  return blank === undefined ? f : `${f} ?? ${blank === '' ? "''" : String(blank)}`
}
