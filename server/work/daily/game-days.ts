// The days of a game: a day begins at `at` of the local date in a time zone, and is numbered by that date. Always true: the
// number of a moment depends on what the wall shows there, so a date has one day, also where clocks change, where they skip
// `at`, or show it twice. Who compares numbers and goes on only to a greater one sees no day twice and misses none.

import { StartError } from '../../core/errors.ts'
import { type Clock, systemClock } from '../../lib/clock.ts'

/** When a day begins. */
export interface DayRule {
  /** HH:MM of the 24-hour clock. */
  at: string
  /** As in the IANA database; UTC unless said. */
  timeZone?: string | undefined
}

const MINUTE = 60_000
const DAY = 86_400_000

export class GameDays {
  readonly #clock: Clock
  #format!: Intl.DateTimeFormat
  /** Minutes after midnight. */
  #at = 0
  #minute = Number.NaN
  #today = 0

  /** Throws StartError for what is no time, RangeError for what is no zone. */
  constructor(rule: DayRule, clock: Clock = systemClock) {
    this.#clock = clock
    this.setRule(rule)
  }

  /** Days begin by this rule from now on. Throws as the constructor does: nothing has changed then. */
  setRule({ at, timeZone = 'UTC' }: DayRule): void {
    const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(at) ?? []
    if (!hours) throw new StartError(`daily.at: expected a time such as 05:00, got ${JSON.stringify(at)}`)
    const parts = {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    } as const
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...parts })
    this.#at = Number(hours) * 60 + Number(minutes)
    this.#minute = Number.NaN
  }

  /** The number of the present day; the next one's is 1 more. */
  get today(): number {
    const now = this.#clock.now()
    const minute = Math.floor(now / MINUTE)
    if (minute !== this.#minute) this.#today = this.#dayOf(now)
    this.#minute = minute
    return this.#today
  }

  #dayOf(moment: number): number {
    const parts = Object.fromEntries(
      this.#format.formatToParts(moment).map(({ type, value }) => [type, value]),
    )
    const { year, month, day, hour, minute } = parts
    const date = Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY
    return Number(hour) * 60 + Number(minute) < this.#at ? date - 1 : date
  }
}
