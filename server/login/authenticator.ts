// Who may log in as whom. One implementation for now: open, which believes every name.

import { AppError } from '../core/errors.ts'
import { isVisibleName } from '../lib/visible-text.ts'

export interface Credentials {
  acc: string
  token: string
}

export interface Authenticator {
  /** The account that these credentials belong to. Throws LOGIN_FAILED saying why. */
  authenticate(credentials: Credentials): Promise<string> | string
}

const LONGEST = 64

export class OpenAuthenticator implements Authenticator {
  authenticate({ acc }: Credentials): string {
    if ([...acc].length > LONGEST || !isVisibleName(acc)) {
      throw new AppError('LOGIN_FAILED', `acc: expected 1 to ${LONGEST} printable characters`)
    }
    return acc.normalize('NFC')
  }
}
