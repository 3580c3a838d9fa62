// Whose each node of a heap is, and how it is reached: the nearest service that keeps it alive, and the shortest way from
// there; from the root for what no single service keeps alive.

import { type Dominators, findDominators } from './dominators.ts'
import type { HeapGraph } from './graph.ts'
import { findServices, type Services } from './services.ts'

export interface Heap extends Services {
  readonly graph: HeapGraph
  readonly dominators: Dominators
  /** Node -> index of the service in `found`; -1 for none. */
  readonly owner: Int32Array
  /** Node -> the edge by which it is reached; -1 for a service, the root, and what is not reachable. */
  readonly way: Int32Array
  /** Nodes in the order in which they are reached, each after the one that its way begins at. */
  readonly reached: Uint32Array
}

const ROOT = 0

export function surveyHeap(graph: HeapGraph): Heap {
  const services = findServices(graph)
  const dominators = findDominators(graph, services.merged)
  const owner = ownersOf(graph, services, dominators)
  return { graph, ...services, dominators, owner, ...findWays(graph, services, owner) }
}

function ownersOf({ count }: HeapGraph, { found }: Services, { order, parent }: Dominators): Int32Array {
  const owner = new Int32Array(count).fill(-1)
  found.forEach(({ node }, i) => {
    owner[node] = i
  })
  for (const node of order) if (owner[node] === -1) owner[node] = owner[parent[node]!]!
  return owner
}

function findWays(graph: HeapGraph, { found, merged }: Services, owner: Int32Array) {
  const walk = new Walk(graph, merged)
  // What a service keeps alive is reached through that service only.
  walk.from(
    found.map(({ node }) => node),
    node => owner[node] !== -1,
  )
  walk.from([ROOT], () => true)
  return { way: walk.way, reached: walk.reached }
}

/** Breadth first, so that the first way that is found is the shortest. */
class Walk {
  readonly way: Int32Array
  readonly #graph: HeapGraph
  readonly #merged: Uint32Array
  /** Of a node that others are taken for: those. */
  readonly #others = new Map<number, number[]>()
  readonly #isSeen: Uint8Array
  readonly #queue: Uint32Array
  #length = 0

  constructor(graph: HeapGraph, merged: Uint32Array) {
    this.#graph = graph
    this.#merged = merged
    this.way = new Int32Array(graph.count).fill(-1)
    this.#isSeen = new Uint8Array(graph.count)
    this.#queue = new Uint32Array(graph.count)
    merged.forEach((to, node) => {
      if (to !== node) this.#others.set(to, [...(this.#others.get(to) ?? []), node])
    })
  }

  get reached(): Uint32Array {
    return this.#queue.subarray(0, this.#length)
  }

  from(seeds: readonly number[], isWanted: (node: number) => boolean): void {
    let next = this.#length
    for (const seed of seeds) this.#add(seed, -1)
    for (; next < this.#length; next++) {
      const node = this.#queue[next]!
      this.#expand(node, isWanted)
      for (const other of this.#others.get(node) ?? []) this.#expand(other, isWanted)
    }
  }

  #expand(node: number, isWanted: (node: number) => boolean): void {
    const { firstEdge, edgeType, edgeTo, edgeTypes } = this.#graph
    const weak = edgeTypes.indexOf('weak')
    for (let edge = firstEdge[node]!; edge < firstEdge[node + 1]!; edge++) {
      const to = this.#merged[edgeTo[edge]!]!
      if (edgeType[edge] !== weak && !this.#isSeen[to] && isWanted(to)) this.#add(to, edge)
    }
  }

  #add(node: number, edge: number): void {
    if (this.#isSeen[node]) return
    this.#isSeen[node] = 1
    this.way[node] = edge
    this.#queue[this.#length++] = node
  }
}
