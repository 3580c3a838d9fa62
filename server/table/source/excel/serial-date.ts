// Excel's dates: numbers of days. In files of the usual kind day 1 is 1900-01-01 and day 60 is a 29th of February that
// the calendar did not have (from day 61 on the count is right); in those that began on an old Mac day 0 is 1904-01-01.

import { NoDate } from '../../cell/cell-scalar.ts'
import type { NumberKind } from './number-format.ts'

const DAY = 86_400_000
/** 9999-12-31; Excel shows no later date. */
const LAST = { 1900: 2_958_465, 1904: 2_957_003 }
const START = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) }

/** The moment that Excel shows, to the ms: the number is a fraction of binary digits and always a little off. */
export function dateOfSerial(serial: number, kind: NumberKind, system: 1900 | 1904): Date | NoDate {
  const ms = Math.round(serial * DAY)
  const day = Math.floor(ms / DAY)
  if (kind === 'duration' || (kind === 'time' && day === 0))
    return new NoDate(showTime(ms), 'a time', 'a date, not a time without one')
  const hasDay = day >= (system === 1900 ? 1 : 0) && day <= LAST[system]
  if (!hasDay || (system === 1900 && day === 60))
    return new NoDate(String(serial), 'a date', 'a date that is in the calendar')
  return new Date(START[system] + ms + (system === 1900 && day < 60 ? DAY : 0))
}

/** As `26:05:09`. */
function showTime(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return `${ms < 0 ? '-' : ''}${parts.map(part => String(part).padStart(2, '0')).join(':')}`
}
