// Plain copies of what a document holds, to send to another thread or to keep.

import { type Node, PLAIN, RAW } from './tree/node.ts'
import { isObject } from './tree/type.ts'

/** Plain objects, arrays and Maps that share nothing with the document; a value that is not part of one is returned as it is. */
export function snapshot<T>(value: T): T {
  if (!isObject(value)) return value
  const node: Partial<Node> = (value as { [RAW]?: Node })[RAW] ?? (value as unknown as Node)
  return (node[PLAIN]?.() ?? value) as T
}
