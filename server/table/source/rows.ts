// From a grid to rows: each cell through its column's reader, dotted columns gathered into nested values, empty and
// comment rows left out. A cell that cannot be read is reported, and its column is left out of the row.

import type { z } from 'zod'
import { type Cell, NoDate, UNREAD } from '../cell/cell-scalar.ts'
import type { HeaderRow } from '../define/define.ts'
import { Expected, type Place, type Problems, placeIn, type RowPlace } from '../problem.ts'
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
  const rowOf = grid.nameRows && rowsOfNames(head, grid.nameRows)
  for (let i = header.length; i < grid.rows.length; i++) {
    const cells = grid.rows[i]!
    if (isLeftOut(cells)) continue
    const at = rowOf ? { ...place, rowOf } : { ...place, row: grid.numbers[i]! }
    rows.push(readRow(cells, { ...head, place: at, problems }))
  }
  return rows
}

function rowsOfNames({ columns }: Header, nameRows: readonly number[]): Map<string, number> {
  const named = columns.flatMap((column, i): [string, number][] =>
    column ? [[column.name, nameRows[i]!]] : [],
  )
  return new Map(named)
}

const isEmpty = (cell: Cell): boolean => cell === null || (typeof cell === 'string' && cell.trim() === '')

/** An empty row, or one whose first cell begins with ##. */
const isLeftOut = (cells: Cell[]): boolean =>
  (typeof cells[0] === 'string' && cells[0].trimStart().startsWith('##')) || cells.every(isEmpty)

function readRow(
  cells: Cell[],
  { columns, missing, place, problems }: Header & { place: RowPlace; problems: Problems },
): RawRow {
  const row: RawRow = missing.size > 0 ? { value: {}, place, failed: new Set(missing) } : { value: {}, place }
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i]
    const cell = cells[i] ?? null
    if (!column || cell === null) continue
    if (!readCell(cell, { row, column, problems })) {
      row.failed ??= new Set()
      row.failed.add(column.path[0]!)
    }
  }
  return row
}

/** False for a cell that cannot be read, which has been reported. */
function readCell(
  cell: Cell,
  { row, column, problems }: { row: RawRow; column: GridColumn; problems: Problems },
): boolean {
  if (cell === UNREAD) return false
  try {
    put(row.value, column, column.read(cell))
    return true
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    const shown = cell instanceof NoDate ? cell.text : cell
    problems.add(placeIn(row.place, column.name), shown, error.message)
    return false
  }
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

/** Settings in a sheet: rows of a name and a value become the one row. Its titles stand where `header` says. */
export function turnSettings(
  grid: Grid,
  { header, place, problems }: { header: readonly HeaderRow[]; place: Place; problems: Problems },
): Grid {
  const at = header.indexOf('name')
  const titles = Array.from(grid.rows[at] ?? [], cell => String(cell ?? '').trim())
  const [name, value] = [titles.indexOf('name'), titles.indexOf('value')]
  const isWrong = name < 0 || value < 0
  if (isWrong) problems.add({ ...place, row: at + 1 }, titles.join(','), 'the columns name and value')
  const body = grid.rows.map((cells, i) => ({ cells, number: grid.numbers[i]! })).slice(header.length)
  const pairs = isWrong ? [] : body.filter(({ cells }) => !isLeftOut(cells))
  return {
    ...grid,
    rows: [name, value].map(column => pairs.map(({ cells }) => cells[column] ?? null)),
    numbers: [1, 2],
    nameRows: pairs.map(({ number }) => number),
  }
}
