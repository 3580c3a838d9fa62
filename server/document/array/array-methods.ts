// The methods that change an array of a document, and those whose plain form would be slow through a Proxy.
// Each checks everything before it changes anything, and returns what the plain method does.

import { RAW } from '../tree/node.ts'
import type { Type } from '../tree/type.ts'
import { ArrayNode } from './array-node.ts'

interface Seen extends Array<unknown> {
  [RAW]: ArrayNode
}

const exposeAll = (type: Type, inner: readonly unknown[]): unknown[] => inner.map(value => type.expose(value))

function push(this: Seen, ...values: unknown[]): number {
  const node = this[RAW]
  ArrayNode.append(
    node,
    values.map((value, i) => ArrayNode.accept(node, node.length + i, value)),
  )
  return node.length
}

function pop(this: Seen): unknown {
  const node = this[RAW]
  if (node.length === 0) return undefined
  const last = ArrayNode.typeOf(node).expose(node[node.length - 1])
  ArrayNode.truncate(node, node.length - 1)
  return last
}

function shift(this: Seen): unknown {
  return splice.call(this, 0, 1)[0]
}

function unshift(this: Seen, ...values: unknown[]): number {
  splice.call(this, 0, 0, ...values)
  return this[RAW].length
}

function splice(this: Seen, ...args: unknown[]): unknown[] {
  const node = this[RAW]
  const [start, count, ...values] = args
  const added = values.map((value, i) => ArrayNode.accept(node, Number(start) + i, value))
  const next = Array.from(node)
  const parts = (args.length < 2 ? args : [start, count, ...added]) as [number, number, ...unknown[]]
  const removed = next.splice(...parts)
  if (removed.length || added.length) ArrayNode.rearrange(node, next)
  return exposeAll(ArrayNode.typeOf(node), removed)
}

function sort(this: Seen, compare?: (a: unknown, b: unknown) => number): unknown[] {
  const node = this[RAW]
  const pairs = Array.from(node, (_, i) => ({ seen: ArrayNode.read(node, i), inner: node[i] }))
  pairs.sort((a, b) => (compare ? compare(a.seen, b.seen) : compareText(a.seen, b.seen)))
  rearrangeIfMoved(
    node,
    pairs.map(({ inner }) => inner),
  )
  return this
}

function compareText(a: unknown, b: unknown): number {
  const [x, y] = [String(a), String(b)]
  return x < y ? -1 : x > y ? 1 : 0
}

function reverse(this: Seen): unknown[] {
  rearrangeIfMoved(this[RAW], Array.from(this[RAW]).reverse())
  return this
}

function rearrangeIfMoved(node: ArrayNode, next: unknown[]): void {
  if (next.some((inner, i) => inner !== node[i])) ArrayNode.rearrange(node, next)
}

function fill(this: Seen, value: unknown, start?: number, end?: number): unknown[] {
  const places = Array.from(this[RAW].keys()).fill(-1, start, end)
  places.forEach((place, i) => {
    if (place === -1) this[i] = value
  })
  return this
}

function copyWithin(this: Seen, target: number, start: number, end?: number): unknown[] {
  const copied = Array.from(this).copyWithin(target, start, end)
  copied.forEach((value, i) => {
    this[i] = value
  })
  return this
}

function* values(this: Seen): Generator<unknown> {
  const node = this[RAW]
  for (let i = 0; i < node.length; i++) yield ArrayNode.read(node, i)
}

/** By name, for the Proxy's `get`. */
export const ARRAY_METHODS: ReadonlyMap<string | symbol, unknown> = new Map<string | symbol, unknown>([
  ...Object.entries({ push, pop, shift, unshift, splice, sort, reverse, fill, copyWithin, values }),
  [Symbol.iterator, values],
])
