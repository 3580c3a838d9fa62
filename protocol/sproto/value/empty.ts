// The Shape of a struct without fields, which generated code shares: a reply that says only that it is done, mostly.

import { isStruct, malformed, refuse, structEnd } from '../wire/wire.ts'
import { closeObject } from './write-json.ts'

type Empty = Record<string, never>

export function writeEmpty(value: unknown, bytes: Uint8Array, start: number, _depth: number): number {
  if (!isStruct(value)) return refuse()
  bytes[start] = 0
  bytes[start + 1] = 0
  return start + 2
}

/** Fields that the schema does not know are passed over. */
export function readEmpty(bytes: Uint8Array, start: number, end: number, depth: number): Empty {
  const stop = structEnd(bytes, start, end)
  if (depth > 0 && stop !== end) malformed('struct', 'bytes follow it')
  return {}
}

export const parseEmpty = (json: unknown, _depth: number): Empty => (isStruct(json) ? {} : refuse())

export const jsonEmpty = (value: unknown, bytes: Uint8Array, start: number, _depth: number): number =>
  isStruct(value) ? closeObject(bytes, start, start) : refuse()
