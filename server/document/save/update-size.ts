// Guesses the bytes of an update, to bound what travels at once. It costs what the update holds.

import type { DocumentUpdate } from '../../store/document-store.ts'

const OVERHEAD = 16

export const sizeOfUpdate = (update: DocumentUpdate): number => sizeOf(update)

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length + OVERHEAD
  if (typeof value !== 'object' || value === null || value instanceof Date) return OVERHEAD
  if (value instanceof Uint8Array) return value.byteLength + OVERHEAD
  let bytes = OVERHEAD
  if (Array.isArray(value)) for (const entry of value) bytes += sizeOf(entry)
  else for (const [key, entry] of Object.entries(value)) bytes += key.length + sizeOf(entry)
  return bytes
}
