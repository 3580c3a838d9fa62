// The types whose values have no parts: text, numbers, dates, bytes and the like. zod decides what is allowed;
// what is added here: 64 bits for a bigint, no -0, well-formed text, and the conversion of what stores give back.

import type { z } from 'zod'
import { BadValue, type Intake, type Quick, type Type } from './type.ts'

const MIN_INT64 = -(2n ** 63n)
const MAX_INT64 = 2n ** 63n - 1n

const STORED: Intake = { stored: true, checks: true }

interface LeafOptions {
  schema: z.ZodType
  optional: boolean
  fallback: () => { has: boolean; value?: unknown }
  quick?: Quick
  base: string
}

export function createLeaf({ schema, optional, fallback, quick, base }: LeafOptions): Type {
  const accept = (value: unknown, { stored, checks }: Intake): unknown => {
    if (isQuick(quick, value)) return typeof value === 'number' ? value + 0 : value
    const given = stored ? fromStore(value, base) : value
    if (!stored && !checks) return copy(given)
    if (given === undefined && !optional) throw new BadValue('is missing')
    const result = schema.safeParse(given)
    if (!result.success) throw new BadValue(result.error.issues.map(issue => issue.message).join('; '))
    return copy(checkRange(result.data))
  }
  return {
    container: false,
    direct: base !== 'date' && base !== 'bytes' && base !== 'union',
    optional,
    ...(quick && { quick }),
    accept,
    keep: value => accept(value, STORED),
    expose: copy,
    same: sameLeaf,
    equal: sameLeaf,
    stored: inner => inner,
    plain: copy,
    fallback: () => {
      const { has, value } = fallback()
      return has ? { has, value: accept(value, { stored: false, checks: true }) } : { has }
    },
  }
}

/** Whether `quick` alone says that the value is fine; what the generated setters check too (object-class.ts). */
export function isQuick(quick: Quick | undefined, value: unknown): boolean {
  switch (quick) {
    case 'integer':
      return Number.isSafeInteger(value)
    case 'number':
      return typeof value === 'number' && value - value === 0
    case 'string':
      return typeof value === 'string' && value.isWellFormed()
    case 'boolean':
      return typeof value === 'boolean'
    default:
      return false
  }
}

function checkRange(value: unknown): unknown {
  if (typeof value === 'bigint' && (value < MIN_INT64 || value > MAX_INT64))
    throw new BadValue('a bigint must fit 64 bits')
  if (typeof value === 'string' && !value.isWellFormed()) throw new BadValue('contains a lone surrogate')
  return value
}

function copy(value: unknown): unknown {
  if (typeof value === 'number') return value + 0
  if (typeof value !== 'object' || value === null) return value
  return value instanceof Date
    ? new Date(value.getTime())
    : value instanceof Uint8Array
      ? new Uint8Array(value)
      : value
}

function sameLeaf(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime()
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0
  return false
}

/** MongoDB gives every 64-bit integer as a bigint, and both stores give bytes as a Buffer. */
function fromStore(value: unknown, base: string): unknown {
  if (typeof value === 'bigint' && base !== 'bigint') return Number(value)
  if (typeof value === 'number' && base === 'bigint' && Number.isSafeInteger(value)) return BigInt(value)
  return value
}
