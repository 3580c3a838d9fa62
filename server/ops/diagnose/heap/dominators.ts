// Who keeps whom alive: node A dominates B when every way from the root to B goes through A, so that B's memory is free once
// A is. Cooper, Harvey, Kennedy: "A Simple, Fast Dominance Algorithm", on typed arrays. Several nodes can be taken for one,
// as a service and the cell that runs it, which hold each other.

import type { HeapGraph } from './graph.ts'

export interface Dominators {
  /** For each node the one that it is taken for; itself for most. */
  readonly merged: Uint32Array
  /** Nodes that are reachable, each before those that it dominates; the root first. */
  readonly order: Uint32Array
  /** Node -> its nearest dominator; itself for the root and for what is not reachable. */
  readonly parent: Uint32Array
  /** Bytes that are free once the node is; 0 for what is merged or not reachable. */
  readonly retained: Float64Array
}

/** Edges that keep their target alive, between nodes as they are merged: those of `v` from first[v] to first[v + 1]. */
interface Links {
  readonly first: Uint32Array
  readonly to: Uint32Array
}

const ROOT = 0
const NONE = 0xffffffff

/** `merged`: for each node the one that it is taken for. */
export function findDominators(graph: HeapGraph, merged: Uint32Array): Dominators {
  const links = linksOf(graph, merged)
  const post = postOrder(links, graph.count)
  const numbers = numbersOf(post, graph.count)
  const dominators = iterate(post, numbers, reversed(links, graph.count))
  const parent = Uint32Array.from({ length: graph.count }, (_, v) => v)
  for (let k = 0; k < post.length; k++) parent[post[k]!] = post[dominators[k]!]!
  return { merged, order: post.toReversed(), parent, retained: retainedSizes(graph, merged, post, parent) }
}

/** Nobody is taken for somebody else. */
export const unmerged = ({ count }: HeapGraph): Uint32Array =>
  Uint32Array.from({ length: count }, (_, v) => v)

function linksOf({ count, firstEdge, edgeType, edgeTo, edgeTypes }: HeapGraph, merged: Uint32Array): Links {
  const weak = edgeTypes.indexOf('weak')
  const first = new Uint32Array(count + 1)
  for (let v = 0; v < count; v++)
    for (let e = firstEdge[v]!; e < firstEdge[v + 1]!; e++) if (edgeType[e] !== weak) first[merged[v]! + 1]!++
  for (let v = 0; v < count; v++) first[v + 1]! += first[v]!
  const to = new Uint32Array(first[count]!)
  const next = first.slice(0, count)
  for (let v = 0; v < count; v++)
    for (let e = firstEdge[v]!; e < firstEdge[v + 1]!; e++)
      if (edgeType[e] !== weak) to[next[merged[v]!]!++] = merged[edgeTo[e]!]!
  return { first, to }
}

function reversed({ first, to }: Links, count: number): Links {
  const start = new Uint32Array(count + 1)
  for (let e = 0; e < to.length; e++) start[to[e]! + 1]!++
  for (let v = 0; v < count; v++) start[v + 1]! += start[v]!
  const from = new Uint32Array(to.length)
  const next = start.slice(0, count)
  for (let v = 0; v < count; v++) for (let e = first[v]!; e < first[v + 1]!; e++) from[next[to[e]!]!++] = v
  return { first: start, to: from }
}

/** The nodes that can be reached, each after those that are found through it: the root last. */
function postOrder({ first, to }: Links, count: number): Uint32Array {
  const post = new Uint32Array(count)
  const stack = new Uint32Array(count)
  const next = first.slice(0, count)
  const isSeen = new Uint8Array(count)
  let [depth, done] = [1, 0]
  stack[0] = ROOT
  isSeen[ROOT] = 1
  while (depth > 0) {
    const node = stack[depth - 1]!
    if (next[node]! === first[node + 1]!) {
      post[done++] = node
      depth--
    } else {
      const found = to[next[node]!++]!
      if (isSeen[found]) continue
      isSeen[found] = 1
      stack[depth++] = found
    }
  }
  return post.slice(0, done)
}

/** Node -> its place in `post`; NONE for those that are not there. */
function numbersOf(post: Uint32Array, count: number): Uint32Array {
  const numbers = new Uint32Array(count).fill(NONE)
  for (let k = 0; k < post.length; k++) numbers[post[k]!] = k
  return numbers
}

/** The dominators as numbers in post order, where a dominator's number is the higher one. */
function iterate(post: Uint32Array, numbers: Uint32Array, back: Links): Uint32Array {
  const root = post.length - 1
  const dominators = new Uint32Array(post.length).fill(NONE)
  dominators[root] = root
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false
    for (let k = root - 1; k >= 0; k--) {
      const found = commonDominator(post[k]!, { dominators, numbers, back })
      if (dominators[k] === found) continue
      dominators[k] = found
      hasChanged = true
    }
  }
  return dominators
}

function commonDominator(
  node: number,
  { dominators, numbers, back }: { dominators: Uint32Array; numbers: Uint32Array; back: Links },
): number {
  let common = NONE
  for (let e = back.first[node]!; e < back.first[node + 1]!; e++) {
    let other = numbers[back.to[e]!]!
    if (other === NONE || dominators[other] === NONE) continue
    if (common === NONE) common = other
    while (common !== other) {
      while (common < other) common = dominators[common]!
      while (other < common) other = dominators[other]!
    }
  }
  return common
}

function retainedSizes(
  { count, size }: HeapGraph,
  merged: Uint32Array,
  post: Uint32Array,
  parent: Uint32Array,
): Float64Array {
  const retained = new Float64Array(count)
  for (let v = 0; v < count; v++) retained[merged[v]!]! += size[v]!
  for (const node of post) if (parent[node] !== node) retained[parent[node]!]! += retained[node]!
  return retained
}
