// What the types of arrays, records and maps have in common.

import { DIRTY, type Node, PLAIN, STORED } from './node.ts'
import { type Intake, isNode, type Type } from './type.ts'

/** Optional, nullable and default of a field, whatever its type. */
export interface Presence {
  optional: boolean
  nullable: boolean
  fallback: () => { has: boolean; value?: unknown }
}

interface ContainerOptions extends Presence {
  /** Checks a value that is there and makes its node; throws BadValue. */
  build(value: unknown, intake: Intake): Node
  /** Whether a value that is there says what the node holds. */
  equal(value: object, node: Node): boolean
  /** What the game's code sees of a node. */
  expose?: (node: Node) => unknown
}

export function createContainerType({
  optional,
  nullable,
  fallback,
  build,
  equal,
  expose,
}: ContainerOptions): Type {
  const show = expose
    ? (inner: unknown) => (isNode(inner) ? expose(inner) : inner)
    : (inner: unknown) => inner
  return {
    container: true,
    direct: !expose,
    optional,
    accept: (value, intake) =>
      (value === undefined && optional) || (value === null && nullable) ? value : build(value, intake),
    expose: show,
    same: (value, inner) => value === show(inner),
    equal: (value, inner) =>
      isNode(value) && isNode(inner) ? !inner[DIRTY]() && equal(value, inner) : value === inner,
    stored: inner => (isNode(inner) ? inner[STORED]() : inner),
    plain: inner => (isNode(inner) ? inner[PLAIN]() : inner),
    fallback,
  }
}
