// What a schema says of a view or an input: its lists, and of each field what has to be known to draw and to predict it.

import { INPUT_HEAD, PATCH } from '../../kit.ts'
import type { Field, Protocol, StructType } from '../../sproto/index.ts'

/** Values of an entity or an input by field. */
export type Values = Record<string, unknown>
/** Those of its fields that are numbers. */
export type Numbers = Record<string, number>

export interface Entity extends Values {
  readonly id: number
}

/** A number that goes from one value to the next by way of those between. */
export interface SmoothField {
  readonly name: string
  /** The short way round, 2π being 0. */
  readonly isAngle: boolean
  /** Between two values that can be told apart on the wire. */
  readonly unit: number
}

export interface ListShape {
  readonly name: string
  /** All but the id. */
  readonly fields: readonly string[]
  readonly smooth: readonly SmoothField[]
  /** An entity of which nothing is known: every field has its empty value. */
  readonly blank: Values
}

/** Fields with such names hold angles in radians. */
const ANGLE = /^(.*_)?(angle|rotation|heading|yaw)$/

/** The lists of view `name`. Throws where there is no such view. */
export function listsOf(protocol: Protocol, name: string): ListShape[] {
  const type = protocol.byName.get(name)?.definition.request
  if (!begins(type, PATCH)) throw new Error(`view: expected a push that begins with a Patch, got ${name}`)
  return type.fields.filter(isList).map(({ name, type: item }) => {
    const fields = item!.fields.filter(field => field.name !== 'id')
    const blank: Values = {}
    for (const field of fields) blank[field.name] = emptyOf(field)
    const smooth = fields.filter(isSmooth).map(smoothOf)
    return { name, fields: fields.map(field => field.name), smooth, blank }
  })
}

/** How input `name` is rounded on its way: by field, how many units there are in 1. Throws where there is no such input. */
export function scalesOf(protocol: Protocol, name: string): Map<string, number> {
  const type = protocol.byName.get(name)?.definition.request
  if (!begins(type, INPUT_HEAD))
    throw new Error(`input: expected a request that begins with an InputHead, got ${name}`)
  const fixed = type.fields.filter(({ kind, isArray }) => kind === 'fixed' && !isArray)
  return new Map(fixed.map(field => [field.name, field.scale]))
}

function begins(type: StructType | undefined, by: { type: string; field: string }): type is StructType {
  const [first] = type?.byTag ?? []
  return first?.tag === 0 && first.name === by.field && first.type?.name === by.type
}

const isList = ({ isArray, key, type }: Field): boolean =>
  isArray && !key && (type?.fields.some(({ name }) => name === 'id') ?? false)

const isSmooth = ({ kind, isArray }: Field): boolean => (kind === 'fixed' || kind === 'double') && !isArray

const smoothOf = ({ name, kind, scale }: Field): SmoothField => ({
  name,
  isAngle: ANGLE.test(name),
  unit: kind === 'fixed' ? 1 / scale : 1e-9,
})

function emptyOf({ kind, isArray, key }: Field): unknown {
  if (key) return new Map()
  if (isArray) return []
  if (kind === 'struct') return {}
  if (kind === 'binary') return new Uint8Array(0)
  return kind === 'string' ? '' : kind === 'boolean' ? false : 0
}

/** The way from `from` to `to`. */
export function way(isAngle: boolean, from: number, to: number): number {
  const straight = to - from
  return isAngle ? straight - 2 * Math.PI * Math.round(straight / (2 * Math.PI)) : straight
}
