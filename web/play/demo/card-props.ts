// What every card of the demo's game is given.

import type { DemoSession } from './demo-session.ts'

export interface CardProps {
  session: DemoSession
  /** Nobody who may ask is logged in. */
  isAway: boolean
}
