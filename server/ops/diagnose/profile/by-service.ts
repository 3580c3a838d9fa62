// Who has allocated what is alive, by type of service: V8's sampling profile, each sample counted for the service whose
// code stands outermost on its stack. A file of a service is named after its class.

import type { HeapProfiler } from 'node:inspector'
import { fileOf } from './place.ts'

type Node = HeapProfiler.SamplingHeapProfileNode

/** Files through which everything passes, and Node's own. */
const PASSED = /^(node:|server\/(core|lib|setup)\/|node_modules\/)/
const OTHER = '(other)'

/** Type of service, or file -> bytes, as far as samples tell. `types`: those that run here. */
export function bytesByService(head: Node, types: Iterable<string>): Map<string, number> {
  const named = new Map([...types].map(type => [fileNameOf(type), type]))
  const bytes = new Map<string, number>()
  const visit = (node: Node, owner: string | undefined): void => {
    const here = owner ?? ownerOf(fileOf(node.callFrame), named)
    if (node.selfSize > 0) bytes.set(here ?? OTHER, (bytes.get(here ?? OTHER) ?? 0) + node.selfSize)
    for (const child of node.children) visit(child, here)
  }
  visit(head, undefined)
  return bytes
}

function ownerOf(file: string, named: ReadonlyMap<string, string>): string | undefined {
  if (file === '') return undefined
  const type = named.get(file.slice(file.lastIndexOf('/') + 1))
  return type ?? (PASSED.test(file) ? undefined : file)
}

/** `RoomService` -> `room-service.ts`. */
const fileNameOf = (type: string): string =>
  `${type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}.ts`
