// The type of a declared object: checks and builds its nodes.

import { createContainerType, type Presence } from '../tree/container-type.ts'
import type { Node } from '../tree/node.ts'
import { acceptAt, BadValue, type Intake, NOT_KEPT, type Type } from '../tree/type.ts'
import { makeObjectClass, type ObjectClass } from './object-class.ts'
import { FIELD, type Field, MARK, type ObjectNode } from './object-node.ts'

interface ObjectTypeOptions extends Presence {
  fields: readonly Field[]
  path: string
  checks: boolean
  /** Gets the class before its first instance: the document's own class gets its methods there. Returns what gives the class of each
   * new one. */
  made?: (type: ObjectClass) => () => ObjectClass
}

export function createObjectType(options: ObjectTypeOptions): Type {
  const { fields, path, checks, made: onMade, ...presence } = options
  const made = makeObjectClass(fields, { path, checks })
  const latest = onMade?.(made) ?? (() => made)
  const names = new Set(fields.map(field => field.name))
  const build = (value: unknown, intake: Intake): Node => {
    if (!isPlainLike(value)) throw new BadValue(value === undefined ? 'is missing' : 'must be an object')
    if (!intake.stored) refuseUnknown(value, names)
    const filled: number[] = []
    const node = new (latest())(
      valuesOf(fields, (field, i) => acceptField(field, value, intake, () => filled.push(i))),
    )
    if (intake.stored) for (const i of filled) node[MARK](i)
    return node
  }
  const equal = (value: object, node: Node): boolean =>
    isPlainLike(value) &&
    Object.keys(value).every(name => names.has(name)) &&
    fields.every(({ name, type }, i) => type.equal(value[name], (node as ObjectNode)[FIELD](i)))
  const keep = (value: unknown): unknown =>
    isPlainLike(value) && isWhole(value, fields, names) && keepFields(value, fields) ? value : NOT_KEPT
  const warm = (cold: object): Node =>
    new made(valuesOf(fields, ({ name }) => (Object.hasOwn(cold, name) ? (cold as Fields)[name] : undefined)))
  return createContainerType({ ...presence, build, keep, warm, equal })
}

/** What the constructor takes. It begins as an array of no numbers, and so V8 never makes it one of doubles: whole numbers
 * would come out of such as doubles, and counting them up take five times as long. */
function valuesOf(fields: readonly Field[], take: (field: Field, i: number) => unknown): unknown[] {
  const values: unknown[] = [undefined]
  fields.forEach((field, i) => {
    values[i] = take(field, i)
  })
  return values
}

/** Whether nothing is to be filled in or left out. */
function isWhole(value: Fields, fields: readonly Field[], names: ReadonlySet<string>): boolean {
  for (const key of Object.keys(value)) if (!names.has(key)) return false
  return fields.every(
    ({ name, type }) =>
      (Object.hasOwn(value, name) && value[name] !== undefined) || (type.optional && !type.fallback().has),
  )
}

function keepFields(value: Fields, fields: readonly Field[]): boolean {
  for (const { name, type } of fields) {
    if (!Object.hasOwn(value, name)) continue
    const given = value[name]
    const kept = given === undefined ? undefined : type.keep(given)
    if (kept === NOT_KEPT) return false
    if (kept !== given) value[name] = kept
  }
  return true
}

function acceptField(
  field: Field,
  value: Record<string, unknown>,
  intake: Intake,
  filled: () => void,
): unknown {
  const given = Object.hasOwn(value, field.name) ? value[field.name] : undefined
  if (given !== undefined) return acceptAt(field.type, field.name, given, intake)
  const { has, value: fallback } = field.type.fallback()
  if (!has) return acceptAt(field.type, field.name, undefined, intake)
  filled()
  return acceptAt(field.type, field.name, fallback, { stored: false, checks: true })
}

function refuseUnknown(value: object, names: ReadonlySet<string>): void {
  for (const key of Object.keys(value))
    if (!names.has(key)) throw new BadValue('there is no such field').under(key)
}

type Fields = Record<string, unknown>

const isPlainLike = (value: unknown): value is Fields =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Map) &&
  !(value instanceof Date)
