// Turns a zod schema into the types that a document is made of. What a document cannot track or store is refused here,
// when its kind is defined, with the path of the field.

import { z } from 'zod'
import { innerOf } from '../lib/schema/inner-schema.ts'
import { createArrayType } from './array/array-type.ts'
import { createMapType } from './keyed/map-node.ts'
import { createRecordType } from './keyed/record-type.ts'
import type { ObjectClass } from './object/object-class.ts'
import { createObjectType } from './object/object-type.ts'
import type { Presence } from './tree/container-type.ts'
import { createLeaf } from './tree/leaf-type.ts'
import { type Quick, type Type, whyBadKey } from './tree/type.ts'

const LEAVES: Record<string, string> = {
  string: 'string',
  number: 'number',
  int: 'number',
  boolean: 'boolean',
  bigint: 'bigint',
  date: 'date',
  literal: 'literal',
  enum: 'enum',
  null: 'null',
  template_literal: 'string',
}

interface Wrapped extends Presence {
  inner: z.ZodType
}

export interface CompileOptions {
  checks: boolean
  made?: (type: ObjectClass) => () => ObjectClass
}

/** Throws TypeError naming the path of what is not supported. */
export function compileObject(schema: z.ZodObject, path: string, options: CompileOptions): Type {
  return compileContainer(unwrap(schema), path, options)!
}

function compile(schema: z.ZodType, path: string, checks: boolean): Type {
  const wrapped = unwrap(schema)
  const container = compileContainer(wrapped, path, { checks })
  if (container) return container
  const { inner, optional, nullable, fallback } = wrapped
  const base = baseOf(inner, path)
  const quick = optional || nullable ? undefined : quickOf(inner)
  return createLeaf({ schema: bare(schema), optional, fallback, base, ...(quick && { quick }) })
}

/** The check that says all there is to say about a value of this schema, if there is one so simple. */
function quickOf(inner: z.ZodType): Quick | undefined {
  const { type, checks, format, coerce } = inner._zod.def as {
    type: string
    checks?: unknown[]
    format?: string
    coerce?: boolean
  }
  if (checks?.length || coerce) return undefined
  if (type === 'number' && format === 'safeint') return 'integer'
  return !format && (type === 'number' || type === 'string' || type === 'boolean') ? type : undefined
}

function compileContainer(
  wrapped: Wrapped,
  path: string,
  { checks, made }: CompileOptions,
): Type | undefined {
  const { inner, ...presence } = wrapped
  const compileEntry = (schema: z.ZodType, name: string) => compile(schema, `${path}.${name}`, checks)
  if (!isContainer(inner)) return undefined
  refuseChecks(inner, path)
  if (inner instanceof z.ZodObject) {
    const fields = Object.entries(inner.shape).map(([name, type]) => {
      refuseName(name, path)
      return { name, type: compileEntry(type as z.ZodType, name) }
    })
    return createObjectType({ ...presence, fields, path, checks, ...(made && { made }) })
  }
  if (inner instanceof z.ZodArray)
    return createArrayType({ ...presence, checks, entry: compileEntry(inner.element as z.ZodType, '[]') })
  const entry = compileEntry(inner.valueType as z.ZodType, '{}')
  if (inner instanceof z.ZodMap)
    return createMapType({
      ...presence,
      checks,
      entry,
      integers: hasIntegerKeys(inner.keyType as z.ZodType, path),
    })
  return createRecordType({
    ...presence,
    checks,
    entry,
    whyBadKey: keyCheck(inner.keyType as z.ZodType, path),
  })
}

const isContainer = (inner: z.ZodType): inner is z.ZodObject | z.ZodArray | z.ZodMap | z.ZodRecord =>
  inner instanceof z.ZodObject ||
  inner instanceof z.ZodArray ||
  inner instanceof z.ZodMap ||
  inner instanceof z.ZodRecord

/** Whether keys are integers (true) or text (false). */
function hasIntegerKeys(key: z.ZodType, path: string): boolean {
  const { type } = key._zod.def
  if (type === 'number') return true
  if (type === 'string') return false
  throw new TypeError(`${path}: a z.${type}() cannot be the key of a map`)
}

/** Keys of records are text; an integer key is written as integers are. Enums and checked text ask zod. */
function keyCheck(key: z.ZodType, path: string): (key: string) => string | undefined {
  const { type, checks } = key._zod.def as { type: string; checks?: unknown[] }
  if (type === 'number')
    return name =>
      String(Number(name)) === name && Number.isSafeInteger(Number(name))
        ? undefined
        : `the key ${name} is not an integer`
  if (type !== 'string' && type !== 'enum' && type !== 'literal')
    throw new TypeError(`${path}: a z.${type}() cannot be the key of a record`)
  if (type === 'string' && !checks?.length) return whyBadKey
  return name =>
    whyBadKey(name) ?? (key.safeParse(name).success ? undefined : `the key ${name} is not allowed`)
}

/** Takes optional, nullable, default and readonly off. */
function unwrap(schema: z.ZodType): Wrapped {
  const wrapped: Wrapped = {
    inner: schema,
    optional: false,
    nullable: false,
    fallback: () => ({ has: false }),
  }
  for (;;) {
    const { inner } = wrapped
    if (inner instanceof z.ZodOptional) wrapped.optional = true
    else if (inner instanceof z.ZodNullable) wrapped.nullable = true
    else if (inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault)
      wrapped.fallback = () => ({ has: true, value: inner._zod.def.defaultValue })
    else if (!(inner instanceof z.ZodReadonly)) return wrapped
    wrapped.inner = innerOf(inner) as z.ZodType
  }
}

/** The schema without its defaults, which would hide that a value is missing. */
function bare(schema: z.ZodType): z.ZodType {
  const hasDefault = schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
  return hasDefault ? bare(innerOf(schema) as z.ZodType) : schema
}

function baseOf(inner: z.ZodType, path: string): string {
  const { type } = inner._zod.def
  if (
    inner instanceof z.ZodUnion &&
    inner.options.every(option => (option as z.ZodType)._zod.def.type in LEAVES)
  )
    return 'union'
  if (type === 'custom' && inner.safeParse(new Uint8Array()).success) return 'bytes'
  const base = LEAVES[type]
  if (!base) throw new TypeError(`${path}: a document cannot hold a z.${type}()`)
  return base
}

function refuseChecks(schema: z.ZodType, path: string): void {
  if (schema._zod.def.checks?.length)
    throw new TypeError(
      `${path}: a check of a whole ${schema._zod.def.type} is not supported; write a method instead`,
    )
}

function refuseName(name: string, path: string): void {
  if (name === '' || /[.$\0]/.test(name) || name === '__proto__')
    throw new TypeError(`${path}: ${JSON.stringify(name)} cannot be the name of a field`)
}
