// Logs in at a gate by the tokens of an account.

import { RequestError } from '../errors.ts'
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
