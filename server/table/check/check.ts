// Checks rows against their schema and describes problems in designers' terms. A row that fails still counts as
// there, so that rows that refer to it are not blamed.

import type { z } from 'zod'
import { type Definition, type Definitions, keysOf } from '../define/define.ts'
import { layoutOf, type TableLayout } from '../define/layout.ts'
import { type Problems, placeIn, type RowPlace } from '../problem.ts'
import type { RawRow } from '../source/json.ts'

export type RowValue = Record<string, unknown>

export interface CheckedTable {
  layout: TableLayout
  rows: RowValue[]
  /** The place of each row. */
  places: RowPlace[]
  /** The primary keys that are there, those of refused rows too. */
  keys: Set<unknown>
}

/** The rows as their schema makes them, and a problem for each that does not fit. */
export function checkRows(
  definition: Definition,
  layout: TableLayout,
  raw: RawRow[],
  problems: Problems,
): CheckedTable {
  const checked: CheckedTable = { layout, rows: [], places: [], keys: new Set() }
  const key = definition.kind === 'table' ? keysOf(definition) : []
  for (const row of raw) {
    if (key.length === 1) checked.keys.add(row.value[key[0]!])
    const result = definition.row.safeParse(row.value)
    if (result.success && !row.failed && isStorable(result.data as RowValue, { layout, row, problems })) {
      checked.rows.push(result.data as RowValue)
      checked.places.push(row.place)
      if (key.length === 1) checked.keys.add((result.data as RowValue)[key[0]!])
    } else if (!result.success) reportIssues(result.error.issues, row, problems)
  }
  if (definition.kind === 'settings' && raw.length === 0 && problems.total === 0)
    problems.add({ table: layout.name, file: definition.sources[0]!.file }, undefined, 'one object')
  return checked
}

/** Values that the shared form cannot hold are problems too: lone surrogates, values that JSON cannot hold. */
function isStorable(
  value: RowValue,
  { layout, row, problems }: { layout: TableLayout; row: RawRow; problems: Problems },
): boolean {
  const before = problems.total
  for (const { name, kind } of layout.columns) {
    const held = value[name]
    const place = placeIn(row.place, name)
    if (kind === 'text' && typeof held === 'string' && !held.isWellFormed())
      problems.add(place, held, 'text without halves of characters')
    if (kind === 'json' && held !== undefined && !isJson(held))
      problems.add(place, held, 'a value that JSON can hold')
  }
  return problems.total === before
}

function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) return value.every(isJson)
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return false
  return Object.values(value).every(held => held === undefined || isJson(held))
}

function reportIssues(issues: readonly z.core.$ZodIssue[], row: RawRow, problems: Problems): void {
  for (const issue of issues) {
    if (row.failed?.has(String(issue.path[0]))) continue
    const value = issue.path.reduce<unknown>(
      (held, step) => (held as RowValue | undefined)?.[step as string],
      row.value,
    )
    const column = issue.path.map((step, i) => (i === 0 ? String(step) : `.${String(step)}`)).join('')
    problems.add(placeIn(row.place, column), value, describeIssue(issue, value))
  }
}

const NAMES: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  date: 'a date',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
}

/** zod's issue as a phrase. A rule with a message of its own is shown as it was written. */
function describeIssue(issue: z.core.$ZodIssue, value: unknown): string {
  const found = value === undefined ? ', not an empty cell' : ''
  switch (issue.code) {
    case 'invalid_type':
      return `${NAMES[issue.expected] ?? issue.expected}${found}`
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}${found}`
    case 'too_small':
      return limitPhrase(issue.origin, {
        limit: issue.minimum,
        word: issue.inclusive ? 'at least' : 'more than',
      })
    case 'too_big':
      return limitPhrase(issue.origin, {
        limit: issue.maximum,
        word: issue.inclusive ? 'at most' : 'less than',
      })
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`
    default:
      return issue.message
  }
}

function limitPhrase(origin: string, { limit, word }: { limit: number | bigint; word: string }): string {
  if (origin === 'string') return `text of ${word} ${limit} characters`
  if (origin === 'array' || origin === 'set') return `a list of ${word} ${limit} values`
  if (origin === 'date') return `a date, ${word} ${new Date(Number(limit)).toISOString()}`
  return `a number, ${word} ${limit}`
}

/** Layouts by table name; the definitions are a programmer's text, so this throws and does not report. */
export const layoutsOf = (definitions: Definitions): Map<string, TableLayout> =>
  new Map(layoutOf(definitions).map(layout => [layout.name, layout]))
