// What differs between two versions: rows added, removed and changed, with the fields. Works across definitions too,
// as every form describes itself.

import { type ReadTable, readForm } from './read-form.ts'

export type KeyValue = string | number | boolean

export interface RowDiff {
  kind: 'added' | 'removed' | 'changed'
  /** The primary key; [] for settings. */
  key: KeyValue[]
  /** Of a changed row the fields that differ; of the others all fields. */
  fields: Record<string, { before?: unknown; after?: unknown }>
}

export interface TableDiff {
  table: string
  added: number
  removed: number
  changed: number
  /** The same rows in another order, as `all()` shows. */
  isReordered: boolean
  /** The first of them; the counts are whole. */
  rows: RowDiff[]
}

const LISTED = 200

/** Tables without a difference are left out. */
export function diffForms(before: SharedArrayBuffer, after: SharedArrayBuffer): TableDiff[] {
  const [old, now] = [readForm(before), readForm(after)]
  const names = new Set([...old.keys(), ...now.keys()])
  return [...names]
    .map(name => diffTable(name, old.get(name), now.get(name)))
    .filter(({ added, removed, changed, isReordered }) => isReordered || added + removed + changed > 0)
}

type AnyRow = Record<string, unknown>

function diffTable(name: string, before: ReadTable | undefined, after: ReadTable | undefined): TableDiff {
  const diff: TableDiff = { table: name, added: 0, removed: 0, changed: 0, isReordered: false, rows: [] }
  const columns = columnsOf([before, after])
  for (const row of rowsOf(after)) {
    const old = partner(before, keyOf(after), row)
    const fields = old ? changedFields(old, row, columns) : fieldsOf(row, 'after')
    if (Object.keys(fields).length > 0)
      note(diff, { kind: old ? 'changed' : 'added', key: keyIn(after, row), fields })
  }
  for (const row of rowsOf(before))
    if (!partner(after, keyOf(before), row))
      note(diff, { kind: 'removed', key: keyIn(before, row), fields: fieldsOf(row, 'before') })
  if (diff.added + diff.removed === 0) diff.isReordered = isReordered(before, after)
  return diff
}

function isReordered(before: ReadTable | undefined, after: ReadTable | undefined): boolean {
  const others = rowsOf(before)[Symbol.iterator]()
  for (const row of rowsOf(after)) {
    const other = others.next().value as AnyRow
    if (keyOf(after).some(name => row[name] !== other[name])) return true
  }
  return false
}

function note(diff: TableDiff, row: RowDiff): void {
  diff[row.kind] += 1
  if (diff.rows.length < LISTED) diff.rows.push(row)
}

const keyOf = (read: ReadTable | undefined): readonly string[] => read?.form.indexes[0]?.on ?? []

const keyIn = (read: ReadTable | undefined, row: AnyRow): KeyValue[] =>
  keyOf(read).map(name => row[name] as KeyValue)

const rowsOf = (read: ReadTable | undefined): Iterable<AnyRow> => (read?.table ?? []) as Iterable<AnyRow>

/** The row of the other version with the same key, if its key is on the same columns; settings have one row each. */
function partner(other: ReadTable | undefined, key: readonly string[], row: AnyRow): AnyRow | undefined {
  if (!other || keyOf(other).join() !== key.join()) return undefined
  if (key.length === 0) return other.table.size > 0 ? (other.table.rowAt(0) as AnyRow) : undefined
  return other.table.find(...key.map(name => row[name])) as AnyRow | undefined
}

const columnsOf = (reads: (ReadTable | undefined)[]): Set<string> =>
  new Set(reads.flatMap(read => read?.form.columns.map(({ name }) => name) ?? []))

function changedFields(before: AnyRow, after: AnyRow, columns: Set<string>): RowDiff['fields'] {
  const fields: RowDiff['fields'] = {}
  for (const name of columns)
    if (!isSame(before[name], after[name])) fields[name] = { before: before[name], after: after[name] }
  return fields
}

/** Values of columns are plain, dates, or JSON, whose text is canonical as the writer made it. */
const isSame = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) ||
  (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))

const fieldsOf = (row: AnyRow, side: 'before' | 'after'): RowDiff['fields'] =>
  Object.fromEntries(
    Object.entries((row as { toJSON(): AnyRow }).toJSON())
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, { [side]: value }]),
  )
