// `auth.kind: open`: every name is believed. For development, and for games whose players have nothing to lose.

import { AppError } from '../core/errors.ts'
import { type Authenticator, type Identity, type LoginAttempt, NO_CLAIMS } from './authenticator.ts'
import type { KnownNames } from './known-names.ts'

export class OpenAuthenticator implements Authenticator {
  readonly #names: KnownNames

  constructor(names: KnownNames) {
    this.#names = names
  }

  authenticate({ credentials: { acc } }: LoginAttempt): Identity {
    if (typeof acc !== 'string') throw new AppError('LOGIN_FAILED', 'acc: expected a name')
    return { account: this.#names.accountOf(acc), claims: NO_CLAIMS }
  }
}
