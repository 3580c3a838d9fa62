// What grew between two heap snapshots of one thread: by class, service and the path by which the objects are reached, with
// one of them as an example.

import { classIds } from './lists.ts'
import { type Heap, surveyHeap } from './owners.ts'
import { exampleOf, Paths } from './paths.ts'
import { readSnapshot } from './read-snapshot.ts'
import type { labelOf } from './services.ts'

export interface GrowthRow {
  class: string
  /** A name, or the type of those that have none; `-`: held by no single service. */
  service: string
  /** How objects of this row are reached. */
  holder: string
  before: number
  after: number
  /** Bytes that the objects of this row had, and how many more they have. */
  was: number
  grew: number
  /** One of them: its own path, the object that holds it, and by which key. */
  example: string
  parent: string
  key: string
}

interface Group {
  class: string
  service: string
  holder: string
  count: number
  bytes: number
  /** The one that was made last. */
  last: number
}

export interface DiffOptions {
  limit: number
  /** Only what grew by more than this part of what it was; where nothing did, all that grew. */
  part?: number
  /** Only what this service, by its address or name, keeps alive. */
  service?: string
}

/** The largest growth first. */
export function diffOf(before: string, after: string, options: DiffOptions): GrowthRow[] {
  const old = groupsOf(surveyHeap(readSnapshot(before)), options.service)
  const heap = surveyHeap(readSnapshot(after))
  const { part = 0, limit } = options
  const grown = [...groupsOf(heap, options.service)]
    .map(([key, group]) => ({ group, old: old.get(key) ?? NOTHING }))
    .filter(({ group, old: { bytes } }) => group.bytes > bytes && !OF_V8.has(group.class))
  const notable = grown.filter(({ group, old: { bytes } }) => group.bytes > bytes * (1 + part))
  const rows = (notable.length > 0 ? notable : grown).sort((a, b) => grewBy(b) - grewBy(a)).slice(0, limit)
  return rows.map(row => rowOf(heap, row))
}

/** Compiled code and the shapes of objects grow with everything that runs for the first time. */
const OF_V8: ReadonlySet<string> = new Set(['(code)', '(object shape)'])
const NOTHING = { count: 0, bytes: 0 }

interface Grown {
  group: Group
  old: Pick<Group, 'count' | 'bytes'>
}

const grewBy = ({ group, old }: Grown): number => group.bytes - old.bytes

function rowOf(heap: Heap, grown: Grown): GrowthRow {
  const { group, old } = grown
  const { path: example, parent, key } = exampleOf(heap, group.last)
  const { service, holder, count: after } = group
  const sizes = { before: old.count, after, was: old.bytes, grew: grewBy(grown) }
  return { class: group.class, service, holder, ...sizes, example, parent, key }
}

/** Class, service and path -> the nodes that have these. */
function groupsOf(heap: Heap, only: string | undefined): Map<string, Group> {
  const paths = new Paths(heap)
  const classes = classIds(heap.graph)
  const wanted = heap.found.map(service => only === undefined || isCalled(service, only))
  const byNumber = new Map<number, Group>()
  for (const node of heap.dominators.order) {
    if (only !== undefined && !wanted[heap.owner[node]!]) continue
    const path = paths.of[node]!
    const key = classes.of[node]! * MOST_PATHS + path
    const group = byNumber.get(key) ?? {
      class: classes.names[classes.of[node]!]!,
      service: heap.owner[node] === -1 ? '-' : paths.serviceOf(path),
      holder: paths.textOf(path),
      count: 0,
      bytes: 0,
      last: node,
    }
    group.count++
    group.bytes += heap.graph.size[node]!
    if (node > group.last) group.last = node
    byNumber.set(key, group)
  }
  return new Map(
    [...byNumber.values()].map(group => [`${group.class} ${group.service} ${group.holder}`, group]),
  )
}

const MOST_PATHS = 2 ** 26

const isCalled = (service: Parameters<typeof labelOf>[0], text: string): boolean =>
  service.name === text || service.address === text
