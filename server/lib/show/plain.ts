// Any value as plain data that crosses threads and can be written as JSON.

/** Where it is cut off. */
export interface PlainLimits {
  depth: number
  /** Entries of one list or object. */
  entries: number
  /** Characters of one text. */
  text: number
}

/** What a person wants to see of something unknown. */
const GLANCE: PlainLimits = { depth: 5, entries: 100, text: 1000 }
/** What is cut off only where it holds itself. */
export const WHOLE: PlainLimits = { depth: 20, entries: Infinity, text: Infinity }

/** undefined stays undefined; maps become objects, sets arrays; bytes are told by their number, everything else says what it is. */
export function plainOf(value: unknown, limits: PlainLimits = GLANCE): unknown {
  switch (typeof value) {
    case 'string':
      return value.length > limits.text ? `${value.slice(0, limits.text)}…` : value
    case 'number':
      return Number.isFinite(value) ? value : String(value)
    case 'bigint':
    case 'symbol':
      return String(value)
    case 'function':
      return '(function)'
    case 'object':
      return value && plainObject(value, limits)
    default:
      return value
  }
}

function plainObject(value: object, limits: PlainLimits): unknown {
  if (limits.depth === 0) return '…'
  if (value instanceof Error) return `${value.name}: ${value.message}`
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof SharedArrayBuffer)
    return `${value.byteLength} bytes`
  const inner = { ...limits, depth: limits.depth - 1 }
  if (Array.isArray(value) || value instanceof Set) return plainList([...value], inner)
  return plainEntries(value instanceof Map ? [...value] : Object.entries(value), inner)
}

function plainList(values: unknown[], limits: PlainLimits): unknown[] {
  const shown = values.slice(0, limits.entries).map(each => plainOf(each, limits) ?? null)
  return values.length > limits.entries ? [...shown, `… ${values.length - limits.entries} more`] : shown
}

function plainEntries(entries: [unknown, unknown][], limits: PlainLimits): object {
  const shown = entries
    .slice(0, limits.entries)
    .map(([key, each]) => [String(key), plainOf(each, limits)] as const)
  const rest = entries.length > limits.entries ? [['…', `${entries.length - limits.entries} more`]] : []
  return Object.fromEntries([...shown, ...rest])
}
