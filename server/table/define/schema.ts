// What a zod schema says about a column: how its value is stored, which schema reads its cell, which table it refers
// to. The only file that looks inside zod's definitions.

import { z } from 'zod'
import { innerOf } from '../../lib/schema/inner-schema.ts'
import { REF } from './define.ts'

type Schema = z.core.$ZodType

/** How a value is stored: a float of 8 bytes, or a reference to bytes in the heap (text, json). */
export type Kind = 'number' | 'boolean' | 'date' | 'text' | 'json'

/** zod's own description of a schema; every kind of schema has its own fields. */
export interface Inner {
  type: string
  innerType?: Schema
  in?: Schema
  out?: Schema
  element?: Schema
  items?: readonly Schema[]
  shape?: Record<string, Schema>
  valueType?: Schema
  entries?: Record<string, string | number>
  values?: readonly unknown[]
  options?: readonly Schema[]
  coerce?: boolean
}

export const defOf = (schema: Schema): Inner => schema._zod.def as unknown as Inner

/** The schema without optional, default and the like; of a pipe the side that is asked for. */
export function unwrap(schema: Schema, side: 'in' | 'out'): Schema {
  const def = defOf(schema)
  const inner = innerOf(schema)
  if (inner) return unwrap(inner, side)
  if (def.type === 'pipe') return unwrap(side === 'in' ? def.in! : def.out!, side)
  return schema
}

/** May the value be undefined or null after the check? */
export function canBeMissing(schema: Schema): boolean {
  const def = defOf(schema)
  if (def.type === 'nullable') return true
  if (def.type === 'optional') return true
  if (def.type === 'default' || def.type === 'prefault' || def.type === 'nonoptional')
    return hasNullable(def.innerType!)
  const inner = innerOf(schema)
  if (inner) return canBeMissing(inner)
  return def.type === 'pipe' ? canBeMissing(def.out!) : false
}

function hasNullable(schema: Schema): boolean {
  const def = defOf(schema)
  return def.type === 'nullable' || (def.innerType !== undefined && hasNullable(def.innerType))
}

/** How the checked value of a column is stored. Anything but a plain value is stored as JSON. */
export function kindOf(schema: Schema): Kind {
  const def = defOf(unwrap(schema, 'out'))
  if (def.type === 'enum') return sameType(Object.values(def.entries!))
  if (def.type === 'literal') return sameType(def.values!)
  if (def.type === 'number' || def.type === 'boolean' || def.type === 'date') return def.type
  return def.type === 'string' || def.type === 'template_literal' ? 'text' : 'json'
}

function sameType(values: readonly unknown[]): Kind {
  const types = new Set(values.map(value => typeof value))
  if (types.size !== 1) return 'json'
  const [type] = types
  return type === 'string' ? 'text' : type === 'number' || type === 'boolean' ? type : 'json'
}

/** Does the schema take whole numbers only? */
export const isInteger = (schema: Schema): boolean =>
  schema instanceof z.ZodNumber && /int/.test(String(schema.format))

/** A way from a column to a reference inside it: `[]` steps into the elements of an array or the values of a record. */
export interface Reference {
  path: readonly string[]
  table: string
}

/** All references in a schema, those in nested arrays and objects too. */
export function referencesIn(schema: Schema, path: readonly string[] = []): Reference[] {
  const table = z.globalRegistry.get(schema)?.[REF]
  if (typeof table === 'string') return [{ path, table }]
  const { innerType, out, element, valueType, shape, items } = defOf(schema)
  return [
    ...[innerType, out].flatMap(inner => (inner ? referencesIn(inner, path) : [])),
    ...[element, valueType].flatMap(inner => (inner ? referencesIn(inner, [...path, '[]']) : [])),
    ...Object.entries(shape ?? {}).flatMap(([name, inner]) => referencesIn(inner, [...path, name])),
    ...(items ?? []).flatMap((inner, i) => referencesIn(inner, [...path, String(i)])),
  ]
}

/** The values that a path of a Reference leads to. */
export function valuesAt(value: unknown, [step, ...rest]: readonly string[]): unknown[] {
  if (value === undefined || value === null) return []
  if (step === undefined) return [value]
  const held = value as Record<string, unknown>
  return step === '[]' ? Object.values(held).flatMap(v => valuesAt(v, rest)) : valuesAt(held[step], rest)
}

/** The schema that a dotted column name leads to (`cost.0.id`), or undefined when it leads nowhere. */
export function schemaAt(schema: Schema, [step, ...rest]: readonly string[]): Schema | undefined {
  if (step === undefined) return schema
  const { type, shape, element, items, valueType } = defOf(unwrap(schema, 'in'))
  const isNumber = /^\d{1,4}$/.test(step)
  const next =
    type === 'object'
      ? Object.hasOwn(shape!, step) && shape![step]
      : type === 'array'
        ? isNumber && element
        : type === 'tuple'
          ? isNumber && items![Number(step)]
          : type === 'record' && step !== '__proto__' && valueType
  return next ? schemaAt(next, rest) : undefined
}
