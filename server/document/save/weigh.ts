// How large a document is in a database that keeps at most 16 MB of each. Weighing looks at the whole document, so it is done once
// for so much that was written.

import type { ObjectNode } from '../object/object-node.ts'
import { STORED } from '../tree/node.ts'

/** Bytes that are written to a document between two weighings, roughly: little beside what is left up to 16 MB. */
export const WEIGH_EVERY = 262_144

const OVERHEAD = 11

/** Bytes, somewhat more than in BSON. */
export const weigh = (root: ObjectNode): number => bytesOf(root[STORED]())

function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value) + OVERHEAD
  if (typeof value !== 'object' || value === null || value instanceof Date) return OVERHEAD
  if (value instanceof Uint8Array) return value.byteLength + OVERHEAD
  let bytes = OVERHEAD
  for (const [key, entry] of Object.entries(value)) bytes += key.length + bytesOf(entry)
  return bytes
}
