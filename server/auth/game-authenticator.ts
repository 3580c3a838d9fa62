// A game's own way to tell who somebody is: `defineGame({ authenticate })`. What it gives is checked, and one that does not
// end is given up.

import { AppError } from '../core/errors.ts'
import { endsWithin } from '../core/patience.ts'
import { readAccount } from './account.ts'
import {
  type Authenticator,
  type Identity,
  type LoginAttempt,
  NO_CLAIMS,
  type OwnAuthenticate,
} from './authenticator.ts'

export interface GameAuthenticatorOptions {
  /** What it is called with. */
  game(): unknown
  /** ms that it may take. */
  timeout: number
}

export class GameAuthenticator implements Authenticator {
  readonly #options: GameAuthenticatorOptions
  #game: unknown

  constructor(options: GameAuthenticatorOptions) {
    this.#options = options
  }

  async authenticate(attempt: LoginAttempt, own?: OwnAuthenticate): Promise<Identity> {
    const { game, timeout } = this.#options
    this.#game ??= game()
    const late = new AppError('TRY_AGAIN', 'the login took too long; try again in a moment')
    // A game that has one when the server starts has one in each of its versions.
    const found = await endsWithin(timeout, own!(attempt, this.#game), late)
    const { account, claims = NO_CLAIMS } = typeof found === 'string' ? { account: found } : found
    if (readAccount(account) !== account)
      throw new TypeError('authenticate: expected an account of 1 to 128 characters without controls')
    return { account, claims: Object.freeze({ ...claims }) }
  }
}
