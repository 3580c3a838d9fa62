// Tells the services of one thread that a day of the game has begun: their agents, rooms and the game's own services hear
// onDaily as a message, between two others.

import type { Thread } from '../../core/thread/thread.ts'
import type { DayRule, GameDays } from './game-days.ts'

interface GameWithDays {
  daily?: DayRule
  timeZone?: string | undefined
}

/** ms between two looks at the clock. */
const TICK = 500

export function tellDays(thread: Thread, days: GameDays): void {
  let known = days.today
  const look = () => {
    const passed = days.today - known
    if (passed <= 0) return
    known += passed
    thread.cells.beginDay(passed)
  }
  thread.code.add('daily', ({ daily, timeZone }: GameWithDays) => () => {
    if (daily) days.setRule({ at: daily.at, timeZone: daily.timeZone ?? timeZone })
  })
  const timer = setInterval(look, TICK).unref()
  thread.timeHooks.add('daily', look)
  thread.exitHooks.add('daily', () => clearInterval(timer))
}
