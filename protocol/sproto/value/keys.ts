// The keys of a `*T()` as names of a JSON object, and back.

import type { Field } from '../schema/schema.ts'
import { decodeBase64, encodeBase64 } from '../wire/base64.ts'

/** The key that `name` stands for, numbers as String writes them; undefined when it is none of that kind. */
export function keyOfName(key: Pick<Field, 'kind' | 'scale'>, name: string): unknown {
  switch (key.kind) {
    case 'integer':
    case 'fixed':
    case 'double': {
      const value = Number(name)
      if (String(value) !== name || !Number.isFinite(value * key.scale)) return undefined
      return key.kind !== 'integer' || Number.isSafeInteger(value) ? value : undefined
    }
    case 'boolean':
      return name === 'true' ? true : name === 'false' ? false : undefined
    case 'binary':
      return decodeBase64(name)
    default:
      return name
  }
}

/** The name that stands for `key`. */
export const nameOfKey = (key: unknown): string =>
  key instanceof Uint8Array ? encodeBase64(key) : String(key)
