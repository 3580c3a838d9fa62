// The tables as the tester page and the console show them: plain JSON, a page of rows at a time.

import { openForm } from '../form/form.ts'
import { readForm } from './read-form.ts'

export interface TableSummary {
  name: string
  kind: 'table' | 'settings'
  rows: number
  key: readonly string[]
  columns: { name: string; kind: string }[]
}

export interface RowPage {
  table: string
  version: number
  /** Of the whole table. */
  total: number
  from: number
  rows: object[]
}

const LARGEST_PAGE = 500

export const listTables = (buffer: SharedArrayBuffer): TableSummary[] =>
  openForm(buffer).tables.map(({ name, kind, size, indexes, columns }) => ({
    name,
    kind,
    rows: size,
    key: indexes[0]?.on ?? [],
    columns: columns.map(column => ({ name: column.name, kind: column.kind })),
  }))

/** undefined when there is no such table. At most 500 rows; a range that is no page gives an empty one. */
export function pageRows(
  buffer: SharedArrayBuffer,
  { table, from = 0, count = 50 }: { table: string; from?: number; count?: number },
): RowPage | undefined {
  const form = openForm(buffer)
  const read = readForm(buffer, form).get(table)
  if (!read) return undefined
  const start = Math.max(0, Math.trunc(from) || 0)
  const end = Math.min(read.table.size, start + Math.min(LARGEST_PAGE, Math.trunc(count) || 0))
  const rows = Array.from({ length: Math.max(0, end - start) }, (_, i) => read.table.rowAt(start + i))
  return {
    table,
    version: form.version,
    total: read.table.size,
    from: start,
    rows: rows.map(row => (row as { toJSON(): object }).toJSON()),
  }
}
