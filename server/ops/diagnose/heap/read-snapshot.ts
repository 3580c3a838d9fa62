// Reads a .heapsnapshot file into typed arrays, a piece at a time: the file is never one text, which would not fit into
// one from 512 MB on. Format: `{"snapshot":{…},"nodes":[…],"edges":[…], …,"strings":[…]}`, each node and edge a fixed
// number of integers that `snapshot.meta` names.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { HeapGraph } from './graph.ts'

interface Meta {
  node_count: number
  edge_count: number
  meta: {
    node_fields: string[]
    node_types: [string[]]
    edge_types: [string[]]
  }
}

const PIECE = 1 << 20
const [ZERO, NINE, COMMA, CLOSE] = [48, 57, 44, 93]
/** Of an edge: type, name or index, node. */
const EDGE_WIDTH = 3

/** Throws when the file is no snapshot, or a part of one. */
export function readSnapshot(path: string): HeapGraph {
  const file = new NumberFile(path)
  try {
    const { node_count: nodes, edge_count: edges, meta } = readMeta(file)
    const graph = emptyGraph(nodes, edges, meta)
    readNodes(file, graph, meta.node_fields)
    readEdges(file, graph, meta.node_fields.length)
    file.skipTo('"strings":[')
    return { ...graph, strings: readStrings(file) }
  } finally {
    file.close()
  }
}

function readMeta(file: NumberFile): Meta {
  const head = file.skipTo('"nodes":[')
  return (JSON.parse(`${head.slice(0, head.lastIndexOf(','))}}`) as { snapshot: Meta }).snapshot
}

const emptyGraph = (nodes: number, edges: number, meta: Meta['meta']): Omit<HeapGraph, 'strings'> => ({
  count: nodes,
  nodeTypes: meta.node_types[0],
  edgeTypes: meta.edge_types[0],
  type: new Uint8Array(nodes),
  name: new Uint32Array(nodes),
  size: new Uint32Array(nodes),
  firstEdge: new Uint32Array(nodes + 1),
  edgeType: new Uint8Array(edges),
  edgeName: new Uint32Array(edges),
  edgeTo: new Uint32Array(edges),
})

function readNodes(file: NumberFile, graph: Omit<HeapGraph, 'strings'>, fields: readonly string[]): void {
  const row = new Float64Array(fields.length)
  const [type, name, size, edges] = ['type', 'name', 'self_size', 'edge_count'].map(field =>
    fields.indexOf(field),
  ) as [number, number, number, number]
  for (let i = 0; i < graph.count; i++) {
    file.read(row)
    graph.type[i] = row[type]!
    graph.name[i] = row[name]!
    graph.size[i] = row[size]!
    graph.firstEdge[i + 1] = graph.firstEdge[i]! + row[edges]!
  }
}

/** A node is named by where it begins in the list of numbers. */
function readEdges(
  file: NumberFile,
  { edgeType, edgeName, edgeTo }: Omit<HeapGraph, 'strings'>,
  nodeWidth: number,
): void {
  file.skipTo('"edges":[')
  const row = new Float64Array(EDGE_WIDTH)
  for (let i = 0; i < edgeTo.length; i++) {
    file.read(row)
    edgeType[i] = row[0]!
    edgeName[i] = row[1]!
    edgeTo[i] = row[2]! / nodeWidth
  }
}

function readStrings(file: NumberFile): string[] {
  const text = file.rest()
  return JSON.parse(`[${text.slice(0, text.lastIndexOf(']'))}]`) as string[]
}

/** A file that is mostly integers. */
class NumberFile {
  readonly #file: number
  readonly #piece = Buffer.allocUnsafe(PIECE)
  #at = 0
  #length = 0
  #offset = 0

  constructor(path: string) {
    this.#file = openSync(path, 'r')
  }

  close(): void {
    closeSync(this.#file)
  }

  /** The text up to `mark`, which is short. */
  skipTo(mark: string): string {
    const bytes: number[] = []
    const last = mark.charCodeAt(mark.length - 1)
    for (;;) {
      const byte = this.#next()
      bytes.push(byte)
      if (byte !== last || bytes.length < mark.length) continue
      const end = String.fromCharCode(...bytes.slice(-mark.length))
      if (end === mark) return Buffer.from(bytes.slice(0, -mark.length)).toString()
    }
  }

  /** Fills `row` with the next integers. */
  read(row: Float64Array): void {
    for (let i = 0; i < row.length; i++) row[i] = this.#number()
  }

  /** Everything that follows. */
  rest(): string {
    const left = Buffer.allocUnsafe(fstatSync(this.#file).size - this.#offset)
    readSync(this.#file, left, 0, left.length, this.#offset)
    return Buffer.concat([this.#piece.subarray(this.#at, this.#length), left]).toString()
  }

  #number(): number {
    let value = 0
    for (let has = false; ; ) {
      const byte = this.#next()
      if (byte >= ZERO && byte <= NINE) {
        value = value * 10 + byte - ZERO
        has = true
      } else if (has && (byte === COMMA || byte === CLOSE)) return value
    }
  }

  #next(): number {
    if (this.#at === this.#length) this.#fill()
    return this.#piece[this.#at++]!
  }

  #fill(): void {
    this.#length = readSync(this.#file, this.#piece, 0, PIECE, this.#offset)
    if (this.#length === 0) throw new Error('the snapshot is incomplete')
    this.#offset += this.#length
    this.#at = 0
  }
}
