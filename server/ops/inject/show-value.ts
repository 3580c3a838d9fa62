// Any value as a text of bounded size, made in bounded time: of large things only the beginning is looked at, and nothing of it is
// run except the traps of a proxy.

const DEPTH = 4
/** Of one list or object, and in all. */
const MOST_ENTRIES = 100
const MOST_VALUES = 1000
/** Characters of one text, and in all. */
const LONGEST_TEXT = 2000
const LONGEST = 16_384
const HUGE_TEXT = 1_000_000

interface Budget {
  values: number
}

const GETTER = Symbol('getter')

export function showValue(value: unknown): string {
  const text = tried(() => show(value, DEPTH, { values: MOST_VALUES }))
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text
}

/** A proxy may throw whatever it is asked. */
function tried(work: () => string): string {
  try {
    return work()
  } catch {
    return '(can not be shown)'
  }
}

function show(value: unknown, depth: number, budget: Budget): string {
  budget.values--
  switch (typeof value) {
    case 'string':
      return showText(value)
    case 'bigint':
      return showNumber(value)
    case 'function':
      return `[function ${nameOf(value)}]`
    case 'object':
      return value === null ? 'null' : tried(() => showObject(value, depth, budget))
    default:
      return String(value)
  }
}

/** V8 writes a text that was put together out in full before it can be cut: what is very long is not shown. */
function showText(text: string): string {
  if (text.length > HUGE_TEXT) return `(a text of ${text.length} characters)`
  if (text.length <= LONGEST_TEXT) return JSON.stringify(text)
  return `${JSON.stringify(text.slice(0, LONGEST_TEXT))}… (${text.length} characters)`
}

/** A number of millions of digits takes minutes to be written. */
function showNumber(value: bigint): string {
  const isLong = BigInt.asIntN(4096, value) !== value
  return isLong ? '[bigint]' : `${value}n`
}

function showObject(value: object, depth: number, budget: Budget): string {
  if (value instanceof Error) return showError(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (value instanceof Promise) return 'Promise'
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof SharedArrayBuffer)
    return `${classOf(value)} (${value.byteLength} bytes)`
  if (depth === 0) return classOf(value) || '{…}'
  return showEntries(value, depth - 1, budget)
}

/** Its class only where it is not `Object`. */
function classOf(value: object): string {
  const { constructor: type } = (Object.getPrototypeOf(value) ?? {}) as { constructor?: unknown }
  const name = typeof type === 'function' ? nameOf(type) : ''
  return name === 'Object' ? '' : name
}

/** The property itself, not what a getter makes of it. */
const nameOf = (given: object): string => {
  const name: unknown = Object.getOwnPropertyDescriptor(given, 'name')?.value
  return typeof name === 'string' ? name.slice(0, 100) : ''
}

function showError({ name, message, stack }: Error): string {
  const text = typeof stack === 'string' ? stack : `${name}: ${message}`
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text
}

function showEntries(value: object, depth: number, budget: Budget): string {
  const each = (item: unknown): string => show(item, depth, budget)
  if (Array.isArray(value)) return `[${listed(value, value.length, budget, each)}]`
  if (value instanceof Set) return `Set(${value.size}) {${listed(value, value.size, budget, each)}}`
  if (value instanceof Map) {
    const pair = ([key, held]: [unknown, unknown]): string => `${each(key)} => ${each(held)}`
    return `Map(${value.size}) {${listed(value, value.size, budget, pair)}}`
  }
  const keys = Object.keys(value)
  const property = (key: string): string => `${key}: ${each(heldBy(value, key))}`
  return `${classOf(value)} {${listed(keys, keys.length, budget, property)}}`.trimStart()
}

/** Getters are not run. */
function heldBy(value: object, key: string): unknown {
  const found = Object.getOwnPropertyDescriptor(value, key)
  return found && 'get' in found ? GETTER : found?.value
}

function listed<T>(items: Iterable<T>, size: number, budget: Budget, showItem: (item: T) => string): string {
  const shown: string[] = []
  for (const item of items) {
    if (shown.length === MOST_ENTRIES || budget.values <= 0) break
    shown.push(showItem(item))
  }
  const left = size - shown.length
  return (left > 0 ? [...shown, `… ${left} more`] : shown).join(', ')
}
