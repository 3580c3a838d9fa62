// Where secrets stand in a tree of settings, so that nothing which is shown has one. Always true: what a schema turns into
// something else, or of which it has several forms, is hidden as a whole where a secret may be in it.

import { inspect } from 'node:util'
import { z } from 'zod'
import { markOf } from '../lib/setting-types.ts'
import { bare, isSection, type SettingValues, settingAt } from './setting-tree.ts'

const HIDDEN = '(hidden)'

/** Whether no part of its value may be shown. */
export function isHidden(schema: z.ZodType): boolean {
  const inner = bare(schema)
  const isOpaque = inner instanceof z.ZodPipe || inner instanceof z.ZodUnion
  return markOf(schema) === 'secret' || (isOpaque && partsOf(inner).some(hasSecret))
}

const hasSecret = (schema: z.ZodType): boolean =>
  markOf(schema) === 'secret' || partsOf(bare(schema)).some(hasSecret)

function partsOf(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodObject) return Object.values(schema.shape)
  if (schema instanceof z.ZodArray) return [schema.element as z.ZodType]
  if (schema instanceof z.ZodRecord) return [schema.valueType as z.ZodType]
  if (schema instanceof z.ZodPipe) return [schema.in as z.ZodType]
  return schema instanceof z.ZodUnion ? (schema.options as z.ZodType[]) : []
}

/** `value`, or a copy of it that may be shown. */
export function withoutSecrets(value: unknown, schema: z.ZodType | undefined): unknown {
  if (!value || !schema) return value
  return isHidden(schema) ? HIDDEN : mapped(value, schema, withoutSecrets)
}

/** A frozen copy: it, and every section and list in it, shows no secret when it is logged, printed or written as JSON. */
export function hidingSecrets(value: unknown, schema: z.ZodType | undefined): unknown {
  if (!schema) return value
  const copy = isHidden(schema) ? copyOf(value) : mapped(value, schema, hidingSecrets)
  if (copy === value) return value
  const shown = () => withoutSecrets(value, schema)
  const hooks = { toJSON: { value: shown }, [inspect.custom]: { value: shown } }
  return Object.freeze(Object.defineProperties(copy as object, hooks))
}

/** Every text that is secret, or in something secret. */
export function secretsIn(value: unknown, schema: z.ZodType | undefined): string[] {
  if (!schema) return []
  if (markOf(schema) === 'secret') return textsIn(value)
  const inner = bare(schema)
  if (inner instanceof z.ZodUnion) return partsOf(inner).flatMap(each => secretsIn(value, each))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => secretsIn(part, settingAt(schema, [key])))
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

type OfPart = (value: unknown, schema: z.ZodType | undefined) => unknown

/** A copy with each part changed; what the schema does not describe the parts of is returned as it is. */
function mapped(value: unknown, schema: z.ZodType, change: OfPart): unknown {
  const inner = bare(schema)
  if (inner instanceof z.ZodArray && Array.isArray(value))
    return value.map(each => change(each, partsOf(inner)[0]))
  const hasParts = inner instanceof z.ZodObject || inner instanceof z.ZodRecord
  if (!hasParts || !isSection(value)) return value
  return changed(value, (key, part) => change(part, settingAt(inner, [key])))
}

const changed = (values: SettingValues, change: (key: string, part: unknown) => unknown): SettingValues =>
  Object.fromEntries(Object.entries(values).map(([key, part]) => [key, change(key, part)]))

/** Of plain data; an object of a class shows what its class says. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...value]
  return isSection(value) && Object.getPrototypeOf(value) === Object.prototype ? { ...value } : value
}
