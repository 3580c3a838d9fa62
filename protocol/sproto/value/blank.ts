// What a field that is marked as given reads as where it is missing; a field that may be missing reads as undefined.

import type { Field } from '../schema/schema.ts'
import { type Fields, setField } from '../wire/wire.ts'

/** Objects are new each time: whoever gets one may change it. */
export function blankOf(field: Field): unknown {
  const { isGiven, key, isArray, type, kind } = field
  if (!isGiven) return undefined
  if (key) return new Map()
  if (isArray) return []
  if (kind === 'binary') return new Uint8Array(0)
  if (!type) return kind === 'string' ? '' : kind === 'boolean' ? false : 0
  const blank: Fields = {}
  for (const inner of type.fields) setField(blank, inner.name, blankOf(inner))
  return blank
}

/** Undefined where blankOf would make an object. */
export function blankScalar(field: Field): number | string | boolean | undefined {
  const blank = field.isArray ? undefined : blankOf(field)
  return typeof blank === 'object' ? undefined : (blank as number | string | boolean | undefined)
}
