// A game's seam around every request of its players: `around(agent, message, next)`. It is put into the handlers once, when
// a thread starts, so that a game without it pays nothing. Guests have none: their one door is the login, which onLogin sees.

import type { Agent } from './agent.ts'
import type { Handler } from './dispatcher.ts'
import type { GameTypes } from './game-types.ts'

/** A request as the seam sees it. */
export interface AroundMessage {
  readonly name: string
  readonly body: unknown
}

/** Returns what `next()` returns, which is the reply or a promise of it, or another reply; or throws instead. */
export type Around<G extends GameTypes = GameTypes> = (
  agent: Agent<G>,
  message: AroundMessage,
  next: () => unknown,
) => unknown

export const withAround =
  (name: string, handler: Handler<Agent>, around: Around): Handler<Agent> =>
  (agent, body) =>
    around(agent, { name, body }, () => handler(agent, body))
