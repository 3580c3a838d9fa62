// The days of roles: each role keeps the number of the last day of the game that it was in, beside its own fields, and the
// game's daily reset runs when that is behind. It keeps true: the day is entered before the reset runs and stored with what
// it changes, so that it never runs twice for one day.

import type { Logger } from '../core/log/log.ts'
import { endsWithin } from '../core/patience.ts'

/** The game's, as a thread's roles need it. */
export interface DailyReset {
  /** `today`: the number of the present day. */
  days: { readonly today: number }
  /** undefined for a game that only counts its days. */
  run: ((role: never, days: number, agent: never) => unknown) | undefined
}

/** A role's entry. */
export interface DatedEntry {
  readonly uid: string
  /** undefined for a role that has been in none yet. */
  day: number | undefined
}

/** ms that a reset may take: nobody can play with the account meanwhile. */
const LONGEST = 4000

/** Runs the reset if one is due; a promise where it waits. Never throws: what the game's code throws is logged. */
export function enterDay(
  { entry, role, agent }: { entry: DatedEntry; role: object; agent: unknown },
  { days: { today: now }, run }: DailyReset,
  log: Logger,
): Promise<void> | undefined {
  const last = entry.day
  if (last !== undefined && now <= last) return undefined
  entry.day = now
  if (last === undefined || !run) return undefined
  return runReset(() => run(role as never, now - last, agent as never), entry.uid, log)
}

async function runReset(reset: () => unknown, uid: string, log: Logger): Promise<void> {
  try {
    await endsWithin(LONGEST, reset())
  } catch (error) {
    log.error({ err: error, uid }, 'the daily reset of a role failed; it is not repeated')
  }
}
