// What the types of arrays, records and maps have in common.

import { DIRTY, type Node, PLAIN, STORED } from './node.ts'
import { BadValue, type Intake, isCold, isNode, isObject, NOT_KEPT, type Type } from './type.ts'

/** Optional, nullable and default of a field, whatever its type. */
export interface Presence {
  optional: boolean
  nullable: boolean
  fallback: () => { has: boolean; value?: unknown }
}

interface ContainerOptions extends Presence {
  /** Checks a value that is there and makes its node; throws BadValue. */
  build(value: unknown, intake: Intake): Node
  /** See Type. */
  keep(value: unknown): unknown
  warm(cold: object): Node
  /** Whether a value that is there says what the node holds. */
  equal(value: object, node: Node): boolean
  /** What the game's code sees of a node. */
  expose?: (node: Node) => unknown
}

const itself = (node: Node): unknown => node

export function createContainerType({
  optional,
  nullable,
  fallback,
  build,
  keep,
  warm,
  equal,
  expose = itself,
}: ContainerOptions): Type {
  const isAbsent = (value: unknown) => (value === undefined && optional) || (value === null && nullable)
  const nodeOf = (inner: object): Node => (isNode(inner) ? inner : warm(inner))
  const show = (inner: unknown) => (isObject(inner) ? expose(nodeOf(inner)) : inner)
  const keepPresent = (value: unknown) => (isAbsent(value) ? value : keep(value))
  return {
    container: true,
    direct: expose === itself,
    optional,
    accept(value, intake) {
      if (isAbsent(value)) return value
      const kept = intake.stored ? keepOrNot(keep, value) : NOT_KEPT
      return kept === NOT_KEPT ? build(value, intake) : kept
    },
    keep: keepPresent,
    warm,
    seen: expose,
    expose: show,
    same: (value, inner) => (isCold(inner) ? false : value === show(inner)),
    equal: (value, inner) =>
      isObject(value) && isObject(inner)
        ? !(isNode(inner) && inner[DIRTY]()) && equal(value, nodeOf(inner))
        : value === inner,
    stored: inner => (isNode(inner) ? inner[STORED]() : inner),
    plain: inner => (isObject(inner) ? nodeOf(inner)[PLAIN]() : inner),
    fallback,
  }
}

/** What is wrong is told by building it, with its path. */
function keepOrNot(keep: (value: unknown) => unknown, value: unknown): unknown {
  try {
    return keep(value)
  } catch (error) {
    if (error instanceof BadValue) return NOT_KEPT
    throw error
  }
}

/** Keeps the entries of a stored record or map cold; false when one has to be built, or has a bad key. */
export function keepEach(
  value: Record<string, unknown>,
  entry: Type,
  whyBad: (key: string) => string | undefined,
): boolean {
  for (const key of Object.keys(value)) {
    const given = value[key]
    const kept = given === undefined || whyBad(key) ? NOT_KEPT : entry.keep(given)
    if (kept === NOT_KEPT) return false
    if (kept !== given) value[key] = kept
  }
  return true
}
