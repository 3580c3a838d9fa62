// Dates in MongoDB, collection `dates`: `_id` is node/id. Nodes that share the database each have their own; the numbers come
// from one document of `counters` for all of them.

import type { Collection, Db } from 'mongodb'
import type { DateRecord, DateStore } from '../due/date-store.ts'
import { orTryAgain } from './or-try-again.ts'

type DateDocument = Omit<DateRecord, 'id'> & { _id: string; node: number }

interface Counter {
  _id: string
  number: number
}

const COUNTER = { _id: 'dates' }

export class MongoDateStore implements DateStore {
  readonly #dates: Collection<DateDocument>
  readonly #counters: Collection<Counter>
  readonly #node: number
  readonly #prefix: string

  private constructor(db: Db, node: number) {
    this.#dates = db.collection<DateDocument>('dates')
    this.#counters = db.collection<Counter>('counters')
    this.#node = node
    this.#prefix = `${node}/`
  }

  /** Those of `node`. */
  static async open(db: Db, node: number): Promise<MongoDateStore> {
    await db.collection('dates').createIndex({ node: 1, at: 1 })
    return new MongoDateStore(db, node)
  }

  async put({ id, due, target }: Pick<DateRecord, 'id' | 'due' | 'target'>): Promise<void> {
    const _id = this.#prefix + id
    await orTryAgain(async () => {
      const next = { upsert: true, returnDocument: 'after' } as const
      const counter = await this.#counters.findOneAndUpdate(COUNTER, { $inc: { number: 1 } }, next)
      const date = { node: this.#node, due, target, number: Number(counter!.number), attempts: 0, at: due }
      await this.#dates.replaceOne({ _id }, date, { upsert: true })
    })
  }

  move(id: string, due: number): Promise<boolean> {
    return orTryAgain(async () => {
      const waiting = { _id: this.#prefix + id, attempts: 0 }
      const { matchedCount } = await this.#dates.updateOne(waiting, { $set: { due, at: due } })
      return matchedCount === 1
    })
  }

  begin({ id, number, at }: Pick<DateRecord, 'id' | 'number' | 'at'>, again: number): Promise<boolean> {
    return orTryAgain(async () => {
      const that = { _id: this.#prefix + id, number, at }
      const { matchedCount } = await this.#dates.updateOne(that, {
        $set: { at: again },
        $inc: { attempts: 1 },
      })
      return matchedCount === 1
    })
  }

  async end(id: string, number: number): Promise<void> {
    await orTryAgain(() => this.#dates.deleteOne({ _id: this.#prefix + id, number }))
  }

  remove(id: string): Promise<DateRecord | undefined> {
    return orTryAgain(async () => {
      const found = await this.#dates.findOneAndDelete({ _id: this.#prefix + id })
      return found ? this.#toRecord(found) : undefined
    })
  }

  find(id: string): Promise<DateRecord | undefined> {
    return orTryAgain(async () => {
      const found = await this.#dates.findOne({ _id: this.#prefix + id })
      return found ? this.#toRecord(found) : undefined
    })
  }

  page(from: number, limit: number): Promise<DateRecord[]> {
    return orTryAgain(async () => {
      const all = this.#dates.find({ node: this.#node }).sort({ at: 1, _id: 1 })
      const documents = await all.skip(from).limit(limit).toArray()
      return documents.map(document => this.#toRecord(document))
    })
  }

  async count(): Promise<number> {
    return Number(await orTryAgain(() => this.#dates.countDocuments({ node: this.#node })))
  }

  /** The driver reads 64-bit integers as bigint. */
  #toRecord({ _id, due, target, number, attempts, at }: DateDocument): DateRecord {
    return {
      id: _id.slice(this.#prefix.length),
      due: Number(due),
      target,
      number: Number(number),
      attempts: Number(attempts),
      at: Number(at),
    }
  }
}
