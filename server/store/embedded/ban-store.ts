// Bans in LMDB: one database account -> ban.

import type { Database } from 'lmdb'
import type { Ban, BanStore } from '../ban-store.ts'
import type { Environment } from './environment/environment.ts'

export class EmbeddedBanStore implements BanStore {
  readonly #bans: Database<Ban, string>

  constructor(environment: Environment) {
    this.#bans = environment.openDB<Ban, string>({ name: 'bans' })
  }

  async get(account: string): Promise<Ban | undefined> {
    return this.#bans.get(account)
  }

  async put(ban: Ban): Promise<void> {
    await this.#bans.put(ban.account, ban)
  }

  async remove(account: string): Promise<boolean> {
    const existed = this.#bans.doesExist(account)
    await this.#bans.remove(account)
    return existed
  }

  async list(): Promise<Ban[]> {
    return [...this.#bans.getRange({ snapshot: false })].map(entry => entry.value)
  }
}
