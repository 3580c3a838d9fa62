// Turns a zod schema into the types that a document is made of. What a document can't track or store is refused here,
// when the role is defined, with the path of the field.

import { z } from 'zod'
import { createLeaf } from './leaf-type.ts'
import type { ObjectClass } from './object-class.ts'
import { createObjectType } from './object-type.ts'
import type { Quick, Type } from './type.ts'

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

interface Wrapped {
  inner: z.ZodType
  optional: boolean
  nullable: boolean
  fallback: () => { has: boolean; value?: unknown }
}

export interface CompileOptions {
  checks: boolean
  made?: (type: ObjectClass) => void
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
  const { inner, ...how } = wrapped
  if (!(inner instanceof z.ZodObject)) return undefined
  refuseChecks(inner, path)
  const fields = Object.entries(inner.shape).map(([name, type]) => {
    refuseName(name, path)
    return { name, type: compile(type as z.ZodType, `${path}.${name}`, checks) }
  })
  return createObjectType({ ...how, fields, checks, ...(made && { made }) })
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
    wrapped.inner = (inner as z.ZodOptional<z.ZodType>)._zod.def.innerType
  }
}

/** The schema without its defaults, which would hide that a value is missing. */
function bare(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return bare(schema._zod.def.innerType as z.ZodType)
  return schema
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
  if (!base) throw new TypeError(`${path}: a role can not hold a z.${type}()`)
  return base
}

function refuseChecks(schema: z.ZodType, path: string): void {
  if (schema._zod.def.checks?.length)
    throw new TypeError(
      `${path}: a check of a whole ${schema._zod.def.type} can not be kept; write a method for it`,
    )
}

function refuseName(name: string, path: string): void {
  if (name === '' || /[.$\0]/.test(name) || name === '__proto__')
    throw new TypeError(`${path}: ${JSON.stringify(name)} can not be the name of a field`)
}
