// The ways to an account: signing in, registering, and going on with what was kept.

import type { Credentials, LoginAnswer, LoginOffer } from '../../login-api.ts'
import { Account, type TokenKeeper } from './account.ts'
import { LoginServer, type LoginServerOptions } from './login-server.ts'

export interface SignInOptions extends LoginServerOptions {
  /** Without it the player signs in anew each time that the game starts. */
  keep?: TokenKeeper
}

/**
 * Signs in at a login server: `signIn('https://login.example.com', { name, password })`, as a guest by `{ device }`, or by
 * `{ platform, code }`. Rejects with RequestError: LOGIN_FAILED, BANNED, RATE_LIMITED, TRY_AGAIN, …
 */
export function signIn(url: string, how: Credentials, options: SignInOptions = {}): Promise<Account> {
  const kind = 'device' in how ? 'device' : 'platform' in how ? 'platform' : 'name'
  return begin(url, kind, how, options)
}

/** A new account with a name and a password. Rejects with ACCOUNT_NAME_TAKEN, BAD_MESSAGE for what is not allowed. */
export const register = (
  url: string,
  how: { name: string; password: string },
  options: SignInOptions = {},
): Promise<Account> => begin(url, 'register', how, options)

/** Goes on where the game has ended before; undefined where nothing is kept, or the player has to sign in. Rejects with
 * RequestError: BANNED, after which nothing is kept any more; TRY_AGAIN, … */
export async function signInAgain(
  url: string,
  options: SignInOptions & { keep: TokenKeeper },
): Promise<Account | undefined> {
  const refresh = await options.keep.read()
  if (!refresh) return undefined
  try {
    return await begin(url, 'refresh', { refresh }, options)
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (code !== 'LOGIN_FAILED' && code !== 'BANNED') throw error
    await options.keep.write(undefined)
    if (code === 'BANNED') throw error
    return undefined
  }
}

/** How players may sign in there. */
export const lookAtLogin = (url: string, options: LoginServerOptions = {}): Promise<LoginOffer> =>
  new LoginServer(url, options).get('')

/** Has a token sent that resets the password of this name. Says nothing of whether there is one. */
export const askForReset = async (
  url: string,
  name: string,
  options: LoginServerOptions = {},
): Promise<void> => void (await new LoginServer(url, options).post('ask-reset', { name }))

/** Signs in with such a token and a new password. */
export const resetPassword = (
  url: string,
  how: { token: string; password: string },
  options: SignInOptions = {},
): Promise<Account> => begin(url, 'reset', how, options)

async function begin(url: string, name: string, body: object, options: SignInOptions): Promise<Account> {
  const server = new LoginServer(url, options)
  const answer = await server.post<LoginAnswer>(name, body)
  await options.keep?.write(answer.refresh)
  return new Account(server, answer, options.keep)
}
