// Searching in one node of a counted tree. A node above the leaves is mostly in the processor's cache, and what costs
// there are branches that can't be predicted: so its groups are gone through without any (which of them, then where in
// it), reading also places that are free. A leaf mostly is not, so there as few lines of memory as possible are read.

import { CAPACITY, GROUP, GROUP_SHIFT, type NodePool, SHIFT } from './node-pool.ts'

/** How many keys of a node above the leaves are at most `key`. */
export function upperIn({ keys }: NodePool, node: number, key: number): number {
  const base = node << SHIFT
  let group = base
  for (let i = base + GROUP; i < base + CAPACITY; i += GROUP) group += Number(keys[i]! <= key) << GROUP_SHIFT
  let count = group - base
  for (let i = group; i < group + GROUP; i++) count += Number(keys[i]! <= key)
  return count
}

/** How many keys of a node above the leaves are below `key`. */
export function lowerIn({ keys }: NodePool, node: number, key: number): number {
  const base = node << SHIFT
  let group = base
  for (let i = base + GROUP; i < base + CAPACITY; i += GROUP) group += Number(keys[i]! < key) << GROUP_SHIFT
  let count = group - base
  for (let i = group; i < group + GROUP; i++) count += Number(keys[i]! < key)
  return count
}

/** How many keys of a leaf are at most `key`. */
export function upperInLeaf({ keys, used }: NodePool, leaf: number, key: number): number {
  const base = leaf << SHIFT
  let low = 0
  for (let high = used[leaf]!; low < high; ) {
    const middle = (low + high) >>> 1
    if (keys[base + middle]! <= key) low = middle + 1
    else high = middle
  }
  return low
}

/** How many keys of a leaf are below `key`. */
export function lowerInLeaf({ keys, used }: NodePool, leaf: number, key: number): number {
  const base = leaf << SHIFT
  let low = 0
  for (let high = used[leaf]!; low < high; ) {
    const middle = (low + high) >>> 1
    if (keys[base + middle]! < key) low = middle + 1
    else high = middle
  }
  return low
}

/** Where in its leaf an entry is. */
export function indexIn({ refs }: NodePool, leaf: number, ref: number): number {
  const base = leaf << SHIFT
  let i = base
  while (refs[i] !== ref) i += 1
  return i - base
}

/** How many entries the leaves have that are below the entries left of this one in its node. */
export function countBefore({ counts, sums }: NodePool, entry: number): number {
  const group = entry >>> GROUP_SHIFT
  let count = 0
  for (let i = (entry >>> SHIFT) << (SHIFT - GROUP_SHIFT); i < group; i++) count += sums[i]!
  for (let i = group << GROUP_SHIFT; i < entry; i++) count += counts[i]!
  return count
}
