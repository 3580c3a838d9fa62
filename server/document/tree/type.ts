// What the code of nodes needs to know of a field's type: how a value comes in, goes out and is stored.
// Values inside a document are never shared with the outside where they could be changed: containers, dates and bytes
// are copied on their way in, dates and bytes also on their way out.
// What a container holds may be cold: parts as they came from the store, which nobody has read yet. Cold data is in its
// stored form, is never changed, and becomes a node when the game's code first reads it.

import { ATTACH, type Node, type Parent } from './node.ts'

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
  /** Whether assigning `value` over `inner` is nothing at all: what is there already is assigned to its place. */
  same(value: unknown, inner: unknown): boolean
  /** Whether `value` says what `inner` holds, and `inner` has no changes that are not collected. */
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

/** Where a value is written: `at` gives the path of the container, which is asked for only when it is refused. */
export interface Spot {
  at: () => string
  key: string | number
  checks: boolean
}

/** Accepts what the game's code assigns; a refusal is a TypeError that names the whole path. */
export function acceptWrite(type: Type, value: unknown, { at, key, checks }: Spot): unknown {
  try {
    return type.accept(value, checks ? CHECKED : UNCHECKED)
  } catch (error) {
    if (!(error instanceof BadValue)) throw error
    const path = [at(), key, ...error.keys].filter(part => part !== '').join('.')
    throw new TypeError(`role.${path}: ${error.message}`)
  }
}

const CHECKED: Intake = { stored: false, checks: true }
const UNCHECKED: Intake = { stored: false, checks: false }

/** Why `key` can't be the key of a record or a map, or undefined when it can. */
export function whyBadKey(key: string): string | undefined {
  if (key === '') return 'a key can not be empty'
  if (key === '__proto__') return 'a key can not be __proto__'
  for (let i = 0; i < key.length; i++) {
    const code = key.charCodeAt(i)
    if (code === 46 || code === 36 || code === 0)
      return `the key ${JSON.stringify(key)} has a dot, a $ or a null byte in it`
  }
  return key.isWellFormed() ? undefined : `the key ${JSON.stringify(key)} is not well-formed text`
}
