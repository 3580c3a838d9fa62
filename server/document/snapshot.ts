// Plain copies of what a role holds, to send to another thread or to keep.

import { type Node, PLAIN, RAW } from './tree/node.ts'
import { isObject } from './tree/type.ts'

/** Plain objects, arrays and Maps without any tie to the role; what is no part of a role is returned as it is. */
export function snapshot<T>(value: T): T {
  if (!isObject(value)) return value
  const node: Partial<Node> = (value as { [RAW]?: Node })[RAW] ?? (value as unknown as Node)
  return (node[PLAIN]?.() ?? value) as T
}
