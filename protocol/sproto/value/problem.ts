// Finds what is wrong with a value, and where. It runs after something was refused (and before the interpreter
// converts JSON), so that the quick ways need not carry a path along.

import { SprotoEncodeError, SprotoJsonError } from '../errors.ts'
import type { Field, StructType } from '../schema/schema.ts'
import { MAX_DEPTH } from '../schema/schema.ts'
import { decodeBase64 } from '../wire/base64.ts'
import { hasLoneSurrogate } from '../wire/utf8.ts'
import { type Fields, fieldOf, isKey, isStruct, TOO_DEEP } from '../wire/wire.ts'
import { keyOfName } from './keys.ts'

/** What the value is on its way to: bytes, JSON, or a body made from JSON. */
export type Mode = 'encode' | 'toJson' | 'fromJson'

/** Throws for the first thing in `value` that `type` refuses, in the order of its fields: SprotoEncodeError on the
 * way to bytes, else SprotoJsonError. `isWide`: bigints are integers too. */
export function checkValue(type: StructType, value: unknown, mode: Mode, isWide = false): void {
  new Check(mode, isWide).struct(type, value, '', 0)
}

class Check {
  readonly #mode: Mode
  readonly #isWide: boolean

  constructor(mode: Mode, isWide: boolean) {
    this.#mode = mode
    this.#isWide = isWide && mode === 'encode'
  }

  #refuse(path: string, reason: string): never {
    throw new (this.#mode === 'encode' ? SprotoEncodeError : SprotoJsonError)(reason, path)
  }

  #expect(isRight: boolean, path: string, wanted: string, value: unknown): void {
    if (!isRight) this.#refuse(path, `expected ${wanted}, got ${describe(value)}`)
  }

  struct(type: StructType, value: unknown, path: string, depth: number): void {
    this.#expect(isStruct(value), path, type.name, value)
    if (depth >= MAX_DEPTH) this.#refuse(path, TOO_DEEP)
    for (const field of type.fields) {
      const item = fieldOf(value as Fields, field.name)
      if (item !== undefined) this.#field(field, item, path ? `${path}.${field.name}` : field.name, depth)
    }
  }

  #field(field: Field, value: unknown, path: string, depth: number): void {
    if (field.value) this.#pairs(field, value, path, depth)
    else if (field.key) this.#keyed(field, value, path, depth)
    else if (field.isArray) this.#items(field, value, path, depth)
    else this.#item(field, value, path, depth)
  }

  #items(field: Field, value: unknown, path: string, depth: number): void {
    this.#expect(Array.isArray(value), path, 'an array', value)
    const items = value as unknown[]
    for (let i = 0; i < items.length; i++) this.#item(field, items[i], `${path}[${i}]`, depth)
  }

  #item(field: Field, value: unknown, path: string, depth: number): void {
    if (field.type) return this.struct(field.type, value, path, depth + 1)
    const wanted = this.#wanted(field, value)
    if (wanted) this.#expect(false, path, wanted, value)
  }

  /** `*T(key)`: a Map in code, an array in JSON. */
  #keyed(field: Field, value: unknown, path: string, depth: number): void {
    const isJson = this.#mode === 'fromJson'
    if (isJson) this.#expect(Array.isArray(value), path, 'an array', value)
    else this.#expect(value instanceof Map, path, 'a Map', value)
    for (const [key, item] of (value as unknown[] | Map<unknown, unknown>).entries()) {
      const at = `${path}[${describe(key)}]`
      this.struct(field.type!, item, at, depth + 1)
      const { name } = field.key!
      const own = fieldOf(item as Fields, name)
      if (isJson)
        this.#expect(field.key!.isGiven || own !== undefined, `${at}.${name}`, nounOf(field.key!), own)
      else this.#expect(isKey(own, key), `${at}.${name}`, `its key ${describe(key)}`, own)
    }
  }

  /** `*T()`: a Map in code, an object in JSON. */
  #pairs(field: Field, value: unknown, path: string, depth: number): void {
    const isJson = this.#mode === 'fromJson'
    if (isJson) this.#expect(isStruct(value), path, 'an object', value)
    else this.#expect(value instanceof Map, path, 'a Map', value)
    for (const [name, item] of isJson ? Object.entries(value as Fields) : (value as Map<unknown, unknown>)) {
      if (depth + 1 >= MAX_DEPTH) this.#refuse(path, TOO_DEEP)
      const at = `${path}[${describe(name)}]`
      const key = isJson ? keyOfName(field.key!, name as string) : name
      const wanted = key === undefined ? nounOf(field.key!) : !isJson && this.#wanted(field.key!, key)
      if (wanted) this.#expect(false, at, `${article(wanted)} as key`, name)
      this.#expect(item !== undefined, at, nounOf(field.value!), item)
      this.#field(field.value!, item, at, depth + 1)
    }
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
