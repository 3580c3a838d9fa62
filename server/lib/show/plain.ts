// Any value as plain data that crosses threads and can be written as JSON, cut off where there is too much of it.

const DEPTH = 5
const MOST = 100
const LONGEST = 1000

/** undefined and functions stay undefined; maps become objects, sets arrays, everything else what it says of itself. */
export function plainOf(value: unknown, depth = DEPTH): unknown {
  if (typeof value === 'string') return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value)
  if (typeof value === 'function' || typeof value !== 'object' || value === null)
    return typeof value === 'function' ? undefined : value
  if (depth === 0) return '…'
  if (value instanceof Error) return `${value.name}: ${value.message}`
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (Array.isArray(value) || value instanceof Set) return plainList([...value], depth)
  const entries = value instanceof Map ? [...value] : Object.entries(value)
  return plainEntries(entries, depth)
}

function plainList(values: unknown[], depth: number): unknown[] {
  const shown = values.slice(0, MOST).map(each => plainOf(each, depth - 1) ?? null)
  return values.length > MOST ? [...shown, `… ${values.length - MOST} more`] : shown
}

function plainEntries(entries: [unknown, unknown][], depth: number): object {
  const shown = entries.slice(0, MOST).map(([key, each]) => [String(key), plainOf(each, depth - 1)])
  const rest = entries.length > MOST ? [['…', `${entries.length - MOST} more`]] : []
  return Object.fromEntries([...shown, ...rest])
}
