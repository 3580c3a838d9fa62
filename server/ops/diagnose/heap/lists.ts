// What a heap snapshot tells at a glance: its classes and its services by size.

import { classOf, type HeapGraph } from './graph.ts'
import { type Heap, surveyHeap } from './owners.ts'
import { readSnapshot } from './read-snapshot.ts'
import { labelOf } from './services.ts'

export interface ClassRow {
  class: string
  count: number
  /** Bytes of the objects themselves, and with all that only they keep alive. */
  bytes: number
  retained: number
}

export interface ServiceRow {
  service: string
  type: string
  /** Bytes that are free once the service is. */
  retained: number
  /** Objects. */
  objects: number
}

/** Classes by what they keep alive. */
export function classesOf(path: string, limit: number): ClassRow[] {
  const { graph, dominators } = surveyHeap(readSnapshot(path))
  const classes = classIds(graph)
  const rows = new Map<number, ClassRow>()
  const { order, parent, retained } = dominators
  const isBelow = sameAbove(classes, order, parent)
  for (const node of order) {
    const id = classes.of[node]!
    const row = rows.get(id) ?? { class: classes.names[id]!, count: 0, bytes: 0, retained: 0 }
    row.count++
    row.bytes += graph.size[node]!
    if (!isBelow[node]) row.retained += retained[node]!
    rows.set(id, row)
  }
  return [...rows.values()].sort((a, b) => b.retained - a.retained).slice(0, limit)
}

interface Classes {
  readonly of: Uint32Array
  readonly names: readonly string[]
}

export function classIds(graph: HeapGraph): Classes {
  const ids = new Map<string, number>()
  /** Type and name -> id: as numbers, since a heap has millions of nodes. */
  const known = new Map<number, number>()
  const of = new Uint32Array(graph.count)
  for (let node = 0; node < graph.count; node++) {
    const isObject = graph.nodeTypes[graph.type[node]!] === 'object'
    const key = (isObject ? graph.name[node]! : 0) * graph.nodeTypes.length + graph.type[node]!
    let id = known.get(key)
    if (id === undefined) {
      const name = classOf(graph, node)
      id = ids.get(name) ?? ids.size
      ids.set(name, id)
      known.set(key, id)
    }
    of[node] = id
  }
  return { of, names: [...ids.keys()] }
}

/** Whether one of a node's dominators is of its class, so that its bytes are counted there already. Dominators come first
 * in `order`; on the way down at most this many classes are remembered. */
function sameAbove({ of }: Classes, order: Uint32Array, parent: Uint32Array): Uint8Array {
  const isBelow = new Uint8Array(of.length)
  for (const node of order) {
    let above = node
    for (let step = 0; step < MOST_STEPS && parent[above] !== above; step++) {
      above = parent[above]!
      if (of[above] !== of[node]) continue
      isBelow[node] = 1
      break
    }
  }
  return isBelow
}

const MOST_STEPS = 20

/** Services by what they keep alive, and last what no single one does. */
export function servicesOf(path: string, limit: number): ServiceRow[] {
  const heap = surveyHeap(readSnapshot(path))
  const { found, dominators } = heap
  const objects = objectsByOwner(heap)
  const rows = found.map((service, i) => ({
    service: labelOf(service),
    type: service.type,
    retained: dominators.retained[service.node]!,
    objects: objects[i]!,
  }))
  const rest = dominators.retained[0]! - rows.reduce((sum, { retained }) => sum + retained, 0)
  const largest = rows.sort((a, b) => b.retained - a.retained).slice(0, limit)
  return [...largest, { service: SHARED, type: '-', retained: rest, objects: objects[found.length]! }]
}

const SHARED = '(held by no single service)'

/** The last: of none. */
function objectsByOwner({ found, owner, dominators }: Heap): number[] {
  const counts = new Array<number>(found.length + 1).fill(0)
  for (const node of dominators.order) counts[owner[node] === -1 ? found.length : owner[node]!]!++
  return counts
}
