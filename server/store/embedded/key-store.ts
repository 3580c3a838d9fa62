// Keys of the login server in LMDB: one database kid -> key. The command line writes it while the server runs.

import type { Database } from 'lmdb'
import type { KeyStore, StoredKey } from '../account/key-store.ts'
import type { Environment } from './environment/environment.ts'

export class EmbeddedKeyStore implements KeyStore {
  readonly #keys: Database<StoredKey, string>

  constructor(environment: Environment) {
    this.#keys = environment.openDB<StoredKey, string>({ name: 'login-keys' })
  }

  async add(key: StoredKey): Promise<void> {
    await this.#keys.put(key.kid, key)
  }

  remove(kid: string): Promise<boolean> {
    return this.#keys.transaction(() => {
      const existed = this.#keys.doesExist(kid)
      if (existed) void this.#keys.remove(kid)
      return existed
    })
  }

  async list(): Promise<StoredKey[]> {
    const keys = [...this.#keys.getRange({ snapshot: false })].map(entry => entry.value)
    return keys.sort((a, b) => a.created - b.created)
  }
}
