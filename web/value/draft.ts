// A message body as it is edited: plain JSON values, in the form that text frames use (binary as base64, `*T(key)` an
// array of T, `*T()` an object), so that the form and the JSON text are two views of one value. Here it is made,
// checked against its type, turned into what the codec encodes, and made again of what the codec decoded.

import type { Field, StructType } from '../../protocol/sproto/index.ts'
import { fromBase64, toBase64 } from './bytes.ts'
import { type Json, joinPath } from './read-json.ts'

export type JsonObject = { [name: string]: Json }

export interface DraftError {
  /** `role.bag[3].count`, as the codec names it. */
  path: string
  message: string
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every field with an empty value, to fill in; structs within structs to a few levels (types may contain themselves). */
export function blankStruct(type: StructType, depth = 0): JsonObject {
  const fields = type.fields.filter(field => depth < 2 || field.kind !== 'struct' || field.isArray)
  return Object.fromEntries(
    fields.map(field => [
      field.name,
      field.type && !field.isArray ? blankStruct(field.type, depth + 1) : blankField(field),
    ]),
  )
}

/** An empty value for the whole field: `[]` for arrays, `{}` for `*T()`. */
export function blankField(field: Field): Json {
  if (field.isArray) return field.value ? {} : []
  return blankItem(field)
}

/** An empty value for one element of the field: of a struct all is left out, but for the key that `*T(key)` needs. */
export function blankItem(field: Field): Json {
  if (field.value) return blankField(field.value)
  if (field.type) return field.key ? { [field.key.name]: blankField(field.key) } : {}
  if (field.kind === 'boolean') return false
  return field.kind === 'string' || field.kind === 'binary' ? '' : 0
}

/** Checks a draft and makes the codec's value of it; every error is told, not the first only. */
export function toBody(
  type: StructType,
  draft: Json,
): { body: Record<string, unknown>; errors: DraftError[] } {
  const reader = new DraftReader()
  return { body: reader.struct(type, draft, ''), errors: reader.errors }
}

class DraftReader {
  readonly errors: DraftError[] = []

  struct(type: StructType, draft: Json, path: string): Record<string, unknown> {
    if (!isObject(draft)) return this.#wrong(path, 'an object', draft) as never
    const known = new Map(type.fields.map(field => [field.name, field]))
    const body: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(draft)) {
      const field = known.get(name)
      const at = joinPath(path, name)
      if (!field) this.errors.push({ path: at, message: `${type.name} has no field "${name}"` })
      else if (value !== null) body[name] = this.#field(field, value, at)
    }
    return body
  }

  #field(field: Field, value: Json, path: string): unknown {
    if (!field.isArray) return this.#item(field, value, path)
    if (field.value) return this.#dictionary(field, value, path)
    if (!Array.isArray(value)) return this.#wrong(path, 'an array', value)
    const items = value.map((item, index) => this.#item(field, item, `${path}[${index}]`))
    const { key } = field
    return key ? new Map(items.map(item => [(item as Record<string, unknown>)?.[key.name], item])) : items
  }

  #dictionary(field: Field, value: Json, path: string): unknown {
    if (!isObject(value)) return this.#wrong(path, 'an object', value)
    const key = (name: string) => (field.key!.kind === 'string' ? name : readKey(name))
    const entries = Object.entries(value).map(([name, item]) => {
      const at = joinPath(path, name)
      return [this.#item(field.key!, key(name), at), this.#field(field.value!, item, at)] as const
    })
    return new Map(entries)
  }

  #item(field: Field, value: Json, path: string): unknown {
    if (field.type) return this.struct(field.type, value, path)
    const problem = problemOf(field, value)
    if (problem) return this.#wrong(path, problem, value)
    return field.kind === 'binary' ? fromBase64(value as string) : value
  }

  #wrong(path: string, expected: string, got: Json): undefined {
    const shown =
      got === undefined || typeof got === 'object'
        ? nameOf(got)
        : typeof got === 'bigint'
          ? `${got}`
          : JSON.stringify(got)
    this.errors.push({ path, message: `expected ${expected}, got ${shown}` })
    return undefined
  }
}

/** What was expected, where the value is not that. */
function problemOf(field: Field, value: Json): string | undefined {
  switch (field.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true or false'
    case 'string':
      return typeof value === 'string' ? undefined : 'a string'
    case 'binary':
      return typeof value === 'string' && fromBase64(value) ? undefined : 'base64'
    case 'integer':
      return isInteger(value) ? undefined : 'an integer of 64 bits'
    default:
      return typeof value === 'number' || typeof value === 'bigint' ? undefined : 'a number'
  }
}

const isInteger = (value: Json): boolean =>
  typeof value === 'bigint' ? BigInt.asIntN(64, value) === value : Number.isSafeInteger(value)

const readKey = (name: string): Json => (/^-?\d+$/.test(name) ? narrow(BigInt(name)) : name)

const narrow = (value: bigint): number | bigint =>
  BigInt(Number(value)) === value && Number.isSafeInteger(Number(value)) ? Number(value) : value

const nameOf = (value: Json | undefined): string =>
  value === undefined ? 'nothing' : value === null ? 'null' : Array.isArray(value) ? 'an array' : 'an object'

/** What the codec decoded, as a draft. Works without a type too: structure is read off the value. */
export function toDraft(type: StructType | undefined, body: unknown): JsonObject {
  const fields = new Map(type?.fields.map(field => [field.name, field]))
  const entries = Object.entries((body ?? {}) as Record<string, unknown>).filter(
    ([, value]) => value !== undefined,
  )
  return Object.fromEntries(entries.map(([name, value]) => [name, draftOf(fields.get(name), value)]))
}

function draftOf(field: Field | undefined, value: unknown): Json {
  if (value instanceof Map) return draftOfMap(field, value)
  if (Array.isArray(value)) return value.map(item => draftOf(field, item))
  if (value instanceof Uint8Array) return toBase64(value)
  if (typeof value === 'object' && value !== null) return toDraft(field?.type, value)
  return value as Json
}

function draftOfMap(field: Field | undefined, map: Map<unknown, unknown>): Json {
  if (field?.key && !field.value) return [...map.values()].map(item => toDraft(field.type, item))
  return Object.fromEntries([...map].map(([key, item]) => [String(key), draftOf(field?.value, item)]))
}
