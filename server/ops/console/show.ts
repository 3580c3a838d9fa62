// Results of commands as the console shows them: plain text, a table for rows. Nothing of it can steer a terminal.

import { safeText as safe } from '../../lib/show/safe-text.ts'
import type { CommandLines, CommandPage, CommandResult } from '../../setup/commands.ts'

export function showResult(result: CommandResult): string {
  if (result === undefined) return ''
  if (typeof result === 'string') return safe(result, '\n\t')
  if (Array.isArray(result)) return tableOf(result as object[])
  if (isPage(result)) return `${tableOf(result.rows)}\n${pageLine(result)}`
  if (isLines(result)) return tableOf(result.lines).replace(/^.*/, '')
  return Object.entries(result).flatMap(linesOf).join('\n')
}

const linesOf = ([key, value]: [string, unknown]): string[] =>
  isLong(value) ? [`${safe(key)}:`, ...indented(value)] : [`${safe(key)}: ${cellOf(value)}`]

/** And nothing else: what a service says of itself may have such fields too. */
const isPage = (result: object): result is CommandPage => hasOnly(result, 'rows', ['total', 'next'])

const isLines = (result: object): result is CommandLines => hasOnly(result, 'lines', [])

const hasOnly = (result: object, list: string, others: readonly string[]): boolean =>
  Array.isArray((result as Record<string, unknown>)[list]) &&
  Object.keys(result).every(key => key === list || others.includes(key))

function pageLine({ rows, total, next }: CommandPage): string {
  const shown = `${rows.length} of ${total}`
  return next === undefined ? shown : `${shown}; the next with --from ${next}`
}

/** Columns with texts of several lines, such as stacks, stand below their rows. */
function tableOf(given: readonly object[]): string {
  const rows = given as readonly Readonly<Record<string, unknown>>[]
  if (rows.length === 0) return '(none)'
  const all = [...new Set(rows.flatMap(row => Object.keys(row)))]
  const below = all.filter(column => rows.some(row => isLong(row[column])))
  const columns = all.filter(column => !below.includes(column))
  const cells = rows.map(row => columns.map(column => cellOf(row[column])))
  const isNumber = columns.map(column => rows.every(row => isNumeric(row[column])))
  const widths = columns.map((column, i) => Math.max(column.length, ...cells.map(row => row[i]!.length)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (isNumber[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd()
  const lines = cells.flatMap((row, i) => [line(row), ...below.flatMap(column => indented(rows[i]![column]))])
  return [line(columns), ...lines].join('\n')
}

const isLong = (value: unknown): boolean => typeof value === 'string' && value.includes('\n')

const indented = (value: unknown): string[] =>
  value === undefined
    ? []
    : String(value)
        .split('\n')
        .map(text => `  ${safe(text)}`)

const isNumeric = (value: unknown): boolean => value === undefined || typeof value === 'number'

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return '-'
  if (typeof value === 'number') return String(roundOf(value))
  return safe(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)))
}

/** To four digits, but none of those before the point is lost. */
const roundOf = (value: number): number =>
  Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4))
