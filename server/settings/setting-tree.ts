// The tree of settings that a schema describes: what stands at a path, and which names are near a mistyped one.

import { z } from 'zod'
import { innerOf } from '../lib/schema/inner-schema.ts'

/** Behind its defaults and whether it may be null; a list stays one. */
function bare(schema: z.ZodType): z.ZodType {
  const inner = innerOf(schema)
  return inner ? bare(inner as z.ZodType) : schema
}

/** The settings of a section, or undefined for a single one. */
export function settingsIn(schema: z.ZodType): Record<string, z.ZodType> | undefined {
  const inner = bare(schema)
  return inner instanceof z.ZodObject ? (inner.shape as Record<string, z.ZodType>) : undefined
}

/** Undefined where no setting has this path. */
export function settingAt(root: z.ZodType, path: readonly PropertyKey[]): z.ZodType | undefined {
  let schema: z.ZodType | undefined = root
  for (const key of path) {
    const shape: Record<string, z.ZodType> | undefined = schema && settingsIn(schema)
    schema = shape && Object.hasOwn(shape, key) ? shape[key as string] : undefined
  }
  return schema
}

/** Whether what is typed for it is taken as it is, without being read as JSON: a token of digits is a text. */
export function takesText(schema: z.ZodType): boolean {
  const inner = bare(schema)
  if (inner instanceof z.ZodPipe) return takesText(inner.in as z.ZodType)
  return inner instanceof z.ZodString || inner instanceof z.ZodEnum
}

export type SettingValues = Record<string, unknown>

export const isSection = (value: unknown): value is SettingValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
