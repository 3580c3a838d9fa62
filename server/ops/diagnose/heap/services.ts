// The services in a heap snapshot: a cell, its service, and for a room the life behind it, taken for one node, as they hold
// each other. Found by the names of classes and fields: server/core/service/cell.ts, server/room/life/room-service.ts; a test
// compares them with services that run.

import { classOf, fieldOf, type HeapGraph, nameOf, textOf, typeOf } from './graph.ts'

export interface FoundService {
  /** The node of its cell. */
  readonly node: number
  readonly type: string
  /** `.chat`; undefined when it has no name. */
  readonly name: string | undefined
  /** `:2.0000001f`. */
  readonly address: string
  /** An account, or a room's id. */
  readonly of: string | undefined
}

const CELL = 'Cell'
/** From the service: where the text stands that says whose it is. */
const OWNERS: readonly (readonly string[])[] = [
  ['options', 'account'],
  ['options', 'seed', 'record', 'id'],
]
const SPAN = 2 ** 32

export interface Services {
  readonly found: readonly FoundService[]
  /** For each node the one that it is taken for. */
  readonly merged: Uint32Array
}

export function findServices(graph: HeapGraph): Services {
  const merged = Uint32Array.from({ length: graph.count }, (_, v) => v)
  const found: FoundService[] = []
  for (const node of cellsOf(graph)) {
    const service = fieldOf(graph, node, '#service')
    const type = textOf(graph, node, 'type')
    if (service === undefined || type === undefined || classOf(graph, service) === '(system)') continue
    merged[service] = node
    const life = fieldOf(graph, service, '#life')
    if (life !== undefined) merged[life] = node
    found.push({
      node,
      type,
      name: textOf(graph, node, '#name'),
      address: addressOf(graph, node),
      of: ownerOf(graph, service),
    })
  }
  return { found, merged }
}

function* cellsOf(graph: HeapGraph): Iterable<number> {
  const name = graph.strings.indexOf(CELL)
  for (let v = 0; v < graph.count; v++)
    if (graph.name[v] === name && typeOf(graph, v) === 'object' && textOf(graph, v, 'type') !== undefined)
      yield v
}

/** A number stands in the snapshot as a node with a text. */
function addressOf(graph: HeapGraph, cell: number): string {
  const number = fieldOf(graph, cell, 'address')
  const text = number === undefined ? undefined : fieldOf(graph, number, 'value')
  const address = Number(text === undefined ? Number.NaN : nameOf(graph, text))
  if (!Number.isSafeInteger(address)) return ''
  return `:${Math.floor(address / SPAN)}.${(address % SPAN).toString(16).padStart(8, '0')}`
}

function ownerOf(graph: HeapGraph, service: number): string | undefined {
  for (const path of OWNERS) {
    let node: number | undefined = service
    for (const field of path.slice(0, -1)) if (node !== undefined) node = fieldOf(graph, node, field)
    const text = node === undefined ? undefined : textOf(graph, node, path.at(-1)!)
    if (text !== undefined) return text
  }
  return undefined
}

/** What it is called in a list of single services. */
export const labelOf = ({ name, type, address, of }: FoundService): string =>
  `${name ?? `${type}${address}`}${of === undefined ? '' : ` (${of})`}`
