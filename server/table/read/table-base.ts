// The part of reading a table that needs no generated code. One object per table and thread; it always reads through the
// version of the moment.

import type { Table } from '../define/table.ts'
import type { FormTable } from '../form/form.ts'
import type { View } from './view.ts'

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
