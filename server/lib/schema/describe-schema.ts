// A schema as text: two schemas with the same text take the same values. What a function does is told by its own text.

import type { z } from 'zod'

export const describeSchema = (schema: z.core.$ZodType): string => JSON.stringify(describe(schema, new Set()))

function describe(value: unknown, above: ReadonlySet<unknown>): unknown {
  if (typeof value === 'function' || value instanceof RegExp) return String(value)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value !== 'object' || value === null) return value === undefined ? 'undefined' : value
  if (above.has(value)) return '(itself)'
  const within = new Set(above).add(value)
  if (value instanceof Map || value instanceof Set) return [...value].map(each => describe(each, within))
  if (value instanceof Date) return value.getTime()
  if (Array.isArray(value)) return value.map(each => describe(each, within))
  const { _zod } = value as { _zod?: { def: object } }
  return describeFields(_zod ? _zod.def : value, within)
}

function describeFields(fields: object, within: ReadonlySet<unknown>): object {
  const names = Object.keys(fields).sort()
  return Object.fromEntries(
    names.map(name => [name, describe((fields as Record<string, unknown>)[name], within)]),
  )
}
