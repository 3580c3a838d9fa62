// A heap snapshot as arrays: nodes (objects, strings, code …) and edges (who refers to whom by what name). The edges of node
// `v` are those from firstEdge[v] to firstEdge[v + 1].

export interface HeapGraph {
  readonly count: number
  readonly nodeTypes: readonly string[]
  readonly edgeTypes: readonly string[]
  readonly type: Uint8Array
  /** Index into `strings`. */
  readonly name: Uint32Array
  /** Bytes of the node itself. */
  readonly size: Uint32Array
  readonly firstEdge: Uint32Array
  readonly edgeType: Uint8Array
  /** Index into `strings`; of elements and hidden edges the index itself. */
  readonly edgeName: Uint32Array
  readonly edgeTo: Uint32Array
  readonly strings: string[]
}

export const typeOf = (graph: HeapGraph, node: number): string => graph.nodeTypes[graph.type[node]!]!

export const nameOf = (graph: HeapGraph, node: number): string => graph.strings[graph.name[node]!]!

export const edgeTypeOf = (graph: HeapGraph, edge: number): string => graph.edgeTypes[graph.edgeType[edge]!]!

const INDEXED = new Set(['element', 'hidden'])

/** The name of a field or variable; of an element its index. */
export const edgeNameOf = (graph: HeapGraph, edge: number): string => {
  const name = graph.edgeName[edge]!
  return INDEXED.has(edgeTypeOf(graph, edge)) ? String(name) : graph.strings[name]!
}

/** The node that an edge begins at. */
export function fromOf({ firstEdge, count }: HeapGraph, edge: number): number {
  let [low, high] = [0, count]
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (firstEdge[middle]! <= edge) low = middle
    else high = middle
  }
  return low
}

/** What the field `name` of a node refers to. */
export function fieldOf(graph: HeapGraph, node: number, name: string): number | undefined {
  for (let edge = graph.firstEdge[node]!; edge < graph.firstEdge[node + 1]!; edge++)
    if (edgeNameOf(graph, edge) === name && edgeTypeOf(graph, edge) !== 'weak') return graph.edgeTo[edge]!
  return undefined
}

/** The text of a field, if it is one. */
export function textOf(graph: HeapGraph, node: number, name: string): string | undefined {
  const found = fieldOf(graph, node, name)
  return found !== undefined && typeOf(graph, found).includes('string') ? nameOf(graph, found) : undefined
}

/** What a node is called in a list: the class of an object, `(string)` and the like for anything else. */
export function classOf(graph: HeapGraph, node: number): string {
  const type = typeOf(graph, node)
  if (type === 'object') return nameOf(graph, node)
  if (type.includes('string')) return '(string)'
  if (type === 'hidden' || type === 'synthetic') return '(system)'
  return `(${type})`
}
