// The messages of a traced service as trees: what was done for each, in the order in which it began. The frame that a message
// came in stands before it.

import { type Address, showAddress } from '../../core/address.ts'
import type { Span } from './tracer.ts'

type NameOf = (address: Address) => string

export interface ThreadSpan extends Span {
  thread: number
}

/** A line of a tree; times in ms, `at` from the first line. */
export interface TraceRow {
  at: number
  ms: number
  thread: number
  what: string
}

/** Lines of one tree at most. */
const MOST = 1000

/** `all`: spans of this and other trees. `nameOf`: what receivers are called. */
export function treeOf(root: ThreadSpan, all: readonly ThreadSpan[], nameOf: NameOf): TraceRow[] {
  const children = new Map<string, ThreadSpan[]>()
  for (const span of all)
    if (span.parent !== undefined) children.set(span.parent, [...(children.get(span.parent) ?? []), span])
  for (const [id, spans] of children) children.set(id, withoutHandled(spans))
  const inside = children.get(root.id!) ?? []
  const frames = inside.filter(({ kind }) => kind === 'frame')
  children.set(
    root.id!,
    inside.filter(span => !frames.includes(span)),
  )
  const first = Math.min(root.start, ...inside.map(({ start }) => start))
  const rows: TraceRow[] = []
  const add = (span: ThreadSpan, depth: number): void => {
    if (rows.length >= MOST) return
    rows.push(rowOf(span, { depth, first, nameOf }))
    const below = span.id === undefined ? [] : (children.get(span.id) ?? [])
    for (const child of below.sort((a, b) => a.start - b.start)) add(child, depth + 1)
  }
  for (const span of [...frames, root]) add(span, 0)
  return rows
}

/** A send is left out when what it has sent is there: its receiver has begun with it. */
function withoutHandled(spans: readonly ThreadSpan[]): ThreadSpan[] {
  const begun = spans.filter(({ kind }) => kind === 'message')
  return spans.filter(({ kind, to, command }) => {
    if (kind !== 'send' || to === undefined) return true
    const i = begun.findIndex(each => each.command === command && each.id?.startsWith(`${showAddress(to)}#`))
    if (i >= 0) begun.splice(i, 1)
    return i < 0
  })
}

/** The spans that belong to a tree: its root's, and what was done for that. */
export function spansOfTree(root: ThreadSpan, all: readonly ThreadSpan[]): Set<ThreadSpan> {
  const found = new Set([root])
  const ids = new Set([root.id])
  for (let before = 0; before !== found.size; ) {
    before = found.size
    for (const span of all) {
      if (span.parent === undefined || !ids.has(span.parent)) continue
      found.add(span)
      if (span.id !== undefined) ids.add(span.id)
    }
  }
  return found
}

interface Place {
  depth: number
  /** When the tree begins. */
  first: number
  nameOf: NameOf
}

function rowOf(span: ThreadSpan, { depth, first, nameOf }: Place): TraceRow {
  const { kind, command, hasFailed, bytes, thread, to } = span
  const who = to === undefined ? span.who : nameOf(to)
  const size = bytes === undefined ? '' : `, ${bytes} bytes`
  const what = kind === 'message' ? `${who} ${command}` : `${kind} ${who} ${command}${size}`
  return {
    at: round(span.start - first),
    ms: round(span.end - span.start),
    thread,
    what: `${'. '.repeat(depth)}${what}${hasFailed ? ' (failed)' : ''}`,
  }
}

const round = (ms: number): number => Math.round(ms * 1000) / 1000
