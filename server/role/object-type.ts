// The type of a declared object: checks and builds its nodes.

import { type Node, PLAIN, STORED } from './node.ts'
import { makeObjectClass, type ObjectClass } from './object-class.ts'
import { type Field, MARK } from './object-node.ts'
import { acceptAt, BadValue, type Intake, isNode, type Type } from './type.ts'

interface ObjectTypeOptions {
  fields: readonly Field[]
  optional: boolean
  nullable: boolean
  fallback: () => { has: boolean; value?: unknown }
  checks: boolean
  /** Gets the class before its first instance: the role's own class is given its methods so. */
  made?: (type: ObjectClass) => void
}

export function createObjectType(options: ObjectTypeOptions): Type {
  const { fields, optional, nullable, checks } = options
  const made = makeObjectClass(fields, checks)
  options.made?.(made)
  const names = new Set(fields.map(field => field.name))
  const accept = (value: unknown, intake: Intake): unknown => {
    if ((value === undefined && optional) || (value === null && nullable)) return value
    if (!isPlainLike(value)) throw new BadValue(value === undefined ? 'is missing' : 'must be an object')
    if (!intake.stored) refuseUnknown(value, names)
    const filled: number[] = []
    const values = fields.map((field, i) => acceptField(field, value, intake, () => filled.push(i)))
    const node = new made(values)
    if (intake.stored) for (const i of filled) node[MARK](i)
    return node
  }
  return {
    container: true,
    optional,
    accept,
    expose: inner => inner,
    same: (value, inner) => value === inner,
    stored: inner => (isNode(inner) ? inner[STORED]() : inner),
    plain: inner => (isNode(inner) ? (inner as Node)[PLAIN]() : inner),
    fallback: options.fallback,
  }
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

const isPlainLike = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Map) &&
  !(value instanceof Date)
