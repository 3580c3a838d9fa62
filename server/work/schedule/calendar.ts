// When the periods of a board and the times of a schedule come, in a time zone, by croner. A period is named by the moment it
// begins (ms since 1970), so that every node and every restart names it alike. Always true: periods follow one another
// without a gap, also on the days when the clocks change.

import { Cron } from 'croner'

const KNOWN: Record<string, string> = {
  daily: '0 0 * * *',
  weekly: '0 0 * * 1',
  monthly: '0 0 1 * *',
}

export interface Period {
  /** The moment it begins, ms; also its name. 0 where there are no periods. */
  start: number
  /** The first moment that is no longer in it. */
  end: number
}

const ALWAYS: Period = { start: 0, end: Number.POSITIVE_INFINITY }

export class Calendar {
  readonly #cron: Cron | undefined

  /**
   * `period`: never, daily (midnight), weekly (Monday), monthly (the 1st), or a cron expression of five or six fields.
   * `timeZone` as in the IANA database. Throws on an expression or a zone that does not exist.
   */
  constructor(period = 'never', timeZone = 'UTC') {
    if (period === 'never') return
    this.#cron = new Cron(KNOWN[period] ?? period, { timezone: timeZone, paused: true })
    if (!this.#cron.nextRun()) throw new RangeError(`the period "${period}" never ends`)
  }

  /** The period that holds the moment `now`, ms. */
  at(now: number): Period {
    if (!this.#cron) return ALWAYS
    const second = Math.floor(now / 1000) * 1000
    const [begun] = this.#cron.previousRuns(1, new Date(second + 1000))
    if (!begun) return { start: 0, end: this.#after(new Date(second)) }
    return { start: begun.getTime(), end: this.#after(begun) }
  }

  /** When the period that began at `start` ends. */
  endOf(start: number): number {
    return this.#cron ? this.#after(new Date(start)) : ALWAYS.end
  }

  #after(moment: Date): number {
    return this.#cron?.nextRun(moment)?.getTime() ?? ALWAYS.end
  }
}
