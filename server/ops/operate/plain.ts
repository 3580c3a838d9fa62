// Any value that crosses threads, as JSON can show it.

const DEEPEST = 20

/** Maps become objects, sets lists; bytes are told by their number; what holds itself is cut. */
export function plain(value: unknown, depth = 0): unknown {
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'function' || typeof value === 'symbol') return `(${typeof value})`
  if (typeof value !== 'object' || value === null) return value
  return depth === DEEPEST ? '…' : plainObject(value, depth + 1)
}

function plainObject(value: object, depth: number): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'no time' : value.toISOString()
  if (value instanceof Error) return value.message
  if (value instanceof Map) return plainEntries(value, depth)
  if (value instanceof Set) return [...value].map(item => plain(item, depth))
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof SharedArrayBuffer)
    return `${value.byteLength} bytes`
  if (Array.isArray(value)) return value.map(item => plain(item, depth))
  return plainEntries(Object.entries(value), depth)
}

const plainEntries = (entries: Iterable<[unknown, unknown]>, depth: number): object =>
  Object.fromEntries([...entries].map(([key, item]) => [String(key), plain(item, depth)]))
