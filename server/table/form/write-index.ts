// Writes the hash table of one index, and the lists behind it when several rows may have one value (form.ts has the
// byte picture).

import type { RowValue } from '../check/check.ts'
import type { IndexLayout } from '../define/layout.ts'
import { hashKey } from './hash.ts'

export interface WrittenIndex {
  /** The hash table, then the lists. */
  cells: Float64Array
  slots: number
  hasLists: boolean
}

export function writeIndex(index: IndexLayout, rows: readonly RowValue[]): WrittenIndex {
  return index.unique ? writeUnique(index, rows) : writeLists(groupRows(index, rows))
}

/** A power of two, two thirds full at most, with one empty slot at least: a search ends there. */
const slotsFor = (keys: number): number => 2 ** Math.ceil(Math.log2(keys * 1.5 + 2))

/** The values of the index's columns; undefined when one of them is missing: the row is not in the index then. */
export function valuesOf(on: readonly string[], row: RowValue): unknown[] | undefined {
  const values = on.map(name => row[name])
  return values.some(value => value === undefined || value === null) ? undefined : values
}

function insert(words: Uint32Array, slots: number, { hash, found }: { hash: number; found: number }): void {
  let slot = hash & (slots - 1)
  while (words[slot * 2 + 1] !== 0) slot = (slot + 1) & (slots - 1)
  words[slot * 2] = hash
  words[slot * 2 + 1] = found
}

function writeUnique({ on }: IndexLayout, rows: readonly RowValue[]): WrittenIndex {
  const slots = slotsFor(rows.length)
  const cells = new Float64Array(slots)
  const words = new Uint32Array(cells.buffer)
  for (let i = 0; i < rows.length; i++) {
    const values = valuesOf(on, rows[i]!)
    if (values) insert(words, slots, { hash: hashKey(values), found: i + 1 })
  }
  return { cells, slots, hasLists: false }
}

interface Group {
  hash: number
  rows: number[]
}

function groupRows({ on }: IndexLayout, rows: readonly RowValue[]): Group[] {
  const groups = new Map<unknown, Group>()
  for (let i = 0; i < rows.length; i++) {
    const values = valuesOf(on, rows[i]!)
    if (!values) continue
    const key = values.length === 1 ? values[0] : JSON.stringify(values)
    const group = groups.get(key)
    if (group) group.rows.push(i)
    else groups.set(key, { hash: hashKey(values), rows: [i] })
  }
  return [...groups.values()]
}

function writeLists(groups: readonly Group[]): WrittenIndex {
  const slots = slotsFor(groups.length)
  const listWords = groups.reduce((sum, { rows }) => sum + rows.length + 1, 0)
  const cells = new Float64Array(slots + Math.ceil(listWords / 2))
  const words = new Uint32Array(cells.buffer)
  let next = 0
  for (const { hash, rows } of groups) {
    insert(words, slots, { hash, found: next + 1 })
    words[slots * 2 + next] = rows.length
    words.set(rows, slots * 2 + next + 1)
    next += rows.length + 1
  }
  return { cells, slots, hasLists: true }
}
