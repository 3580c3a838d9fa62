// What reading a table looks like, whatever its rows are: the interface that handlers see, and the part of it that
// needs no generated code. One object per table and thread; it always reads through the version of the moment.

import type { FormTable } from '../form/form.ts'
import type { View } from './view.ts'

/**
 * A table. Rows are read-only, and are objects made anew by each read: compare keys, not rows. A row keeps showing the
 * version it was read from; read through the table again after an await. `{ ...row }` copies nothing, `plain(row)` does.
 */
export interface Table<Row, Key extends unknown[] = unknown[], By = unknown> extends Iterable<Row> {
  /** Throws when there is no such row. */
  get(...key: Key): Row
  find(...key: Key): Row | undefined
  has(...key: Key): boolean
  /** All rows in the order of their source. For large tables loop over the table itself: that makes no array. */
  all(): readonly Row[]
  /** One function per index: the row or undefined when it is unique, else a list of rows. */
  readonly by: By
  readonly size: number
  /** Number of the version that is read now; all tables of a node share it. */
  readonly version: number
}

export abstract class TableBase implements Table<object> {
  abstract readonly by: unknown
  abstract readonly size: number
  abstract readonly version: number
  abstract get(...key: unknown[]): object
  abstract find(...key: unknown[]): object | undefined
  abstract has(...key: unknown[]): boolean
  /** The row at a position in the source's order. */
  abstract rowAt(position: number): object

  all(): readonly object[] {
    return Array.from({ length: this.size }, (_, i) => this.rowAt(i))
  }

  /** Stays with the version at which the loop began. */
  abstract [Symbol.iterator](): IterableIterator<object>
}

/** A generated class of tables (generate.ts). `attach` moves a table to a version; nothing else may. */
export interface TableClass {
  new (): TableBase
  attach(table: TableBase, view: View, form: FormTable): void
}

/** The fields of a row as a plain object, to be sent, cloned or changed. */
export const plain = <Row extends object>(row: Row): Row =>
  (row as { toJSON?: () => Row }).toJSON?.() ?? { ...row }

/** Throws for a key that no row has: a handler that expects a row has found a hole in the data, which is a bug. */
export function throwMissing(table: string, key: unknown[]): never {
  throw new Error(
    `table ${table} has no row ${key.map(part => JSON.stringify(part) ?? 'undefined').join(', ')}`,
  )
}
