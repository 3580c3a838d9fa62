// Writes checked rows as a form (form.ts has the byte picture). Two steps: cells and texts into plain memory, whose
// size is known only then, and from there into one shared buffer of exactly that size.

import type { CheckedTable, RowValue } from '../check/check.ts'
import type { Column } from '../define/layout.ts'
import {
  allocateForm,
  checksumOf,
  type FormIndex,
  type FormTable,
  HEADER_BYTES,
  MAGIC,
  NULL,
  UNDEFINED,
} from './form.ts'
import { Heap } from './heap.ts'
import { writeIndex } from './write-index.ts'

/** The form of these tables as version `version`. The rows have passed their schemas and the keys are unique. */
export function writeForm(tables: readonly CheckedTable[], version: number): SharedArrayBuffer {
  const heap = new Heap()
  const written = tables.map(table => writeTable(table, heap))
  const head = describe(written)
  const cellBytes = written.reduce((sum, { cells }) => sum + cells.byteLength, 0)
  const heapStart = HEADER_BYTES + head.length + cellBytes
  const buffer = allocateForm(Math.ceil((heapStart + heap.length) / 8) * 8)
  copyAll({ buffer, head, written, heap, heapStart })
  const view = new DataView(buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint32(4, version, true)
  view.setUint32(16, head.length, true)
  view.setFloat64(24, heapStart, true)
  view.setUint32(8, checksumOf(buffer), true)
  return buffer
}

interface WrittenTable {
  /** Positions are relative to the table's first cell until the head is known. */
  form: FormTable
  cells: Float64Array
}

function writeTable({ layout, rows }: CheckedTable, heap: Heap): WrittenTable {
  const stride = layout.columns.length
  const parts: Float64Array[] = [writeRows(layout.columns, rows, heap)]
  let at = rows.length * stride
  const indexes = layout.indexes.map(index => {
    const { cells, slots, hasLists } = writeIndex(index, rows)
    parts.push(cells)
    const form: FormIndex = { ...index, slots: at, mask: slots - 1, lists: hasLists ? (at + slots) * 2 : 0 }
    at += cells.length
    return form
  })
  const cells = new Float64Array(at)
  let to = 0
  for (const part of parts) {
    cells.set(part, to)
    to += part.length
  }
  return { form: { ...layout, size: rows.length, at: 0, indexes }, cells }
}

function writeRows(columns: readonly Column[], rows: readonly RowValue[], heap: Heap): Float64Array {
  const cells = new Float64Array(rows.length * columns.length)
  const words = new Uint32Array(cells.buffer)
  let at = 0
  for (const row of rows)
    for (const { name, kind } of columns) {
      if (kind === 'text' || kind === 'json') putHeap(row[name], { kind, words, word: at * 2, heap })
      else cells[at] = numberOf(row[name])
      at += 1
    }
  return cells
}

/** The float of a number, boolean or date. −0 is stored as 0. */
function numberOf(value: unknown): number {
  if (value === undefined) return Number.NaN
  return value === null ? Number.POSITIVE_INFINITY : Number(value) + 0
}

function putHeap(
  value: unknown,
  { kind, words, word, heap }: { kind: 'text' | 'json'; words: Uint32Array; word: number; heap: Heap },
): void {
  if (value === undefined || value === null) words[word + 1] = value === null ? NULL : UNDEFINED
  else heap.put(kind === 'text' ? (value as string) : JSON.stringify(value), words, word)
}

/** Sets every position to where it will be in the buffer, and gives the description's bytes. */
function describe(written: readonly WrittenTable[]): Buffer {
  let length = 0
  for (;;) {
    const text = JSON.stringify(placed(written, (HEADER_BYTES + length) / 8))
    const needed = Math.ceil(Buffer.byteLength(text) / 8) * 8
    if (needed <= length) return Buffer.from(text + ' '.repeat(length - Buffer.byteLength(text)))
    length = needed
  }
}

function placed(written: readonly WrittenTable[], first: number): FormTable[] {
  let at = first
  return written.map(({ form, cells }) => {
    const start = at
    at += cells.length
    const indexes = form.indexes.map(index => ({
      ...index,
      slots: index.slots + start,
      lists: index.unique ? 0 : index.lists + start * 2,
    }))
    return { ...form, at: start, indexes }
  })
}

function copyAll(options: {
  buffer: SharedArrayBuffer
  head: Buffer
  written: readonly WrittenTable[]
  heap: Heap
  heapStart: number
}): void {
  const { buffer, head, written, heap, heapStart } = options
  head.copy(Buffer.from(buffer), HEADER_BYTES)
  let at = HEADER_BYTES + head.length
  for (const { cells } of written) {
    new Float64Array(buffer, at, cells.length).set(cells)
    at += cells.byteLength
  }
  heap.copyTo(Buffer.from(buffer, heapStart))
}
