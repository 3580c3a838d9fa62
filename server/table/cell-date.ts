// Dates in cells. A date without a zone is in UTC, as the server's clock is; Excel's dates have no zone either.

import { Expected } from './problem.ts'

const DATE =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?)?(Z|[+-]\d{2}:\d{2})?$/

/** Reads an Excel date, or text as `2026-01-31`, `2026/1/31 18:00`, `2026-01-31T18:00:00+08:00`. */
export function readDate(cell: unknown): Date {
  if (cell instanceof Date) return cell
  const match = typeof cell === 'string' ? DATE.exec(cell.normalize('NFKC')) : null
  if (!match) throw new Expected('a date as 2026-01-31 or 2026-01-31 18:00')
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(part => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const time = Date.UTC(year, month - 1, day, hour, minute, second)
  const date = new Date(time)
  if (
    date.getUTCMonth() !== month - 1 ||
    date.getUTCDate() !== day ||
    hour > 23 ||
    minute > 59 ||
    second > 59
  )
    throw new Expected('a date that is in the calendar')
  return new Date(time - offsetOf(match[7]))
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0
  const [hours, minutes] = zone.slice(1).split(':').map(Number) as [number, number]
  return (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000
}
