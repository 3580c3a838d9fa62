// How a node is reached, as one would write it in code: `Market.#offers[…].buyer`. Nodes that are reached alike share a path;
// a single node's example names the keys: `Market.#offers["sword"].buyer`.

import { classOf, edgeNameOf, edgeTypeOf, fromOf, type HeapGraph, nameOf, typeOf } from './graph.ts'
import type { Heap } from './owners.ts'

/** Longer ones end here; also those of lists and trees, whose nodes are reached through each other. */
const DEEPEST = 6
const LONGEST_KEY = 40
const ENTRY = '[…]'

interface Path {
  readonly parent: number
  readonly label: string
  readonly depth: number
  /** Index of a service in `found`; -1 for none. */
  readonly owner: number
}

export class Paths {
  readonly #heap: Heap
  readonly #paths: Path[] = []
  readonly #byStep = new Map<string, number>()
  /** Path and edge as one number -> the path below. */
  readonly #known = new Map<number, number>()
  /** Node -> its path. */
  readonly of: Uint32Array

  constructor(heap: Heap) {
    this.#heap = heap
    this.of = new Uint32Array(heap.graph.count)
    for (const node of heap.reached) this.of[node] = this.#find(node)
  }

  /** `.market` or `Agent`: services without a name are taken together. */
  serviceOf(path: number): string {
    return kindOf(this.#heap, this.#paths[path]!.owner)
  }

  textOf(path: number): string {
    const { parent, label } = this.#paths[path]!
    return parent === -1 ? label : this.textOf(parent) + label
  }

  #find(node: number): number {
    const { graph, way, merged, owner } = this.#heap
    const edge = way[node]!
    if (edge === -1) return this.#step(-1, topOf(this.#heap, node), owner[node]!)
    const parent = this.of[merged[fromOf(graph, edge)]!]!
    const name = edgeTypeOf(graph, edge) === 'element' ? 0 : graph.edgeName[edge]!
    const key = (parent * graph.strings.length + name) * graph.edgeTypes.length + graph.edgeType[edge]!
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const found = this.#below(parent, labelOf(graph, edge))
    this.#known.set(key, found)
    return found
  }

  #below(parent: number, label: string): number {
    const { label: last, depth, owner } = this.#paths[parent]!
    if (label === '' || label === last || depth === DEEPEST) return parent
    return this.#step(parent, label, owner)
  }

  #step(parent: number, label: string, owner: number): number {
    const key = parent === -1 ? kindOf(this.#heap, owner) + label : `${parent}${label}`
    const known = this.#byStep.get(key)
    if (known !== undefined) return known
    const depth = parent === -1 ? 0 : this.#paths[parent]!.depth + 1
    const made = this.#paths.push({ parent, label, depth, owner }) - 1
    this.#byStep.set(key, made)
    return made
  }
}

const kindOf = ({ found }: Heap, owner: number): string => {
  const service = found[owner]
  return service ? (service.name ?? service.type) : '-'
}

/** What a path begins with. */
const topOf = ({ found, graph, owner }: Heap, node: number): string =>
  found[owner[node]!]?.type ?? (node === 0 ? '' : classOf(graph, node))

/** '' for what the engine has put in between: the table of a Map, the elements of an array. */
function labelOf(graph: HeapGraph, edge: number): string {
  const type = edgeTypeOf(graph, edge)
  if (type === 'element') return ENTRY
  const name = edgeNameOf(graph, edge)
  if (type === 'context') return `(${name})`
  if (type === 'internal') return /^\d+$/.test(name) ? ENTRY : ''
  return type === 'property' ? `.${name}` : ''
}

/** One node's own path, and what holds it. */
export interface Example {
  /** With keys. */
  path: string
  /** The class of the object that holds it. */
  parent: string
  /** The field, index or key by which it does. */
  key: string
}

export function exampleOf(heap: Heap, node: number): Example {
  const steps: string[] = []
  let [parent, key] = ['', '']
  let at = node
  for (let edge = heap.way[at]!; edge !== -1; edge = heap.way[at]!) {
    const from = fromOf(heap.graph, edge)
    const step = exactLabel(heap.graph, edge)
    if (key === '') key = step
    if (parent === '' && typeOf(heap.graph, from) !== 'array') parent = classOf(heap.graph, from)
    if (steps.length < DEEPEST) steps.unshift(step)
    at = heap.merged[from]!
  }
  return { path: topOf(heap, at) + steps.join(''), parent, key: key.replace(/^\./, '') }
}

function exactLabel(graph: HeapGraph, edge: number): string {
  const label = labelOf(graph, edge)
  if (label !== ENTRY) return label
  const index = edgeNameOf(graph, edge)
  if (edgeTypeOf(graph, edge) === 'element') return `[${index}]`
  const key = keyOf(graph, edge, Number(index))
  return key === undefined ? ENTRY : `[${key}]`
}

/** The table of a Map has key, value, next, one after the other. */
function keyOf(graph: HeapGraph, edge: number, index: number): string | undefined {
  const table = fromOf(graph, edge)
  for (let e = graph.firstEdge[table]!; e < graph.firstEdge[table + 1]!; e++) {
    if (edgeTypeOf(graph, e) !== 'internal' || edgeNameOf(graph, e) !== String(index - 1)) continue
    const key = graph.edgeTo[e]!
    return typeOf(graph, key).includes('string')
      ? JSON.stringify(nameOf(graph, key).slice(0, LONGEST_KEY))
      : classOf(graph, key)
  }
  return undefined
}
