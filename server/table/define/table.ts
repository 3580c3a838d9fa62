// What reading a table looks like to handlers.

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
