// JSON: an array of rows for a table, one object for settings. Values are taken as they are, but for dates, which JSON
// has no form for: they are texts as in a cell. A number written as text is for the schema to refuse.

import type { z } from 'zod'
import { nearest } from '../../lib/nearest.ts'
import { readDate } from '../cell/cell-date.ts'
import { defOf, unwrap } from '../define/schema.ts'
import { Expected, type Place, type Problems, type RowPlace } from '../problem.ts'
import { decodeText } from './csv.ts'
import { parseJson } from './json-text.ts'

/** A row, and its place in the file. */
export interface RawRow {
  value: Record<string, unknown>
  place: RowPlace
  /** Columns whose cell could not be read; they are reported already. */
  failed?: Set<string>
}

interface JsonOptions {
  kind: 'table' | 'settings'
  row: z.ZodObject
  place: Place
  problems: Problems
}

/** The rows of a JSON file; [] after a problem. */
export function readJson(bytes: Uint8Array, options: JsonOptions): RawRow[] {
  const { kind, place, problems } = options
  try {
    const found = parseText(decodeText(bytes))
    if (kind === 'table' && !Array.isArray(found)) throw new Expected('an array of rows')
    const rows = kind === 'table' ? (found as unknown[]) : [found]
    const columns = columnsOf(options.row)
    return rows.flatMap((value, i) => {
      const at = kind === 'table' ? { ...place, row: i + 1 } : place
      if (isObject(value)) return [readRow(value, { columns, place: at, problems })]
      problems.add(at, value, 'an object in braces')
      return []
    })
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    problems.add(place, undefined, error.message)
    return []
  }
}

/** The known columns, each with whether it wants a Date. */
function columnsOf({ shape }: z.ZodObject): Map<string, boolean> {
  const isDate = (schema: z.core.$ZodType): boolean => {
    const { type, coerce } = defOf(unwrap(schema, 'in'))
    return type === 'date' && !coerce
  }
  return new Map(Object.entries(shape).map(([name, schema]) => [name, isDate(schema)]))
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parseText(text: string): unknown {
  if (text.trim() === '') throw new Expected('JSON; the file is empty')
  try {
    return parseJson(text)
  } catch (error) {
    if (error instanceof Expected) throw error
    throw new Expected(`JSON (${(error as Error).message})`, { cause: error })
  }
}

interface RowOptions {
  columns: ReadonlyMap<string, boolean>
  place: Place
  problems: Problems
}

/** The known columns of a row; unknown ones are reported, except comments (# before the name). */
function readRow(value: Record<string, unknown>, { columns, place, problems }: RowOptions): RawRow {
  const row: RawRow = { value: {}, place }
  for (const name of Object.keys(value)) {
    const isDate = columns.get(name)
    if (isDate) readDateInto(row, { name, value: value[name], problems })
    else if (isDate === false) row.value[name] = value[name]
    else if (!name.startsWith('#')) {
      const meant = nearest(name, columns.keys())
      problems.add({ ...place, column: name }, value[name], `a known column${meant ? ` (${meant}?)` : ''}`)
    }
  }
  return row
}

/** Text becomes a date; anything else is left to the schema. */
function readDateInto(
  row: RawRow,
  { name, value, problems }: { name: string; value: unknown; problems: Problems },
): void {
  try {
    row.value[name] = typeof value === 'string' ? readDate(value) : value
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    problems.add({ ...row.place, column: name }, value, error.message)
    row.failed ??= new Set()
    row.failed.add(name)
  }
}
