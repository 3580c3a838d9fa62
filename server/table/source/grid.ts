// What every source with rows of cells (CSV, sheets, lines) hands over, and how its first rows become columns: names,
// dotted names into nested values, the type row checked against the schema, comments left out.

import type { z } from 'zod'
import { nearest } from '../../lib/nearest.ts'
import { cellReader, type ReadCell } from '../cell/cell.ts'
import { type Cell, UNREAD } from '../cell/cell-scalar.ts'
import type { HeaderRow } from '../define/define.ts'
import { defOf, kindOf, schemaAt, unwrap } from '../define/schema.ts'
import type { Place, Problems } from '../problem.ts'

export interface Grid {
  file: string
  sheet?: string
  rows: Cell[][]
  /** Number of each row as the designer's program shows it. */
  numbers: number[]
  /** For settings, which are a single row: the sheet's row of each column's name. */
  nameRows?: number[]
}

export interface GridColumn {
  name: string
  path: string[]
  /** For each step of the path: does it count the elements of an array? */
  isElement: boolean[]
  read: ReadCell
}

export interface Header {
  /** Each column of the grid, undefined where it is a comment or wrong. */
  columns: (GridColumn | undefined)[]
  /** Columns that the schema requires and the grid lacks; reported once, not for every row. */
  missing: ReadonlySet<string>
}

/** undefined when there is no row of names. */
export function readHeader(
  grid: Grid,
  options: { header: readonly HeaderRow[]; row: z.ZodObject; place: Place; problems: Problems },
): Header | undefined {
  const { header, row, place, problems } = options
  const names = grid.rows[header.indexOf('name')]
  if (!names?.some(cell => cell !== null && cell !== '')) {
    problems.add({ ...place, row: header.indexOf('name') + 1 }, undefined, 'the names of the columns')
    return undefined
  }
  const placeOf = (i: number): Place => ({
    ...place,
    row: grid.nameRows?.[i] ?? grid.numbers[header.indexOf('name')]!,
  })
  const seen = new Map<string, number>()
  const columns = Array.from(names, (cell, i) => {
    const name = nameOf(cell)
    return name === '' || name.startsWith('#')
      ? undefined
      : columnOf({ name, row, at: placeOf(i), problems, seen, i, nameRows: grid.nameRows })
  })
  for (const i of unnamed(names, grid.rows.slice(header.length)))
    reportUnnamed(grid, placeOf(i), { i, problems })
  const missing = reportMissing({ columns, row, at: grid.nameRows ? place : placeOf(0), grid, problems })
  const types = header.indexOf('type')
  if (grid.rows[types]) {
    const typesAt = { ...place, row: grid.numbers[types]! }
    checkTypes({ types: grid.rows[types], columns, row, problems, place: typesAt })
  }
  return { columns, missing }
}

/** A name that could not be read is reported already, and its column left out like a comment. */
const nameOf = (cell: Cell | undefined): string =>
  cell === UNREAD
    ? '#'
    : String(cell ?? '')
        .normalize('NFKC')
        .trim()

/** The columns with values and without a name. */
function unnamed(names: readonly Cell[], body: readonly Cell[][]): number[] {
  const found = new Set<number>()
  const isNamed = Array.from(names, cell => nameOf(cell) !== '')
  const areNamed = isNamed.every(Boolean)
  for (const cells of body) {
    if (areNamed && cells.length <= names.length) continue
    cells.forEach((cell, i) => {
      if (!isNamed[i] && (cell ?? '') !== '') found.add(i)
    })
  }
  return [...found].sort((a, b) => a - b)
}

function reportUnnamed(grid: Grid, at: Place, { i, problems }: { i: number; problems: Problems }): void {
  if (grid.nameRows) problems.add(at, undefined, 'a name for the value in this row')
  else
    problems.add(
      { ...at, column: letterOf(i) },
      undefined,
      'a name for the column, as there are values in it',
    )
}

function columnOf(options: {
  name: string
  row: z.ZodObject
  at: Place
  problems: Problems
  seen: Map<string, number>
  i: number
  nameRows: readonly number[] | undefined
}): GridColumn | undefined {
  const { name, row, at, problems, seen, i, nameRows } = options
  const path = name.split('.')
  const schema = schemaAt(row, path)
  const place = { ...at, column: name }
  if (!schema) {
    const meant = nearest(path[0]!, Object.keys(row.shape))
    problems.add(
      place,
      name,
      meant && meant !== path[0] ? `a known column (${meant}?)` : 'a known column (or # before its name)',
    )
    return undefined
  }
  const other = seen.get(name)
  if (other !== undefined) {
    const where = nameRows
      ? `each name once; row ${nameRows[other]} has it too`
      : `each column once; it is column ${letterOf(other)} too`
    problems.add(place, name, where)
    return undefined
  }
  seen.set(name, i)
  const isElement = path.map((_, n) => isList(schemaAt(row, path.slice(0, n))!))
  return { name, path, isElement, read: cellReader(schema) }
}

const isList = (schema: z.core.$ZodType): boolean =>
  ['array', 'tuple'].includes(defOf(unwrap(schema, 'in')).type)

/** The columns that the schema needs and no name leads to. */
function reportMissing(options: {
  columns: (GridColumn | undefined)[]
  row: z.ZodObject
  at: Place
  grid: Grid
  problems: Problems
}): Set<string> {
  const { columns, row, at, grid, problems } = options
  const missing = new Set<string>()
  const there = new Set(columns.map(column => column?.path[0]))
  for (const [name, schema] of Object.entries(row.shape)) {
    if (there.has(name) || schema.safeParse(undefined).success) continue
    problems.add({ ...at, column: name }, undefined, `a ${grid.nameRows ? 'row' : 'column'} named ${name}`)
    missing.add(name)
  }
  return missing
}

const TYPE_WORDS: Record<string, string> = {
  ...Object.fromEntries(
    ['int', 'integer', 'long', 'float', 'double', 'number', '整数', '小数'].map(w => [w, 'number']),
  ),
  ...Object.fromEntries(['string', 'text', 'str', 'enum', '字符串', '文本'].map(w => [w, 'text'])),
  ...Object.fromEntries(['bool', 'boolean', '布尔'].map(w => [w, 'boolean'])),
  ...Object.fromEntries(['date', 'datetime', '日期'].map(w => [w, 'date'])),
  ...Object.fromEntries(['list', 'array', 'object', 'json', 'map', '数组', '对象'].map(w => [w, 'json'])),
}

/** The row of types has to say what the schema says; an empty type says nothing. */
function checkTypes(options: {
  types: Cell[]
  columns: (GridColumn | undefined)[]
  row: z.ZodObject
  place: Place
  problems: Problems
}): void {
  const { types, columns, row, place, problems } = options
  for (const [i, column] of columns.entries()) {
    const word = String(types[i] ?? '')
      .trim()
      .toLowerCase()
    if (!column || word === '') continue
    const schema = schemaAt(row, column.path)!
    const inner = unwrap(schema, 'in')
    const kind = defOf(inner).type === 'any' ? undefined : kindOf(inner)
    const said = word.endsWith('[]') ? 'json' : TYPE_WORDS[word]
    if (said === undefined) problems.add({ ...place, column: column.name }, word, `a type: ${kind}`)
    else if (kind !== undefined && said !== kind)
      problems.add(
        { ...place, column: column.name },
        word,
        `the type ${kind}, as the server's definition has it`,
      )
  }
}

/** Excel's name of a column: A, B, … Z, AA. */
export function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last
}
