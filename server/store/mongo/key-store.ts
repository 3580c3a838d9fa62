// Keys of the login server in MongoDB: one document per key, `_id` is its kid.

import type { Collection, Db } from 'mongodb'
import type { KeyStore, StoredKey } from '../account/key-store.ts'
import { orTryAgain } from './or-try-again.ts'

interface KeyDocument {
  _id: string
  created: Date
  jwk: string
}

export class MongoKeyStore implements KeyStore {
  readonly #keys: Collection<KeyDocument>

  constructor(db: Db) {
    this.#keys = db.collection<KeyDocument>('login-keys')
  }

  async add({ kid, created, jwk }: StoredKey): Promise<void> {
    await orTryAgain(() => this.#keys.insertOne({ _id: kid, created: new Date(created), jwk }))
  }

  async remove(kid: string): Promise<boolean> {
    const { deletedCount } = await orTryAgain(() => this.#keys.deleteOne({ _id: kid }))
    return deletedCount === 1
  }

  async list(): Promise<StoredKey[]> {
    const found = await orTryAgain(() => this.#keys.find().sort({ created: 1, _id: 1 }).toArray())
    return found.map(({ _id, created, jwk }) => ({ kid: _id, created: created.getTime(), jwk }))
  }
}
