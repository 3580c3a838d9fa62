// Searching in one node of a counted tree: first which group of its entries, then where in that. The first keys of all
// groups are read, as they are a line of memory apart and come at the same time, where halving would wait for one after
// the other; and they are counted without branches, which could not be predicted. In a node above the leaves, mostly in
// the processor's cache, the second step has none either, and both read also places that are free.

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
  const end = base + used[leaf]!
  let at = base
  for (let i = base + GROUP; i < end; i += GROUP) at += Number(keys[i]! <= key) << GROUP_SHIFT
  for (const last = Math.min(end, at + GROUP); at < last && keys[at]! <= key; ) at += 1
  return at - base
}

/** How many keys of a leaf are below `key`. */
export function lowerInLeaf({ keys, used }: NodePool, leaf: number, key: number): number {
  const base = leaf << SHIFT
  const end = base + used[leaf]!
  let at = base
  for (let i = base + GROUP; i < end; i += GROUP) at += Number(keys[i]! < key) << GROUP_SHIFT
  for (const last = Math.min(end, at + GROUP); at < last && keys[at]! < key; ) at += 1
  return at - base
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
