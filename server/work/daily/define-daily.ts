// What a game declares of its days: `daily: { at: '05:00', timeZone: 'Asia/Shanghai', role(role, days) { … } }`.

import { StartError } from '../../core/errors.ts'
import { type Clock, systemClock } from '../../lib/clock.ts'
import { type DayRule, GameDays } from './game-days.ts'

/** `R`: a role · `A`: an agent. */
export interface DailyDefinition<R = never, A = never> extends DayRule {
  /**
   * The role has entered another day: `days` have begun since the last one that it was in, 1 as a rule, more for a player
   * who was away. Runs once for each role, at the moment for who is online, else at the next login, or before an edit of
   * a role that is not online, which has no agent. What it changes is saved together with the day; when it throws, that
   * is logged, and the day has begun all the same. A new role has none due.
   */
  role?(role: R, days: number, agent: A | undefined): unknown
}

/** Throws StartError naming what is wrong. */
export function checkDaily(daily: DayRule, ofGame: string | undefined): void {
  try {
    gameDays(daily, ofGame)
  } catch (cause) {
    if (cause instanceof StartError) throw cause
    throw new StartError(`daily.timeZone: ${(cause as Error).message}`, { cause })
  }
}

/** What it does to roles, of the version of the game's code that runs; undefined for a game without days. */
export const dailyOf = <D>(game: { daily?: Pick<DailyDefinition, 'role'> }, days: D | undefined) =>
  days && {
    days,
    get run() {
      return game.daily?.role as ((role: never, days: number, agent: never) => unknown) | undefined
    },
  }

export const gameDays = (daily: DayRule, ofGame: string | undefined, clock: Clock = systemClock): GameDays =>
  new GameDays({ at: daily.at, timeZone: daily.timeZone ?? ofGame }, clock)
