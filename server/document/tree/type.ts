// What nodes need to know of a field's type: how a value comes in, goes out and is stored.
// Mutable values inside a document are never shared with the outside: containers, dates and bytes are copied on the way
// in, dates and bytes also on the way out.
// What a container holds may be cold: as it came from the store, not read yet. Cold data is in its stored form, is never
// changed, and becomes a node when the game's code first reads it.

import { ATTACH, CLEAR, type Node, type Parent } from './node.ts'

/** How a value comes in: from the game's code (checked or not), or from the store (converted, defaults filled in). */
export interface Intake {
  stored: boolean
  checks: boolean
}

/** A check that is all a value needs, for the fast paths of writes. */
export type Quick = 'string' | 'number' | 'integer' | 'boolean'

export interface Type {
  /** Whether the value inside is a Node or cold (or null or undefined, where allowed). */
  readonly container: boolean
  /** Whether `expose` gives back what it is given; of a container, when that is a Node. */
  readonly direct: boolean
  readonly optional: boolean
  readonly quick?: Quick
  /** Checks and copies; throws BadValue. */
  accept(value: unknown, intake: Intake): unknown
  /**
   * The stored value itself, converted in place, for a container to keep cold; NOT_KEPT when it is not the whole
   * stored form, so that it has to be built. Throws BadValue.
   */
  keep(value: unknown): unknown
  /** Of a container: the node of a cold value; its own parts stay cold. */
  warm?(cold: object): Node
  /** Of a container: what the game's code sees of a node. */
  seen?(node: Node): unknown
  /** What the game's code sees of a value inside. */
  expose(inner: unknown): unknown
  /** Whether assigning `value` over `inner` is a no-op: the value is the one that is there already. */
  same(value: unknown, inner: unknown): boolean
  /** Whether `value` equals what `inner` holds, and `inner` has no uncollected changes. */
  equal(value: unknown, inner: unknown): boolean
  stored(inner: unknown): unknown
  plain(inner: unknown): unknown
  /** The value of a field that is missing, or undefined; `has` tells an undefined default from none. */
  fallback(): { has: boolean; value?: unknown }
}

/** A value that its type refuses. Containers add their keys on the way up, so that the message names the path. */
export class BadValue extends Error {
  readonly keys: (string | number)[] = []

  under(key: string | number): this {
    this.keys.unshift(key)
    return this
  }
}

export const NOT_KEPT: unique symbol = Symbol('not kept')

export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

export const isNode = (value: unknown): value is Node =>
  isObject(value) && (value as Partial<Node>)[ATTACH] !== undefined

export const isCold = (value: unknown): value is object =>
  isObject(value) && (value as Partial<Node>)[ATTACH] === undefined

/** The stored form of a value that is written whole; marks below it would only repeat it. */
export function storeWhole(type: Type, inner: unknown): unknown {
  if (type.container && isNode(inner)) inner[CLEAR]()
  return type.stored(inner)
}

/** Makes a node of a cold value in its place. */
export function warmAt(
  type: Type,
  cold: object,
  { parent, key }: { parent: Parent; key: string | number },
): Node {
  const node = type.warm!(cold)
  node[ATTACH](parent, key)
  return node
}

/** Accepts an entry of a container, with its key in the error. */
export function acceptAt(type: Type, key: string | number, value: unknown, intake: Intake): unknown {
  try {
    return type.accept(value, intake)
  } catch (error) {
    throw error instanceof BadValue ? error.under(key) : error
  }
}

/** Where a value is written: `at` gives the path of the container, and is called only when the value is refused. */
export interface Spot {
  at: () => string
  key: string | number
  checks: boolean
}

/** Accepts what the game's code assigns; a refusal is a TypeError with the whole path. */
export function acceptWrite(type: Type, value: unknown, { at, key, checks }: Spot): unknown {
  try {
    return type.accept(value, checks ? CHECKED : UNCHECKED)
  } catch (error) {
    if (!(error instanceof BadValue)) throw error
    const path = [at(), key, ...error.keys].filter(part => part !== '').join('.')
    throw new TypeError(`${path}: ${error.message}`)
  }
}

const CHECKED: Intake = { stored: false, checks: true }
const UNCHECKED: Intake = { stored: false, checks: false }

/** Why `key` cannot be the key of a record or a map; undefined when it can. */
export function whyBadKey(key: string): string | undefined {
  if (key === '') return 'a key cannot be empty'
  if (key === '__proto__') return 'a key cannot be __proto__'
  for (let i = 0; i < key.length; i++) {
    const code = key.charCodeAt(i)
    if (code === 46 || code === 36 || code === 0)
      return `the key ${JSON.stringify(key)} contains a dot, a $ or a null byte`
  }
  return key.isWellFormed() ? undefined : `the key ${JSON.stringify(key)} is not well-formed text`
}
