// Dates in cells. A date without a zone is in UTC, as the server's clock is; Excel's dates have no zone either.

import { Expected } from '../problem.ts'
import { NoDate } from './cell-scalar.ts'

const DATE =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/

/** Reads an Excel date, or text as `2026-01-31`, `2026/1/31 18:00`, `2026-01-31T18:00:00.250+08:00`. */
export function readDate(cell: unknown): Date {
  if (cell instanceof Date) return cell
  if (cell instanceof NoDate) throw new Expected(cell.expected)
  const match = typeof cell === 'string' ? DATE.exec(cell.normalize('NFKC')) : null
  if (!match) throw new Expected('a date as 2026-01-31 or 2026-01-31 18:00')
  const [year, month, day, hour, minute, second, fraction] = match
    .slice(1, 8)
    .map(part => Number(part ?? 0)) as [number, number, number, number, number, number, number]
  const time = Date.UTC(year, month - 1, day, hour, minute, second)
  const date = new Date(time)
  const isDay =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!isDay || hour > 23 || minute > 59 || second > 59) throw new Expected('a date that is in the calendar')
  return new Date(time + Math.round(fraction * 1000) - offsetOf(match[8]))
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))]
  if (hours > 14 || minutes > 59) throw new Expected('a date with a zone that there is')
  return (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000
}
