// Random schemas, and random values and changes for them, all decided by seeds, so that fast-check can shrink a list
// of changes. The same change is made to a role's document and to a plain one.

import { z } from 'zod'

export type Random = (below: number) => number

/** mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

export const pick = <T>(random: Random, from: readonly T[]): T => from[random(from.length)]!

const LEAVES = ['int', 'number', 'string', 'boolean', 'bigint', 'date', 'bytes', 'nullable'] as const

export type Shape =
  | { kind: (typeof LEAVES)[number] }
  | { kind: 'object'; fields: Record<string, { shape: Shape; optional: boolean }> }
  | { kind: 'array' | 'record'; entry: Shape }
  | { kind: 'map'; entry: Shape; integers: boolean }

export interface ShapeOptions {
  depth: number
  /** FerretDB can't hold an array that is directly in an array. */
  arraysInArrays: boolean
}

export function randomShape(random: Random, options: ShapeOptions, inArray = false): Shape {
  const kinds = ['object', 'array', 'record', 'map'].filter(
    k => k !== 'array' || !inArray || options.arraysInArrays,
  )
  if (options.depth === 0 || random(3) === 0) return { kind: pick(random, LEAVES) }
  const kind = pick(random, kinds)
  const deeper = { ...options, depth: options.depth - 1 }
  if (kind === 'object') return randomObject(random, deeper)
  const entry = randomShape(random, deeper, kind === 'array')
  return kind === 'map'
    ? { kind, entry, integers: random(2) === 0 }
    : { kind: kind as 'array' | 'record', entry }
}

export function randomObject(random: Random, options: ShapeOptions): Shape & { kind: 'object' } {
  // Sometimes more fields than one word of marks holds.
  const count = random(12) === 0 ? 40 : 1 + random(5)
  const fields: Record<string, { shape: Shape; optional: boolean }> = {}
  for (let i = 0; i < count; i++)
    fields[`f${i}`] = {
      shape: count > 30 ? { kind: 'int' } : randomShape(random, options),
      optional: random(3) === 0,
    }
  return { kind: 'object', fields }
}

export function schemaOf(shape: Shape): z.ZodType {
  switch (shape.kind) {
    case 'int':
      return z.int()
    case 'number':
      return z.number()
    case 'string':
      return z.string()
    case 'boolean':
      return z.boolean()
    case 'bigint':
      return z.bigint()
    case 'date':
      return z.date()
    case 'bytes':
      return z.instanceof(Uint8Array)
    case 'nullable':
      return z.union([z.string(), z.int()]).nullable()
    case 'object':
      return objectSchemaOf(shape)
    case 'array':
      return z.array(schemaOf(shape.entry))
    case 'record':
      return z.record(z.string(), schemaOf(shape.entry))
    case 'map':
      return z.map(shape.integers ? z.int() : z.string(), schemaOf(shape.entry))
  }
}

/** `defaults` makes every field one that a new role can start from. */
export function objectSchemaOf(shape: Shape & { kind: 'object' }, defaults?: Record<string, unknown>) {
  return z.object(
    Object.fromEntries(
      Object.entries(shape.fields).map(([name, field]) => {
        const schema = schemaOf(field.shape)
        if (field.optional) return [name, schema.optional()]
        return [name, defaults ? schema.default(defaults[name] as never) : schema]
      }),
    ),
  )
}

const KEYS = ['a', 'b', 'constructor', 'toString', '0', '7', 'ключ', 'a b', 'length']

export const randomKey = (random: Random, shape: Shape): string | number =>
  shape.kind === 'map' && shape.integers ? random(9) - 4 : pick(random, KEYS)

export function randomValue(random: Random, shape: Shape): unknown {
  const several = () => Array.from({ length: random(4) })
  switch (shape.kind) {
    case 'int':
      return pick(random, [0, 1, -1, 2 ** 31, -(2 ** 40), random(1000)])
    case 'number':
      return pick(random, [0, 0.5, -1e300, 3, random(1000) / 7])
    case 'string':
      return pick(random, ['', 'x', '$a.b', 'é世', String(random(1000))])
    case 'boolean':
      return random(2) === 0
    case 'bigint':
      return pick(random, [0n, -1n, 2n ** 62n, BigInt(random(1000))])
    case 'date':
      return new Date(random(2 ** 31))
    case 'bytes':
      return Uint8Array.from({ length: random(4) }, () => random(256))
    case 'nullable':
      return pick(random, [null, 'x', 5])
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.fields)
          .filter(([, { optional }]) => !optional || random(2) === 0)
          .map(([name, field]) => [name, randomValue(random, field.shape)]),
      )
    case 'array':
      return several().map(() => randomValue(random, shape.entry))
    case 'record':
      return Object.fromEntries(
        several().map(() => [randomKey(random, shape), randomValue(random, shape.entry)]),
      )
    case 'map':
      return new Map(several().map(() => [randomKey(random, shape), randomValue(random, shape.entry)]))
  }
}

/** How a plain document is stored: maps as objects. */
export function storedForm(value: unknown): unknown {
  if (value instanceof Map) return storedForm(Object.fromEntries(value))
  if (Array.isArray(value)) return value.map(storedForm)
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array)
    return value instanceof Uint8Array ? new Uint8Array(value) : value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, storedForm(entry)]))
}
