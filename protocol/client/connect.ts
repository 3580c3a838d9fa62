// The door of the client: a game of this server's own protocol, typed from its schema.

import type { Pushes, Requests } from '../generated/index.ts'
import { files } from '../generated/schema.ts'
import { parseSchema, protocolOf } from '../sproto/index.ts'
import type { Account } from './account/account.ts'
import { RequestError } from './errors.ts'
import type { Game } from './game.ts'
import { makeGame } from './make-game.ts'
import type { GameOptions } from './options.ts'
import type { Messages, RequestApi } from './types.ts'

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
  const isUrl = typeof to === 'string'
  const given = isUrl ? options : { ...options, login: loginOf(to, options) }
  const game = makeGame<M>(isUrl ? to : to.gate, { protocol: messages, ...given })
  await game.open()
  return game
}

/** A token that the gate refuses may have been ended since it was made: another one tells whether the player has to act. */
const loginOf =
  <M extends Messages>(account: Account, { login }: GameOptions<M>) =>
  async (request: RequestApi<M>): Promise<unknown> => {
    const token = await account.token()
    if (!login) throw new Error('login: expected a function, to connect an account by')
    try {
      return await login(request, token)
    } catch (error) {
      if (!(error instanceof RequestError) || error.code !== 'LOGIN_FAILED') throw error
      return login(request, await account.token(true))
    }
  }
