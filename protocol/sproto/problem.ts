// Finds what is wrong with a value, and where. It runs after something was refused (and before the interpreter
// converts JSON), so that the quick ways need not carry a path along.

import { decodeBase64 } from './base64.ts'
import { keyOfName } from './keys.ts'
import type { Field, StructType } from './schema.ts'
import { MAX_DEPTH } from './schema.ts'
import { hasLoneSurrogate } from './utf8.ts'
import { fieldOf, isKey, isStruct, TOO_DEEP } from './wire.ts'

/** What the value is on its way to: bytes, JSON, or a body made from JSON. */
export type Mode = 'encode' | 'toJson' | 'fromJson'

export interface Problem {
  readonly path: string
  readonly reason: string
}

export interface Rules {
  readonly mode: Mode
  /** bigints are integers too. */
  readonly isWide: boolean
}

/** The first thing in `value` that `type` refuses, in the order of its fields; undefined when all of it fits. */
export function findProblem(type: StructType, value: unknown, rules: Rules): Problem | undefined {
  return new Search(rules).struct(type, value, '', 0)
}

class Search {
  readonly #mode: Mode
  readonly #isWide: boolean

  constructor(rules: Rules) {
    this.#mode = rules.mode
    this.#isWide = rules.isWide && rules.mode === 'encode'
  }

  struct(type: StructType, value: unknown, path: string, depth: number): Problem | undefined {
    if (!isStruct(value)) return { path, reason: expected(type.name, value) }
    if (depth >= MAX_DEPTH) return { path, reason: TOO_DEEP }
    for (const field of type.fields) {
      const item = fieldOf(value, field.name)
      if (item === undefined) continue
      const problem = this.#field(field, item, path ? `${path}.${field.name}` : field.name, depth)
      if (problem) return problem
    }
    return undefined
  }

  #field(field: Field, value: unknown, path: string, depth: number): Problem | undefined {
    if (field.value) return this.#pairs(field, value, path, depth)
    if (field.key) return this.#keyed(field, value, path, depth)
    if (!field.isArray) return this.#item(field, value, path, depth)
    if (!Array.isArray(value)) return { path, reason: expected('an array', value) }
    for (let i = 0; i < value.length; i++) {
      const problem = this.#item(field, value[i], `${path}[${i}]`, depth)
      if (problem) return problem
    }
    return undefined
  }

  #item(field: Field, value: unknown, path: string, depth: number): Problem | undefined {
    if (field.type) return this.struct(field.type, value, path, depth + 1)
    const wanted = this.#wanted(field, value)
    return wanted === undefined ? undefined : { path, reason: expected(wanted, value) }
  }

  /** `*T(key)`: a Map in code, an array in JSON. */
  #keyed(field: Field, value: unknown, path: string, depth: number): Problem | undefined {
    const entries = this.#entries(value)
    if (!entries) return { path, reason: expected(this.#mode === 'fromJson' ? 'an array' : 'a Map', value) }
    for (const [key, item] of entries) {
      const at = `${path}[${describe(key)}]`
      const problem = this.struct(field.type!, item, at, depth + 1)
      if (problem) return problem
      const own = fieldOf(item as Record<string, unknown>, field.key!.name)
      const isRight = this.#mode === 'fromJson' ? own !== undefined : isKey(own, key)
      const wanted = this.#mode === 'fromJson' ? nounOf(field.key!) : `its key ${describe(key)}`
      if (!isRight) return { path: `${at}.${field.key!.name}`, reason: expected(wanted, own) }
    }
    return undefined
  }

  #entries(value: unknown): Iterable<[unknown, unknown]> | undefined {
    if (this.#mode !== 'fromJson') return value instanceof Map ? value : undefined
    return Array.isArray(value) ? value.entries() : undefined
  }

  /** `*T()`: a Map in code, an object in JSON. */
  #pairs(field: Field, value: unknown, path: string, depth: number): Problem | undefined {
    const isJson = this.#mode === 'fromJson'
    if (isJson ? !isStruct(value) : !(value instanceof Map))
      return { path, reason: expected(isJson ? 'an object' : 'a Map', value) }
    const entries = isJson ? Object.entries(value as object) : (value as Map<unknown, unknown>)
    for (const [name, item] of entries) {
      if (depth + 1 >= MAX_DEPTH) return { path, reason: TOO_DEEP }
      const at = `${path}[${describe(name)}]`
      const key = isJson ? keyOfName(field.key!, name as string) : name
      const wanted =
        key === undefined ? nounOf(field.key!) : isJson ? undefined : this.#wanted(field.key!, key)
      if (wanted !== undefined)
        return { path: at, reason: `expected ${article(wanted)} as key, got ${describe(name)}` }
      if (item === undefined) return { path: at, reason: expected(nounOf(field.value!), item) }
      const problem = this.#field(field.value!, item, at, depth + 1)
      if (problem) return problem
    }
    return undefined
  }

  /** What should have been there instead of `value`; undefined when it is right. */
  #wanted(field: Field, value: unknown): string | undefined {
    switch (field.kind) {
      case 'integer':
        return this.#wantedInteger(value)
      case 'fixed':
        if (typeof value !== 'number') return 'number'
        return Math.abs(value * field.scale) < 2 ** 63 ? undefined : 'number within 64 bits'
      case 'double':
        if (typeof value !== 'number') return 'number'
        return this.#mode === 'encode' || Number.isFinite(value) ? undefined : 'finite number'
      case 'string':
        if (typeof value !== 'string') return 'string'
        return hasLoneSurrogate(value) ? 'string without lone surrogates' : undefined
      case 'binary':
        if (this.#mode !== 'fromJson') return value instanceof Uint8Array ? undefined : 'Uint8Array'
        return typeof value === 'string' && decodeBase64(value) ? undefined : 'base64'
      default:
        return typeof value === field.kind ? undefined : field.kind
    }
  }

  #wantedInteger(value: unknown): string | undefined {
    if (typeof value === 'number' && Number.isSafeInteger(value)) return undefined
    if (typeof value === 'number' && Number.isInteger(value)) return 'integer within ±(2^53 - 1)'
    if (!this.#isWide || typeof value !== 'bigint') return 'integer'
    return BigInt.asIntN(64, value) === value ? undefined : 'integer within 64 bits'
  }
}

const expected = (wanted: string, value: unknown): string => `expected ${wanted}, got ${describe(value)}`

const nounOf = ({ kind, type }: Field): string =>
  type?.name ?? (kind === 'fixed' || kind === 'double' ? 'number' : kind)

const article = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`

/** A short text for a value: enough to find it again, never the whole of it. */
function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 32 ? `${value.slice(0, 32)}…` : value)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return 'an array'
  return value instanceof Map ? 'a Map' : value instanceof Uint8Array ? 'a Uint8Array' : 'an object'
}
