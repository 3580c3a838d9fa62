// From a grid to rows: each cell through its column's reader, dotted columns gathered into nested values, empty and
// comment rows left out. A cell that can't be read is reported and leaves its column out of the row.

import type { z } from 'zod'
import type { Cell } from '../cell-scalar.ts'
import type { HeaderRow } from '../define.ts'
import { Expected, type Place, type Problems } from '../problem.ts'
import { type Grid, type GridColumn, type Header, readHeader } from './grid.ts'
import type { RawRow } from './json.ts'

export function readRows(
  grid: Grid,
  options: { header: readonly HeaderRow[]; row: z.ZodObject; place: Place; problems: Problems },
): RawRow[] {
  const { problems, header } = options
  const place = grid.sheet === undefined ? options.place : { ...options.place, sheet: grid.sheet }
  const head = readHeader(grid, { ...options, place })
  if (!head) return []
  const rows: RawRow[] = []
  for (let i = header.length; i < grid.rows.length; i++) {
    const cells = grid.rows[i]!
    if (isLeftOut(cells)) continue
    rows.push(readRow(cells, { ...head, place: { ...place, row: grid.numbers[i]! }, problems }))
  }
  return rows
}

const isEmpty = (cell: Cell): boolean => cell === null || (typeof cell === 'string' && cell.trim() === '')

/** An empty row, or one whose first cell begins with ##. */
const isLeftOut = (cells: Cell[]): boolean =>
  (typeof cells[0] === 'string' && cells[0].trimStart().startsWith('##')) || cells.every(isEmpty)

function readRow(
  cells: Cell[],
  { columns, missing, place, problems }: Header & { place: Place; problems: Problems },
): RawRow {
  const row: RawRow = missing.size > 0 ? { value: {}, place, failed: new Set(missing) } : { value: {}, place }
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i]
    const cell = cells[i] ?? null
    if (!column || cell === null) continue
    try {
      put(row.value, column, column.read(cell))
    } catch (error) {
      if (!(error instanceof Expected)) throw error
      problems.add({ ...place, column: column.name }, cell, error.message)
      row.failed ??= new Set()
      row.failed.add(column.path[0]!)
    }
  }
  return row
}

/** Sets the value at the column's path, making the objects and arrays on the way. */
function put(row: Record<string, unknown>, { path, isElement }: GridColumn, value: unknown): void {
  if (value === undefined) return
  let held = row
  for (let i = 0; i < path.length - 1; i++) {
    held[path[i]!] ??= isElement[i + 1] ? [] : {}
    held = held[path[i]!] as Record<string, unknown>
  }
  held[path.at(-1)!] = value
}

/** Settings in a sheet: rows of a name and a value become the one row. */
export function turnSettings(grid: Grid, place: Place, problems: Problems): Grid {
  const [header, ...body] = grid.rows
  const titles = (header ?? []).map(cell => String(cell ?? '').trim())
  const [name, value] = [titles.indexOf('name'), titles.indexOf('value')]
  if (name < 0 || value < 0)
    problems.add({ ...place, row: 1 }, titles.join(','), 'the columns name and value')
  const pairs = name < 0 || value < 0 ? [] : body.filter(cells => !isLeftOut(cells))
  const rows = [pairs.map(cells => cells[name] ?? null), pairs.map(cells => cells[value] ?? null)]
  return { ...grid, rows, numbers: [1, 2] }
}
