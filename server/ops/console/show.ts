// Results of commands as the console shows them: plain text, a table for rows. Nothing of it can steer a terminal.

import { safeText as safe } from '../../lib/show/safe-text.ts'
import type { CommandPage, CommandResult } from '../../setup/commands.ts'

export function showResult(result: CommandResult): string {
  if (result === undefined) return ''
  if (typeof result === 'string') return safe(result, '\n\t')
  if (Array.isArray(result)) return tableOf(result as object[])
  if (isPage(result)) return `${tableOf(result.rows)}\n${pageLine(result)}`
  return Object.entries(result)
    .map(([key, value]) => `${safe(key)}: ${cellOf(value)}`)
    .join('\n')
}

const isPage = (result: object): result is CommandPage => 'rows' in result && 'total' in result

function pageLine({ rows, total, next }: CommandPage): string {
  const shown = `${rows.length} of ${total}`
  return next === undefined ? shown : `${shown}; the next with --from ${next}`
}

function tableOf(rows: readonly object[]): string {
  if (rows.length === 0) return '(none)'
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))]
  const cells = rows.map(row => columns.map(column => cellOf((row as Record<string, unknown>)[column])))
  const isNumber = columns.map(column =>
    rows.every(row => isNumeric((row as Record<string, unknown>)[column])),
  )
  const widths = columns.map((column, i) => Math.max(column.length, ...cells.map(row => row[i]!.length)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (isNumber[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd()
  return [line(columns), ...cells.map(line)].join('\n')
}

const isNumeric = (value: unknown): boolean => value === undefined || typeof value === 'number'

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return '-'
  if (typeof value === 'number') return String(Number.isInteger(value) ? value : Number(value.toPrecision(4)))
  return safe(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)))
}
