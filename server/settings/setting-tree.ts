// The tree of settings that a schema describes: what stands at a path, and which names are near a mistyped one.

import { z } from 'zod'
import { innerOf } from '../lib/setting-types.ts'

/** Behind its defaults and whether it may be null; a list stays one. */
function bare(schema: z.ZodType): z.ZodType {
  let inner = schema
  while (!(inner instanceof z.ZodObject || inner instanceof z.ZodArray) && 'unwrap' in inner)
    inner = innerOf(inner)
  return inner
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

/** The name that was probably meant. */
export function nearest(key: string, known: readonly string[]): string | undefined {
  const scored = known.map(name => ({ name, distance: editDistance(key.toLowerCase(), name.toLowerCase()) }))
  const best = scored.sort((a, b) => a.distance - b.distance)[0]
  return best && best.distance <= Math.max(2, key.length / 2) ? best.name : undefined
}

/** Levenshtein's distance, by rows. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    row = next
  }
  return row[b.length]!
}

export type SettingValues = Record<string, unknown>

export const isSection = (value: unknown): value is SettingValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
