// The accounts as the login server changes them. Always true: a change is made of what is stored now, whoever else changes the
// account at the same moment, on this process or another.

import { AppError } from '../../core/errors.ts'
import type { AccountLogin, AccountStore, StoredAccount } from '../../store/account/account-store.ts'

export interface AccountsOptions {
  store: AccountStore
  /** Never gives the same twice. */
  newId(): string
  /** ms since 1970. */
  now(): number
}

/** Of several changes at once each but one has to look again; so many look again in vain when something is wrong. */
const MOST_TRIES = 50

export class Accounts {
  readonly #options: AccountsOptions

  constructor(options: AccountsOptions) {
    this.#options = options
  }

  /** undefined for one that is being removed, too. */
  async find(id: string): Promise<StoredAccount | undefined> {
    return present(await this.#options.store.find(id))
  }

  async findBy(login: AccountLogin): Promise<StoredAccount | undefined> {
    return present(await this.#options.store.findBy(login))
  }

  /** A new account, entered by `login`. undefined when that is taken. */
  async create(login: AccountLogin, more: Partial<StoredAccount> = {}): Promise<StoredAccount | undefined> {
    const { store, newId, now } = this.#options
    const fresh = { id: newId(), rev: 0, created: now(), logins: [login], families: [], validFrom: 0 }
    const account: StoredAccount = { ...fresh, ...more }
    return (await store.create(account)) ? account : undefined
  }

  /** The account of this login, made where there is none; `isNew` says so. Throws LOGIN_FAILED for one that is being removed. */
  async enter(login: AccountLogin): Promise<{ account: StoredAccount; isNew: boolean }> {
    const found = await this.findBy(login)
    if (found) return { account: found, isNew: false }
    const made = await this.create(login)
    if (made) return { account: made, isNew: true }
    // Another request has made it meanwhile, or it is being removed.
    const again = await this.findBy(login)
    if (!again) throw new AppError('LOGIN_FAILED', 'this account is being removed')
    return { account: again, isNew: false }
  }

  /**
   * Stores what `change` makes of the account, which may be called again; nothing where it returns nothing. Resolves with the
   * account as it is then. Throws what `change` throws, LOGIN_FAILED for an account that is gone, ALREADY_LINKED for a login that
   * leads elsewhere.
   */
  async change(
    id: string,
    change: (account: StoredAccount) => StoredAccount | undefined | Promise<StoredAccount | undefined>,
  ): Promise<StoredAccount> {
    const { store } = this.#options
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const account = await this.find(id)
      if (!account) throw new AppError('LOGIN_FAILED', 'there is no such account any more')
      const changed = await change(account)
      if (!changed) return account
      const outcome = await store.replace(changed)
      if (outcome === 'replaced') return { ...changed, rev: account.rev + 1 }
      if (outcome === 'taken') throw new AppError('ALREADY_LINKED')
    }
    throw new AppError('TRY_AGAIN')
  }
}

const present = (account: StoredAccount | undefined): StoredAccount | undefined =>
  account?.isLeaving ? undefined : account
