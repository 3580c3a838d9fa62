// What zod's wrappers wrap: the schema behind optional, nullable, default and the like.

import type { z } from 'zod'

const WRAPPERS: ReadonlySet<string> = new Set([
  'optional',
  'nullable',
  'default',
  'prefault',
  'nonoptional',
  'readonly',
  'catch',
  'success',
])

/** undefined for a schema that is not a wrapper. */
export function innerOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const { type, innerType } = schema._zod.def as { type: string; innerType?: z.core.$ZodType }
  return WRAPPERS.has(type) ? innerType : undefined
}
