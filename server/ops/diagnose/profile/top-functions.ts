// Which functions a profile names most: of a .cpuprofile file by time, of a .heapprofile file by bytes.

import { readFileSync } from 'node:fs'
import { type CallFrame, placeOf } from './place.ts'

export interface FunctionRow {
  function: string
  /** `path/to/file.ts:12`. */
  at: string
  /** Of all that was measured: in the function itself, and with what it calls. */
  self: number
  total: number
  /** In ms, or bytes. */
  amount: number
}

interface CpuProfile {
  nodes: { id: number; callFrame: CallFrame; children?: number[] }[]
  samples: number[]
  timeDeltas: number[]
}

interface HeapNode {
  callFrame: CallFrame
  selfSize: number
  children: HeapNode[]
}

/** A node of either, in one shape. */
interface Frame {
  callFrame: CallFrame
  amount: number
  children: Frame[]
}

/** Time when nothing ran is no function. `(program)`: code that V8 can't name, as an endless loop that began before. */
const IDLE = new Set(['(root)', '(idle)'])
/** Of microseconds. */
const MS = 1000

/** The most expensive first. */
export function topFunctions(path: string, limit: number): FunctionRow[] {
  const profile = JSON.parse(readFileSync(path, 'utf8')) as CpuProfile | { head: HeapNode }
  const root = 'head' in profile ? ofHeap(profile.head) : ofCpu(profile)
  const tally = new Tally()
  tally.add(root, new Set())
  return tally.rows().slice(0, limit)
}

const ofHeap = ({ callFrame, selfSize, children }: HeapNode): Frame => ({
  callFrame,
  amount: selfSize,
  children: children.map(ofHeap),
})

function ofCpu({ nodes, samples, timeDeltas }: CpuProfile): Frame {
  const frames = new Map<number, Frame>(
    nodes.map(({ id, callFrame }) => [id, { callFrame, amount: 0, children: [] }]),
  )
  samples.forEach((id, i) => {
    frames.get(id)!.amount += Math.max(0, timeDeltas[i] ?? 0) / MS
  })
  for (const { id, children = [] } of nodes)
    frames.get(id)!.children.push(...children.map(child => frames.get(child)!))
  return frames.get(nodes[0]!.id)!
}

class Tally {
  readonly #rows = new Map<string, { name: string; at: string; self: number; total: number }>()
  #all = 0

  /** Returns what the frame and those below took. A function that calls itself is counted once. */
  add(frame: Frame, above: ReadonlySet<string>): number {
    const { callFrame, amount, children } = frame
    const name = callFrame.functionName || '(anonymous)'
    const at = placeOf(callFrame)
    const key = `${name} ${at}`
    const within = new Set(above).add(key)
    const total = children.reduce((sum, child) => sum + this.add(child, within), amount)
    if (IDLE.has(name)) return total
    this.#all += amount
    const row = this.#rows.get(key) ?? { name, at, self: 0, total: 0 }
    row.self += amount
    if (!above.has(key)) row.total += total
    this.#rows.set(key, row)
    return total
  }

  rows(): FunctionRow[] {
    const share = (part: number) => Math.round((part / (this.#all || 1)) * 1000) / 1000
    return [...this.#rows.values()]
      .sort((a, b) => b.self - a.self)
      .map(({ name, at, self, total }) => ({
        function: name,
        at,
        self: share(self),
        total: share(total),
        amount: Math.round(self),
      }))
  }
}
