// Keys, unique indexes and references, over all tables. Reports every row that breaks one.

import { nearest } from '../../lib/nearest.ts'
import type { Definitions } from '../define/define.ts'
import { referencesIn, valuesAt } from '../define/schema.ts'
import { valuesOf } from '../form/write-index.ts'
import { type Problems, placeIn } from '../problem.ts'
import type { CheckedTable } from './check.ts'

/** One or several values as one text, different for different values. */
export const keyText = (values: readonly unknown[]): string =>
  values.length === 1 && typeof values[0] === 'number' ? String(values[0]) : JSON.stringify(values)

/** Reports every row whose key, or unique index, another row before it has. */
export function checkUnique(table: CheckedTable, problems: Problems): void {
  for (const { name, on, unique } of table.layout.indexes) {
    if (!unique) continue
    const first = new Map<unknown, number>()
    for (const [i, row] of table.rows.entries()) {
      const values = valuesOf(on, row)
      if (!values) continue
      const key = on.length === 1 ? values[0] : keyText(values)
      const other = first.get(key)
      if (other === undefined) first.set(key, i)
      else reportTwice({ table, name, on, values, row: i, other, problems })
    }
  }
}

function reportTwice(options: {
  table: CheckedTable
  name: string
  on: readonly string[]
  values: unknown[]
  row: number
  other: number
  problems: Problems
}): void {
  const { table, name, on, values, row, other, problems } = options
  const [place, before] = [table.places[row]!, table.places[other]!]
  const elsewhere =
    before.file === place.file && before.sheet === place.sheet ? '' : ` of ${before.sheet ?? before.file}`
  const what = name === '' ? 'key' : 'value'
  problems.add(
    placeIn(place, on.join(', ')),
    values.length === 1 ? values[0] : values.join(', '),
    `a ${what} that no other row has; row ${before.row}${elsewhere} has it`,
  )
}

/** Reports every reference to a row that is not there. Throws when a ref names no table with a single key. */
export function checkReferences(
  definitions: Definitions,
  tables: ReadonlyMap<string, CheckedTable>,
  problems: Problems,
): void {
  for (const [name, definition] of Object.entries(definitions)) {
    for (const [column, schema] of Object.entries(definition.row.shape)) {
      for (const { path, table } of referencesIn(schema)) {
        const target = tables.get(table)
        if (target?.layout.indexes[0]?.on.length !== 1)
          throw new Error(wrongReference({ name, column, table, tables }))
        reportDangling({ source: tables.get(name)!, column, path, target, problems })
      }
    }
  }
}

function wrongReference(options: {
  name: string
  column: string
  table: string
  tables: ReadonlyMap<string, CheckedTable>
}): string {
  const meant = nearest(options.table, options.tables.keys())
  const hint = meant && meant !== options.table ? `; did you mean ${meant}?` : ''
  return `${options.name}.${options.column} refers to ${options.table}, which is no table with one key${hint}`
}

function reportDangling(options: {
  source: CheckedTable
  column: string
  path: readonly string[]
  target: CheckedTable
  problems: Problems
}): void {
  const { source, column, path, target, problems } = options
  const [key] = target.layout.indexes[0]!.on
  for (const [i, row] of source.rows.entries())
    for (const value of valuesAt(row[column], path))
      if (!target.keys.has(value))
        problems.add(
          placeIn(source.places[i]!, column),
          value,
          `the ${key} of a row in ${target.layout.name}`,
        )
}
