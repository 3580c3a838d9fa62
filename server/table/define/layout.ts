// The layout of a set of tables: names, columns, kinds, keys and indexes as plain data. It follows from the
// definitions alone, travels inside every version, and is all that a reader needs.

import { createHash } from 'node:crypto'
import { type Definition, type Definitions, keysOf, onOf } from './define.ts'
import { canBeMissing, type Kind, kindOf } from './schema.ts'

export interface Column {
  name: string
  kind: Kind
  /** May read as undefined or null. */
  missing: boolean
}

export interface IndexLayout {
  name: string
  on: readonly string[]
  unique: boolean
}

export interface TableLayout {
  name: string
  kind: 'table' | 'settings'
  columns: readonly Column[]
  /** The first is the primary key, named ''. Settings have none. */
  indexes: readonly IndexLayout[]
}

/** Throws when a key or index is on a column that is no plain number, text or boolean. */
export function layoutOf(definitions: Definitions): TableLayout[] {
  return Object.entries(definitions).map(([name, definition]) => {
    const columns = Object.entries(definition.row.shape).map(([column, schema]) => ({
      name: column,
      kind: kindOf(schema),
      missing: canBeMissing(schema),
    }))
    const layout: TableLayout = { name, kind: definition.kind, columns, indexes: indexesOf(definition) }
    for (const index of layout.indexes) checkIndex(layout, index)
    return layout
  })
}

function indexesOf(definition: Definition): IndexLayout[] {
  if (definition.kind === 'settings') return []
  const further = Object.entries(definition.index).map(entry => ({
    name: entry[0],
    on: onOf(entry),
    unique: entry[1].unique === true,
  }))
  return [{ name: '', on: keysOf(definition), unique: true }, ...further]
}

function checkIndex(table: TableLayout, index: IndexLayout): void {
  const isPrimary = index.name === ''
  for (const name of index.on) {
    const column = table.columns.find(c => c.name === name)!
    const fits = column.kind === 'number' || column.kind === 'text' || column.kind === 'boolean'
    if (!fits || (isPrimary && column.missing))
      throw new Error(
        `table ${table.name}: ${name} can't be ${isPrimary ? 'a key' : 'indexed'}, it is no plain value`,
      )
  }
}

/** Two layouts with one hash can be read by one generated reader. */
export const hashLayout = (layout: readonly TableLayout[]): string =>
  createHash('sha256').update(JSON.stringify(layout)).digest('hex').slice(0, 16)
