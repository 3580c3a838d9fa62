// The door of the client: a game of this server's own protocol, typed from its schema.

import { protocol as generated, type Pushes, type Requests } from '../generated/index.ts'
import type { Game } from './game.ts'
import { makeGame } from './make-game.ts'
import type { GameOptions } from './options.ts'
import type { Messages } from './types.ts'

/** The messages of protocol/*.sproto. */
export interface GameMessages {
  requests: Requests
  pushes: Pushes
}

/**
 * Connects and logs in: `const game = await connect('ws://localhost:8888', { login })`. Rejects with ClosedError or
 * RequestError where the first try fails; later losses come back by themselves. With another `protocol` its message
 * types are given as `M`.
 */
export async function connect<M extends Messages = GameMessages>(
  url: string,
  options: GameOptions<M> = {},
): Promise<Game<M>> {
  const game = makeGame<M>(url, { protocol: generated, ...options })
  await game.open()
  return game
}
