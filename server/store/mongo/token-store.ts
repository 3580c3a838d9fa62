// Tokens of programs in MongoDB: one document per token, `_id` is its name.

import { type Collection, type Db, MongoServerError } from 'mongodb'
import type { StoredToken, TokenStore } from '../token-store.ts'
import { orTryAgain } from './or-try-again.ts'

interface TokenDocument {
  _id: string
  hash: string
  scopes: string[]
  created: Date
  expires?: Date
}

const DUPLICATE_KEY = 11_000

export class MongoTokenStore implements TokenStore {
  readonly #tokens: Collection<TokenDocument>

  constructor(db: Db) {
    this.#tokens = db.collection<TokenDocument>('tokens')
  }

  async add(token: StoredToken): Promise<boolean> {
    return orTryAgain(async () => {
      try {
        await this.#tokens.insertOne(toDocument(token))
        return true
      } catch (error) {
        if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return false
        throw error
      }
    })
  }

  async remove(name: string): Promise<boolean> {
    const { deletedCount } = await orTryAgain(() => this.#tokens.deleteOne({ _id: name }))
    return deletedCount === 1
  }

  async list(): Promise<StoredToken[]> {
    return (await orTryAgain(() => this.#tokens.find().sort({ _id: 1 }).toArray())).map(toToken)
  }
}

const toDocument = ({ name, created, expires, ...rest }: StoredToken): TokenDocument => ({
  _id: name,
  ...rest,
  created: new Date(created),
  ...(expires === undefined ? {} : { expires: new Date(expires) }),
})

const toToken = ({ _id, created, expires, ...rest }: TokenDocument): StoredToken => ({
  name: _id,
  ...rest,
  created: created.getTime(),
  ...(expires ? { expires: expires.getTime() } : {}),
})
