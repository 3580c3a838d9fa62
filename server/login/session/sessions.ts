// Who is logged in where, by refresh tokens (families.ts): begun by a login, renewed by each token, ended on one device or on all.

import { AppError } from '../../core/errors.ts'
import type { StoredAccount } from '../../store/account/account-store.ts'
import type { Accounts } from '../account/accounts.ts'
import { beginFamily, endFamily, isOf, type Rotated, rotate } from './families.ts'
import { readRefreshToken } from './login-token.ts'

export interface SessionsOptions {
  accounts: Accounts
  /** ms since 1970. */
  now(): number
  /** ms that a refresh token lasts. */
  ttl: number
}

/** An account, and the refresh token with which it is entered next. */
export interface Session {
  account: StoredAccount
  refresh: string
  /** ms since 1970, not later than it was stored: an end that is stored after it is later. */
  at: number
}

const REFUSED = 'this login is over; log in again'

export class Sessions {
  readonly #options: SessionsOptions

  constructor(options: SessionsOptions) {
    this.#options = options
  }

  async begin(id: string): Promise<Session> {
    let [refresh, at] = ['', 0]
    const account = await this.#options.accounts.change(id, found => {
      const time = this.#time
      const begun = beginFamily(found, time)
      refresh = begun.token
      at = time.now
      return begun.account
    })
    return { account, refresh, at }
  }

  /** The next token of its family. Throws LOGIN_FAILED; `onStolen` hears of an account whose token was used a second time. */
  async renew(text: string, onStolen: (account: StoredAccount) => unknown): Promise<Session> {
    const token = readRefreshToken(text)
    if (!token) throw new AppError('LOGIN_FAILED', REFUSED)
    let rotated: Rotated = {}
    let at = 0
    const account = await this.#options.accounts.change(token.account, found => {
      const time = this.#time
      rotated = rotate(found, token, time)
      at = time.now
      return rotated.account
    })
    if (rotated.isStolen) await onStolen(account)
    if (rotated.token === undefined) throw new AppError('LOGIN_FAILED', REFUSED)
    return { account, refresh: rotated.token, at }
  }

  /** The account of a token that counts. Throws LOGIN_FAILED. */
  async find(text: string): Promise<StoredAccount> {
    const token = readRefreshToken(text)
    const account = token && (await this.#options.accounts.find(token.account))
    if (!account || !isOf(account, token)) throw new AppError('LOGIN_FAILED', REFUSED)
    return account
  }

  /** On the token's device. Throws LOGIN_FAILED. */
  async end(text: string): Promise<void> {
    const { id } = await this.find(text)
    await this.#options.accounts.change(id, found => endFamily(found, readRefreshToken(text)!.family))
  }

  /** The account as it is when nobody is logged in any more, access tokens included. */
  ended(account: StoredAccount): StoredAccount {
    return { ...account, families: [], validFrom: this.#options.now() }
  }

  get #time() {
    return { now: this.#options.now(), ttl: this.#options.ttl }
  }
}
