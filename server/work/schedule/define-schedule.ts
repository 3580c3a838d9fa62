// What a game declares to run at times: `schedule: { 'daily-mail': { cron: '0 9 * * *', run(game) { … } } }`.

import { StartError } from '../../core/errors.ts'
import { Calendar } from './calendar.ts'

/** One of the times that a schedule names. */
export interface Occasion {
  /** The schedule's. */
  name: string
  /** When it was due, ms since 1970. */
  due: number
  /** The same each time this occasion runs: what is to be done once takes it as its id. */
  id: string
  /** Counts from 1. */
  attempt: number
}

/** `T`: what `run` has of the game. */
export interface ScheduleDefinition<T = never> {
  /** Five or six fields, or `daily` (midnight), `weekly` (Monday), `monthly` (the 1st). */
  cron: string
  /** As in the IANA database; the game's `timeZone` unless said. */
  timeZone?: string
  /**
   * When the server did not run at the time, or `run` has failed: `skip` (the default) leaves that time out, and never
   * begins it twice; `run` runs it at the next start, or again after a wait, until it has succeeded. Of several times
   * that were missed the last one runs.
   */
  missed?: 'run' | 'skip'
  run(game: T, occasion: Occasion): unknown
}

export type Schedules<T = never> = Readonly<Record<string, ScheduleDefinition<T>>>

export const zoneOf = ({ timeZone }: ScheduleDefinition, ofGame: string | undefined): string =>
  timeZone ?? ofGame ?? 'UTC'

/** Throws StartError naming the schedule and what is wrong with it. */
export function checkSchedules(schedules: Schedules, ofGame: string | undefined): void {
  for (const [name, definition] of Object.entries(schedules)) {
    if (!/^[\w.-]+$/.test(name))
      throw new StartError(
        `schedule: expected a name of letters, digits, ., _ and -, got ${JSON.stringify(name)}`,
      )
    try {
      new Calendar(definition.cron, zoneOf(definition, ofGame))
    } catch (cause) {
      throw new StartError(`schedule.${name}: ${(cause as Error).message}`, { cause })
    }
    if (definition.cron === 'never')
      throw new StartError(`schedule.${name}.cron: expected times, got "never"`)
  }
}
