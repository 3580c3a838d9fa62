// Single values and maps between JSON and code, for generated code: each function checks and gives the value back as it
// would come out of the binary way, or refuses it.

import type { Kind } from '../schema/schema.ts'
import { decodeBase64, encodeBase64 } from '../wire/base64.ts'
import { hasLoneSurrogate } from '../wire/utf8.ts'
import { arrayOf, isStruct, refuse } from '../wire/wire.ts'
import { fixedOf } from '../wire/write.ts'
import { keyOfName } from './keys.ts'

export { nameOfKey } from './keys.ts'

export const booleanOf = (value: unknown): boolean => (typeof value === 'boolean' ? value : refuse())

export const doubleOf = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : refuse()

/** Never -0. */
export const integerOf = (value: unknown): number =>
  Number.isSafeInteger(value) ? (value as number) + 0 : refuse()

/** Rounded to its decimals. */
export const fixedNumberOf = (value: unknown, scale: number): number => fixedOf(value, scale) / scale

export const textOf = (value: unknown): string =>
  typeof value === 'string' && !hasLoneSurrogate(value) ? value : refuse()

export const base64Of = (value: unknown): string =>
  value instanceof Uint8Array ? encodeBase64(value) : refuse()

export const bytesOfBase64 = (value: unknown): Uint8Array =>
  (typeof value === 'string' ? decodeBase64(value) : undefined) ?? refuse()

/** The key of a `*T()` from the name it has in a JSON object. */
export function keyFromName<K>(kind: Kind, scale: number, name: string): K {
  const key = keyOfName({ kind, scale }, name) ?? refuse()
  return (kind === 'fixed' ? fixedNumberOf(key, scale) : kind === 'string' ? textOf(key) : key) as K
}

/** `*T(key)`: an array in JSON. */
export function mapOfItems<K, V>(
  json: unknown,
  item: (json: unknown) => V,
  key: (item: V) => unknown,
): Map<K, V> {
  const items = arrayOf(json).map(item)
  return new Map(items.map(each => [(key(each) ?? refuse()) as K, each]))
}

/** `*T()`: an object in JSON. */
export function mapOfPairs<K, V>(
  json: unknown,
  key: (name: string) => K,
  value: (json: unknown) => V,
): Map<K, V> {
  const pairs = Object.entries(isStruct(json) ? json : refuse())
  return new Map(pairs.map(([name, each]) => [key(name), value(each)]))
}
