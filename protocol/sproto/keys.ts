// The keys of a `*T()` as names of a JSON object, and back.

import { decodeBase64, encodeBase64 } from './base64.ts'
import type { Field } from './schema.ts'

const INTEGER = /^-?(0|[1-9][0-9]*)$/
const NUMBER = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/

/** The key that `name` stands for; undefined when it is none of that kind. */
export function keyOfName(key: Pick<Field, 'kind' | 'scale'>, name: string): unknown {
  switch (key.kind) {
    case 'integer': {
      const value = INTEGER.test(name) ? Number(name) : Number.NaN
      return Number.isSafeInteger(value) ? value + 0 : undefined
    }
    case 'fixed':
    case 'double': {
      const value = NUMBER.test(name) ? Number(name) : Number.NaN
      if (!Number.isFinite(value)) return undefined
      return key.kind === 'double' ? value : Math.abs(value * key.scale) < 2 ** 63 ? value : undefined
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
