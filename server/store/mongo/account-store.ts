// Accounts in MongoDB, collection `accounts`: `_id` is the account's id, `logins` are texts `kind:key`, which a unique index
// gives to one account each.

import { type Collection, type Db, MongoServerError } from 'mongodb'
import type { AccountLogin, AccountStore, StoredAccount } from '../account/account-store.ts'
import { orTryAgain } from './or-try-again.ts'

type AccountDocument = Omit<StoredAccount, 'id' | 'logins'> & { _id: string; logins: string[] }

const DUPLICATE_KEY = 11_000

export class MongoAccountStore implements AccountStore {
  readonly #accounts: Collection<AccountDocument>

  private constructor(db: Db) {
    this.#accounts = db.collection<AccountDocument>('accounts')
  }

  /** Makes the indexes. */
  static async open(db: Db): Promise<MongoAccountStore> {
    await db.collection('accounts').createIndex({ logins: 1 }, { unique: true })
    await db.collection('accounts').createIndex({ isLeaving: 1 }, { sparse: true })
    return new MongoAccountStore(db)
  }

  create(account: StoredAccount): Promise<boolean> {
    return orTryAgain(() =>
      unlessTaken(async () => {
        await this.#accounts.insertOne(toDocument(account))
        return true
      }, false),
    )
  }

  find(id: string): Promise<StoredAccount | undefined> {
    return this.#findOne({ _id: id })
  }

  findBy(login: AccountLogin): Promise<StoredAccount | undefined> {
    return this.#findOne({ logins: textOf(login) })
  }

  replace(account: StoredAccount): Promise<'replaced' | 'changed' | 'taken'> {
    const { _id, ...rest } = toDocument({ ...account, rev: account.rev + 1 })
    return orTryAgain(() =>
      unlessTaken(async () => {
        const { matchedCount } = await this.#accounts.replaceOne({ _id, rev: account.rev }, rest)
        return matchedCount === 1 ? 'replaced' : 'changed'
      }, 'taken'),
    )
  }

  async remove(id: string): Promise<boolean> {
    const { deletedCount } = await orTryAgain(() => this.#accounts.deleteOne({ _id: id }))
    return deletedCount === 1
  }

  async leaving(): Promise<string[]> {
    const found = this.#accounts.find({ isLeaving: true }, { projection: { _id: 1 } })
    return (await orTryAgain(() => found.toArray())).map(({ _id }) => _id)
  }

  async #findOne(filter: { _id: string } | { logins: string }): Promise<StoredAccount | undefined> {
    const found = await orTryAgain(() => this.#accounts.findOne(filter as { _id: string }))
    return found ? toAccount(found) : undefined
  }
}

async function unlessTaken<R>(write: () => Promise<R>, taken: R): Promise<R> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return taken
    throw error
  }
}

const textOf = ({ kind, key }: AccountLogin): string => `${kind}:${key}`

/** A kind has no colon in it. */
function toLogin(text: string): AccountLogin {
  const colon = text.indexOf(':')
  return { kind: text.slice(0, colon), key: text.slice(colon + 1) }
}

const toDocument = ({ id, logins, ...rest }: StoredAccount): AccountDocument => ({
  _id: id,
  ...rest,
  logins: logins.map(textOf),
})

const toAccount = ({ _id, logins, ...rest }: AccountDocument): StoredAccount => ({
  id: _id,
  ...rest,
  logins: logins.map(toLogin),
})
