// Who has allocated what is alive, by type of service: V8's sampling profile, each sample counted for the service whose
// class stands outermost on its stack. What no class of a service has allocated is counted for the outermost file of the game.

import { readFile } from 'node:fs/promises'
import type { HeapProfiler } from 'node:inspector'
import { type ClassRange, classAt, classRanges } from './class-ranges.ts'
import { fileOf } from './place.ts'

type Node = HeapProfiler.SamplingHeapProfileNode

/** Files through which everything passes, and Node's own. */
const PASSED = /^(node:|server\/(core|lib|setup)\/|node_modules\/)/
const OTHER = '(other)'

/** Type of service, or file -> bytes, as far as samples tell. `types`: those that run here. */
export async function bytesByService(head: Node, types: ReadonlySet<string>): Promise<Map<string, number>> {
  const files = filesOf(head)
  const classes = await classesOf(files)
  const ownerOf = ({ callFrame: { url, lineNumber } }: Node): string | undefined => {
    const file = files.get(url)!
    if (file === '') return undefined
    const name = classAt(classes.get(file) ?? [], lineNumber)
    if (name !== undefined && types.has(name)) return name
    return PASSED.test(file) ? undefined : file
  }
  const bytes = new Map<string, number>()
  const visit = (node: Node, owner: string | undefined): void => {
    const here = owner ?? ownerOf(node)
    if (node.selfSize > 0) bytes.set(here ?? OTHER, (bytes.get(here ?? OTHER) ?? 0) + node.selfSize)
    for (const child of node.children) visit(child, here)
  }
  visit(head, undefined)
  return bytes
}

/** URL -> file; of many nodes there are few. */
function filesOf(head: Node): Map<string, string> {
  const files = new Map<string, string>()
  const visit = ({ callFrame, children }: Node): void => {
    if (!files.has(callFrame.url)) files.set(callFrame.url, fileOf(callFrame))
    for (const child of children) visit(child)
  }
  visit(head)
  return files
}

/** Files that can't be read, such as Node's own, have no classes. */
async function classesOf(files: ReadonlyMap<string, string>): Promise<Map<string, ClassRange[]>> {
  const sources = [...new Set(files.values())].filter(
    file => file !== '' && !/^(node:|node_modules\/)/.test(file),
  )
  const found = sources.map(async file => {
    const source = await readFile(file, 'utf8').catch(() => '')
    return [file, classRanges(source)] as const
  })
  return new Map(await Promise.all(found))
}
