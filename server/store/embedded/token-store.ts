// Tokens of programs in LMDB: one database name -> token. The command line writes it while the server runs.

import type { Database } from 'lmdb'
import type { StoredToken, TokenStore } from '../token-store.ts'
import type { Environment } from './environment/environment.ts'

export class EmbeddedTokenStore implements TokenStore {
  readonly #tokens: Database<StoredToken, string>

  constructor(environment: Environment) {
    this.#tokens = environment.openDB<StoredToken, string>({ name: 'tokens' })
  }

  add(token: StoredToken): Promise<boolean> {
    return this.#tokens.transaction(() => {
      if (this.#tokens.doesExist(token.name)) return false
      void this.#tokens.put(token.name, token)
      return true
    })
  }

  remove(name: string): Promise<boolean> {
    return this.#tokens.transaction(() => {
      const existed = this.#tokens.doesExist(name)
      if (existed) void this.#tokens.remove(name)
      return existed
    })
  }

  async list(): Promise<StoredToken[]> {
    return [...this.#tokens.getRange({ snapshot: false })].map(entry => entry.value)
  }
}
