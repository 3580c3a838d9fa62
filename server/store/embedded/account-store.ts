// Accounts in LMDB: id -> account, [kind, key] -> id for their logins, and the ids of those that are being removed.

import type { Database } from 'lmdb'
import type { AccountLogin, AccountStore, StoredAccount } from '../account/account-store.ts'
import type { Environment } from './environment/environment.ts'
import { within } from './environment/within.ts'

type LoginKey = [kind: string, key: string]

export class EmbeddedAccountStore implements AccountStore {
  readonly #environment: Environment
  readonly #accounts: Database<StoredAccount, string>
  readonly #logins: Database<string, LoginKey>
  readonly #leaving: Database<true, string>

  constructor(environment: Environment) {
    this.#environment = environment
    this.#accounts = environment.openDB<StoredAccount, string>({ name: 'login-accounts' })
    this.#logins = environment.openDB<string, LoginKey>({ name: 'login-logins' })
    this.#leaving = environment.openDB<true, string>({ name: 'login-leaving' })
  }

  create(account: StoredAccount): Promise<boolean> {
    return this.#transact(() => {
      if (this.#accounts.doesExist(account.id) || this.#isTaken(account)) return false
      this.#put(account)
      return true
    })
  }

  async find(id: string): Promise<StoredAccount | undefined> {
    return this.#accounts.get(id)
  }

  async findBy({ kind, key }: AccountLogin): Promise<StoredAccount | undefined> {
    const id = this.#logins.get([kind, key])
    return id === undefined ? undefined : this.#accounts.get(id)
  }

  replace(account: StoredAccount): Promise<'replaced' | 'changed' | 'taken'> {
    return this.#transact(() => {
      const old = this.#accounts.get(account.id)
      if (old?.rev !== account.rev) return 'changed'
      if (this.#isTaken(account)) return 'taken'
      this.#take(old)
      this.#put({ ...account, rev: account.rev + 1 })
      return 'replaced'
    })
  }

  remove(id: string): Promise<boolean> {
    return this.#transact(() => {
      const account = this.#accounts.get(id)
      if (account) this.#take(account)
      return account !== undefined
    })
  }

  async leaving(): Promise<string[]> {
    return [...this.#leaving.getKeys({ snapshot: false })]
  }

  #isTaken({ id, logins }: StoredAccount): boolean {
    return logins.some(({ kind, key }) => (this.#logins.get([kind, key]) ?? id) !== id)
  }

  #put(account: StoredAccount): void {
    this.#accounts.putSync(account.id, account)
    for (const { kind, key } of account.logins) this.#logins.putSync([kind, key], account.id)
    if (account.isLeaving) this.#leaving.putSync(account.id, true)
  }

  #take({ id, logins }: StoredAccount): void {
    this.#accounts.removeSync(id)
    for (const { kind, key } of logins) this.#logins.removeSync([kind, key])
    this.#leaving.removeSync(id)
  }

  /** Resolves when it is on the disk. */
  #transact<R>(work: () => R): Promise<R> {
    return within(this.#environment.childTransaction(work))
  }
}
