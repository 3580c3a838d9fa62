// Who may log in as whom. One implementation for now: open, which believes every name.

import { AppError } from '../core/errors.ts'

export interface Credentials {
  acc: string
  token: string
}

export interface Authenticator {
  /** The account that these credentials belong to. Throws LOGIN_FAILED saying why. */
  authenticate(credentials: Credentials): Promise<string> | string
}

const LONGEST = 64
/** Letters, marks, digits, punctuation, symbols and inner spaces; nothing that is invisible or controls. */
const PRINTABLE =
  /^[\p{L}\p{M}\p{N}\p{P}\p{S}](?:[\p{L}\p{M}\p{N}\p{P}\p{S} ]*[\p{L}\p{M}\p{N}\p{P}\p{S}])?$/u

export class OpenAuthenticator implements Authenticator {
  authenticate({ acc }: Credentials): string {
    if ([...acc].length > LONGEST || !PRINTABLE.test(acc)) {
      throw new AppError('LOGIN_FAILED', `acc: expected 1 to ${LONGEST} printable characters`)
    }
    return acc.normalize('NFC')
  }
}
