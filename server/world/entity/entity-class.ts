// Makes the class of a list's entities from its type in the schema, as source text, so that V8 compiles each setter by itself.
// Only numbers, and names as the schema has them, go into the source: nothing of a client's.
//
// For .Hero { id 0 : integer  x 1 : integer(1)  name 2 : string } it makes:
//   class Hero extends Entity { #f1 = 0; #s1; #f2 = ''; #s2
//     set x(v) { if (v === this.#f1) return; check; if (this.$dirty === 0) this.$owner.touch(this); this.$dirty |= 2; this.#f1 = v }
// #f is the value, #s what was written of it last: of integer(n) the integer that is sent.

import type { Field, StructType } from '../../../protocol/sproto/schema/schema.ts'
import { SAFE } from '../../../protocol/sproto/wire/wire.ts'
import {
  writeBinaries,
  writeBinary,
  writeBooleans,
  writeDouble,
  writeDoubles,
  writeFixeds,
  writeInteger,
  writeIntegers,
  writeString,
  writeStrings,
} from '../../../protocol/sproto/wire/write.ts'
import { StartError } from '../../core/errors.ts'
import { Entity, type EntityClass, MOST_TAG } from './entity.ts'

/** Names that entities have for themselves. */
const TAKEN: ReadonlySet<string> = new Set(['remove', 'constructor', '__proto__'])

/** Throws StartError for a type that can't be that of entities. */
export function checkEntityType(type: StructType, where: string): void {
  const fail = (field: string, what: string): never => {
    throw new StartError(`${where}: ${type.name}.${field}: ${what}`)
  }
  const [id] = type.byTag
  if (id?.tag !== 0 || id.name !== 'id' || id.kind !== 'integer' || id.isArray || id.scale !== 1)
    fail(id?.name ?? 'id', 'expected id 0 : integer as the first field of an entity')
  for (const { name, tag, kind, isGiven } of type.byTag) {
    if (tag > MOST_TAG) fail(name, `expected a tag up to ${MOST_TAG}, got ${tag}`)
    if (kind === 'struct')
      fail(name, 'expected a number, text, boolean, bytes or an array of these, got a struct')
    if (isGiven && name !== 'id')
      fail(name, 'expected a field that may be missing, as one that is missing is unchanged')
    if (TAKEN.has(name)) fail(name, 'entities have this name for themselves; call the field otherwise')
  }
}

/** For types that checkEntityType has let pass. */
export function makeEntityClass(type: StructType): EntityClass {
  const make = new Function('Entity', ...Object.keys(HELPERS), sourceOf(type))
  return make(Entity, ...Object.values(HELPERS)) as EntityClass
}

const isScalar = ({ isArray, kind }: Field): boolean => !isArray && (kind === 'integer' || kind === 'fixed')

const bitOf = ({ tag }: Field): number => 1 << tag

function sourceOf(type: StructType): string {
  const fields = type.byTag.slice(1)
  const each = (text: (field: Field) => string) => fields.map(text).join('\n')
  const name = JSON.stringify(type.name)
  return `'use strict'
    return { ${name}: class extends Entity {
      ${each(field => `#f${field.tag} = ${blankOf(field)}; #s${field.tag};`)}
      ${each(field => accessorOf(field))}
      $settle() {
        let d = this.$dirty
        this.$dirty = 0
        ${each(settleOf)}
        return d
      }
      $refresh() {
        ${each(refreshOf)}
      }
      $write(m, b, start) {
        const words = wordsOf(m)
        let h = start + 6, p = h + words * 2, last = 0
        b[start + 4] = words; b[start + 5] = words >> 8
        const id = this.id
        ${putNumber('id')}
        ${each(writeOf)}
        const n = p - start - 4
        b[start] = n; b[start + 1] = n >> 8; b[start + 2] = n >> 16; b[start + 3] = n >> 24
        return p
      }
      $bound(m) { return ${6 + type.byTag.length * 16}${fields.map(boundOf).join('')} }
    } }[${name}]`
}

function blankOf({ isArray, kind }: Field): string {
  if (isArray) return 'NOTHING'
  if (kind === 'string') return "''"
  if (kind === 'boolean') return 'false'
  return kind === 'binary' ? 'NO_BYTES' : '0'
}

function accessorOf(field: Field): string {
  const { name, tag } = field
  const key = JSON.stringify(name)
  return `get [${key}]() { return this.#f${tag} }
    set [${key}](v) {
      if (v === this.#f${tag}) return
      ${checkOf(field)}
      if (this.$dirty === 0) this.$owner.touch(this)
      this.$dirty |= ${bitOf(field)}
      this.#f${tag} = v
    }`
}

/** What can't be sent is refused where it is set. */
function checkOf({ name, kind, scale, isArray }: Field): string {
  const refuse = (expected: string) => `refuse(this, ${JSON.stringify(name)}, ${JSON.stringify(expected)}, v)`
  const most = Math.floor(Number.MAX_SAFE_INTEGER / scale)
  if (isArray) return `v = freeze(v, this, ${JSON.stringify(name)}, ${JSON.stringify(kind)})`
  if (kind === 'integer') return `if ((v | 0) !== v && !Number.isSafeInteger(v)) ${refuse('an integer')}`
  if (kind === 'fixed')
    return `if (typeof v !== 'number' || !(v > ${-most} && v < ${most})) ${refuse('a finite number')}`
  if (kind === 'double') return `if (typeof v !== 'number' || v - v !== 0) ${refuse('a finite number')}`
  if (kind === 'boolean') return `if (typeof v !== 'boolean') ${refuse('true or false')}`
  if (kind === 'binary') return `if (!(v instanceof Uint8Array)) ${refuse('bytes')}; v = v.slice()`
  return `if (typeof v !== 'string' || !v.isWellFormed()) ${refuse('a text')}`
}

/** The values of fields that were never written. */
const refreshOf = (field: Field): string =>
  `if (this.$dirty & ${bitOf(field)}) this.#s${field.tag} = ${sentText(field)}`

/** What is written of a value. */
const sentText = ({ tag, kind, scale, isArray }: Field): string =>
  kind === 'fixed' && !isArray ? `round(this.#f${tag} * ${scale})` : `this.#f${tag}`

/** A value that is again what was sent is no change. */
function settleOf(field: Field): string {
  const { tag } = field
  return `if (d & ${bitOf(field)}) { const s = ${sentText(field)}; if (s === this.#s${tag}) d &= ~${bitOf(field)}; else this.#s${tag} = s }`
}

/** The field part at `h`, data at `p`. */
const putNumber = (value: string): string =>
  `if (${value} >= 0 && ${value} < 0x7fff) { const v = (${value} + 1) * 2; b[h] = v; b[h + 1] = v >> 8 } else { b[h] = 0; b[h + 1] = 0; p = writeInteger(b, p, ${value}, SAFE) } h += 2`

function writeOf(field: Field): string {
  const { tag } = field
  const gap = `if (last !== ${tag - 1}) { const s = (${tag - 2} - last) * 2 + 1; b[h] = s; b[h + 1] = 0; h += 2 }`
  return `if (m & ${bitOf(field)}) { ${tag > 1 ? gap : ''} const s = this.#s${tag}; ${valueText(field)}; last = ${tag} }`
}

function valueText(field: Field): string {
  if (isScalar(field)) return putNumber('s')
  if (field.kind === 'boolean' && !field.isArray) return 'b[h] = s ? 4 : 2; b[h + 1] = 0; h += 2'
  const rest = field.kind === 'integer' ? ', SAFE' : field.kind === 'fixed' ? `, ${field.scale}` : ''
  return `b[h] = 0; b[h + 1] = 0; h += 2; p = ${writerOf(field)}(b, p, s${rest})`
}

const WRITERS = { string: 'writeString', binary: 'writeBinary', double: 'writeDouble' } as const
const ARRAY_WRITERS = {
  integer: 'writeIntegers',
  fixed: 'writeFixeds',
  double: 'writeDoubles',
  boolean: 'writeBooleans',
  string: 'writeStrings',
  binary: 'writeBinaries',
} as const

const writerOf = ({ isArray, kind }: Field): string =>
  isArray ? ARRAY_WRITERS[kind as keyof typeof ARRAY_WRITERS] : WRITERS[kind as keyof typeof WRITERS]

function boundOf(field: Field): string {
  const { tag, isArray, kind } = field
  if (isArray) return ` + (m & ${bitOf(field)} ? boundOfItems(this.#s${tag}) : 0)`
  if (kind === 'string') return ` + (m & ${bitOf(field)} ? 3 * this.#s${tag}.length : 0)`
  return kind === 'binary' ? ` + (m & ${bitOf(field)} ? this.#s${tag}.length : 0)` : ''
}

const NOTHING: readonly never[] = Object.freeze([])
const NO_BYTES = new Uint8Array(0)

/** Half away from zero, as the codec rounds. */
const round = (value: number): number => (value < 0 ? -Math.round(-value) : Math.round(value))

/** How many words the field part of these fields takes: one each, and one for each gap in front of a field. */
function wordsOf(mask: number): number {
  const gaps = mask & ~(mask << 1)
  return bitsOf(mask) + bitsOf(gaps) - 1
}

function bitsOf(mask: number): number {
  let m = mask - ((mask >>> 1) & 0x5555_5555)
  m = (m & 0x3333_3333) + ((m >>> 2) & 0x3333_3333)
  return Math.imul((m + (m >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
}

function refuse(entity: Entity, field: string, expected: string, got: unknown): never {
  throw new TypeError(`${entity.constructor.name}.${field}: expected ${expected}, got ${show(got)}`)
}

const show = (value: unknown): string => (typeof value === 'string' ? JSON.stringify(value) : String(value))

const ITEMS: Readonly<Record<string, (item: unknown) => boolean>> = {
  integer: Number.isSafeInteger,
  fixed: Number.isFinite,
  double: Number.isFinite,
  boolean: item => typeof item === 'boolean',
  string: item => typeof item === 'string' && item.isWellFormed(),
  binary: item => item instanceof Uint8Array,
}

/** A copy that nobody changes in place, which would not be noticed. */
function freeze(value: unknown, entity: Entity, field: string, kind: string): readonly unknown[] {
  if (!Array.isArray(value) || !value.every(ITEMS[kind]!))
    return refuse(entity, field, `an array of ${kind}`, value)
  return Object.freeze([...value])
}

function boundOfItems(items: readonly unknown[]): number {
  let bytes = 8
  for (const item of items)
    bytes += typeof item === 'string' ? 4 + 3 * item.length : item instanceof Uint8Array ? 4 + item.length : 8
  return bytes
}

const HELPERS = {
  SAFE,
  NOTHING,
  NO_BYTES,
  round,
  wordsOf,
  refuse,
  freeze,
  boundOfItems,
  writeInteger,
  writeString,
  writeBinary,
  writeDouble,
  writeIntegers,
  writeFixeds,
  writeDoubles,
  writeBooleans,
  writeStrings,
  writeBinaries,
}
