// The door of the client: a game of this server's own protocol, typed from its schema.

import type { Pushes, Requests } from '../generated/index.ts'
import { files } from '../generated/schema.ts'
import { parseSchema, protocolOf } from '../sproto/index.ts'
import type { Game } from './game.ts'
import { makeGame } from './make-game.ts'
import type { GameOptions } from './options.ts'
import type { Messages } from './types.ts'

/** By interpretation: a page that loads the generated codecs too loads half as much again. */
const messages = protocolOf(parseSchema(files))

/** The messages of protocol/*.sproto. */
export interface GameMessages {
  requests: Requests
  pushes: Pushes
}

/**
 * Connects and logs in: `const game = await connect('ws://localhost:8888', { login })`. Rejects with ClosedError or
 * RequestError where the first try fails (`retry`: the last), with the reason of `signal` where that ends it; later losses come back by themselves. With another `protocol` its message
 * types are given as `M`.
 */
export async function connect<M extends Messages = GameMessages>(
  url: string,
  options: GameOptions<M> = {},
): Promise<Game<M>> {
  const game = makeGame<M>(url, { protocol: messages, ...options })
  await game.open()
  return game
}
