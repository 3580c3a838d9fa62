// The tree of settings that a schema describes: what stands at a path, and which names are near a mistyped one.

import { z } from 'zod'
import { innerOf } from '../lib/schema/inner-schema.ts'

/** Behind its defaults and whether it may be null; a list stays one. */
export function bare(schema: z.ZodType): z.ZodType {
  const inner = innerOf(schema)
  return inner ? bare(inner as z.ZodType) : schema
}

/** The settings of a section, or undefined for a single one. */
export function settingsIn(schema: z.ZodType): Record<string, z.ZodType> | undefined {
  const inner = bare(schema)
  return inner instanceof z.ZodObject ? (inner.shape as Record<string, z.ZodType>) : undefined
}

/** Also in lists, and in records, which have settings of any name. Undefined where no setting has this path. */
export function settingAt(root: z.ZodType, path: readonly PropertyKey[]): z.ZodType | undefined {
  let schema: z.ZodType | undefined = root
  for (const key of path) schema = schema && partAt(schema, key)
  return schema
}

function partAt(schema: z.ZodType, key: PropertyKey): z.ZodType | undefined {
  const inner = bare(schema)
  if (inner instanceof z.ZodPipe) return partAt(inner.in as z.ZodType, key)
  if (inner instanceof z.ZodArray) return inner.element as z.ZodType
  if (inner instanceof z.ZodRecord) return inner.valueType as z.ZodType
  const shape = settingsIn(inner)
  return shape && Object.hasOwn(shape, key) ? shape[key as string] : undefined
}

/** Whether what is typed for it is taken as it is, without being read as JSON: a token of digits is a text. */
export function takesText(schema: z.ZodType): boolean {
  const inner = bare(schema)
  if (inner instanceof z.ZodPipe) return takesText(inner.in as z.ZodType)
  if (inner instanceof z.ZodUnion) return inner.options.every(each => takesText(each as z.ZodType))
  if (inner instanceof z.ZodLiteral) return [...inner.values].every(value => typeof value === 'string')
  return inner instanceof z.ZodEnum || inner.type === 'string' || inner.type === 'template_literal'
}

export type SettingValues = Record<string, unknown>

export const isSection = (value: unknown): value is SettingValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
