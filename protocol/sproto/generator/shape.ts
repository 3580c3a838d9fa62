// What the writers of code share: the context of one type, and small questions about it.

import type { Field, StructType } from '../schema/schema.ts'
import { MAX_DEPTH } from '../schema/schema.ts'
import type { Names } from './names.ts'

export interface Context {
  readonly type: StructType
  readonly names: Names
  readonly isWide: boolean
  /** Its values can nest without end, so that the depth has to be looked at. */
  readonly isDeep: boolean
}

/** Whether structs of `type` can hold themselves, or so many levels that the limit is near. */
export const isDeep = (type: StructType): boolean => heightOf(type, new Map()) > MAX_DEPTH / 2

/** How many structs within each other `type` can make; without end while it is still being looked at. */
function heightOf(type: StructType, known: Map<StructType, number>): number {
  const height = known.get(type)
  if (height !== undefined) return height
  known.set(type, Number.POSITIVE_INFINITY)
  const inner = type.fields.map(field => (field.type ? heightOf(field.type, known) : 0))
  known.set(type, 1 + Math.max(0, ...inner))
  return known.get(type)!
}

/** Whether a `*T()` of `type` holds, as values of values, the same again: a map without end, which needs a name. */
export function isEndless(type: StructType): boolean {
  const seen = new Set<StructType>()
  let value = type.byTag[1]
  while (value?.value && value.type !== type && !seen.has(value.type!)) {
    seen.add(value.type!)
    value = value.value
  }
  return value?.value !== undefined && value.type === type
}

/** That name. No type of a schema has a `$`. */
export const mapName = (type: StructType, names: Names): string => `${names.get(type)}$Map`

/** The expression that takes a field out of the object `of`; what objects inherit is no field. */
export const take = (of: string, field: Field): string =>
  isInherited(field) ? `fieldOf(${of}, '${field.name}')` : `${of}.${field.name}`

/** Lines that take all `fields` out of the object `of`, as f0, f1, …; what is no object is refused. */
export function takeAll(of: string, fields: readonly Field[]): string[] {
  const plain = fields.flatMap((field, i) => (isInherited(field) ? [] : [`${field.name}: f${i}`]))
  const odd = fields.flatMap((field, i) => (isInherited(field) ? [`const f${i} = ${take(of, field)}`] : []))
  if (odd.length === 0) return [`const { ${plain.join(', ')} } = isStruct(${of}) ? ${of} : refuse()`]
  const rest = plain.length > 0 ? [`const { ${plain.join(', ')} } = ${of}`] : []
  return [`if (!isStruct(${of})) return refuse()`, ...rest, ...odd]
}

const isInherited = ({ name }: Field): boolean => name in Object.prototype

/** The name of a property in an object literal; `__proto__: x` would set the prototype. */
export const property = (field: Field): string => (field.name === '__proto__' ? "['__proto__']" : field.name)

/** The expression for the blank of a field that is given, where it is an object; `struct`: for that of its type. */
export function blankObject({ key, isArray, type }: Field, struct: string): string {
  if (key) return 'new Map()'
  if (isArray) return '[]'
  return type ? struct : 'new Uint8Array(0)'
}

export const suffixOf = (context: Context, field: Field): string => context.names.get(field.type!)!

export const indent = (lines: readonly string[], by = '  '): string[] => lines.map(line => by + line)

/** The name of the constant that says whether integers may be bigints. */
export const widthOf = ({ isWide }: Context): string => (isWide ? 'WIDE' : 'SAFE')
