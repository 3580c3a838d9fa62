// The door of the client: a game of this server's own protocol, typed from its schema.

import type { Pushes, Requests } from '../generated/index.ts'
import { files } from '../generated/schema.ts'
import { parseSchema, protocolOf } from '../sproto/index.ts'
import type { Account } from './account/account.ts'
import { checkWhenClosed, withToken } from './account/token-login.ts'
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
 * Connects and logs in: `const game = await connect('ws://localhost:8888', { login })`, or at the gate of an account:
 * `connect(account, { login: (request, token) => request.login({ acc: account.id, token }) })`. Rejects with ClosedError or
 * RequestError where the first try fails (with `retry`: the last), or with the reason of `signal` where that ends it;
 * later losses come back by themselves. With another `protocol` its message types are given as `M`.
 */
export async function connect<M extends Messages = GameMessages>(
  to: string | Account,
  options: GameOptions<M> = {},
): Promise<Game<M>> {
  const given = typeof to === 'string' ? options : { ...options, login: withToken(to, loginOf(options)) }
  const game = makeGame<M>(typeof to === 'string' ? to : to.gate, { protocol: messages, ...given })
  if (typeof to !== 'string') checkWhenClosed(to, game, hearsOfIt)
  await game.open()
  return game
}

/** `signedOut` tells it; what is not known is asked with the next token. */
const hearsOfIt = (): void => undefined

function loginOf<M extends Messages>({ login }: GameOptions<M>): NonNullable<GameOptions<M>['login']> {
  if (!login) throw new Error('login: expected a function that shows the token, to connect with an account')
  return login
}
