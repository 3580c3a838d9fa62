// Logs in at a gate by the tokens of an account, and hears from it when the login has ended.

import { comesAgain } from '../../errors.ts'
import { RequestError } from '../errors.ts'
import type { Game } from '../game.ts'
import type { Messages, RequestApi } from '../types.ts'
import type { Account } from './account.ts'

type Login<M extends Messages> = (request: RequestApi<M>, token: string) => Promise<unknown>

/** For the option `login` of a game. A token that the gate refuses may have been ended since it was made: with another one it is
 * seen whether the player has to act. */
export const withToken =
  <M extends Messages>(account: Account, login: Login<M>) =>
  async (request: RequestApi<M>): Promise<unknown> => {
    const token = await account.token()
    try {
      return await login(request, token)
    } catch (error) {
      if (!(error instanceof RequestError) || error.code !== 'LOGIN_FAILED') throw error
      return login(request, await account.token(true))
    }
  }

/** A close after which the client stays away (kicked, banned, signed out elsewhere) may be the end of the login: asks at once.
 * `failed` hears why that cannot be told, or that it is so. */
export function checkWhenClosed<M extends Messages>(
  account: Account,
  game: Game<M>,
  failed: (error: Error) => void,
): void {
  game.listen('closed', ({ code }) => {
    if (comesAgain(code) === 'no') account.check().catch(failed)
  })
}
