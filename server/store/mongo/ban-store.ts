// Bans in MongoDB: one document per account, `_id` is the account.

import type { Collection, Db } from 'mongodb'
import type { Ban, BanStore } from '../ban-store.ts'
import { orTryAgain } from './or-try-again.ts'

interface BanDocument {
  _id: string
  reason: string
  until?: Date
}

export class MongoBanStore implements BanStore {
  readonly #bans: Collection<BanDocument>

  constructor(db: Db) {
    this.#bans = db.collection<BanDocument>('bans')
  }

  async get(account: string): Promise<Ban | undefined> {
    const document = await orTryAgain(() => this.#bans.findOne({ _id: account }))
    return document ? toBan(document) : undefined
  }

  async put({ account, reason, until }: Ban): Promise<void> {
    const rest = until === undefined ? { reason } : { reason, until: new Date(until) }
    await orTryAgain(() => this.#bans.replaceOne({ _id: account }, rest, { upsert: true }))
  }

  async remove(account: string): Promise<boolean> {
    const { deletedCount } = await orTryAgain(() => this.#bans.deleteOne({ _id: account }))
    return deletedCount === 1
  }

  async list(): Promise<Ban[]> {
    return (await orTryAgain(() => this.#bans.find().sort({ _id: 1 }).toArray())).map(toBan)
  }
}

const toBan = ({ _id, reason, until }: BanDocument): Ban => ({
  account: _id,
  reason,
  ...(until ? { until: until.getTime() } : {}),
})
