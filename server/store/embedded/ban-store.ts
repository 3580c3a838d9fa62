// Bans in LMDB: one database account -> ban.

import type { Database } from 'lmdb'
import type { Ban, BanStore } from '../ban-store.ts'
import { type Environment, flushed } from './environment.ts'

export class EmbeddedBanStore implements BanStore {
  readonly #environment: Environment
  readonly #bans: Database<Ban, string>

  constructor(environment: Environment) {
    this.#environment = environment
    this.#bans = environment.openDB<Ban, string>({ name: 'bans' })
  }

  async get(account: string): Promise<Ban | undefined> {
    return this.#bans.get(account)
  }

  async put(ban: Ban): Promise<void> {
    await this.#bans.put(ban.account, ban)
    await flushed(this.#environment)
  }

  async remove(account: string): Promise<boolean> {
    const existed = this.#bans.doesExist(account)
    await this.#bans.remove(account)
    await flushed(this.#environment)
    return existed
  }

  async list(): Promise<Ban[]> {
    return [...this.#bans.getRange({ snapshot: false })].map(entry => entry.value)
  }
}
