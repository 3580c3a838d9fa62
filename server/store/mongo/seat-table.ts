// The seats of the nodes that share a MongoDB, collection `nodes`: one document per node.id.

import { type Collection, type Db, MongoServerError } from 'mongodb'
import type { SeatRecord, SeatTable } from '../seat/node-seat.ts'

const DUPLICATE_KEY = 11_000

type SeatDocument = SeatRecord & { _id: number }

export class MongoSeatTable implements SeatTable {
  readonly name: string
  readonly #node: number
  readonly #seats: Collection<SeatDocument>

  constructor(db: Db, node: number) {
    this.name = `node.id ${node} in the database ${db.databaseName}`
    this.#node = node
    this.#seats = db.collection<SeatDocument>('nodes')
  }

  async read(): Promise<SeatRecord | undefined> {
    return (await this.#seats.findOne({ _id: this.#node })) ?? undefined
  }

  async swap(before: SeatRecord | undefined, next: SeatRecord): Promise<boolean> {
    const { token, beat, pid, processStart, host, tick } = next
    const fields = { token, beat, pid, processStart, host, tick }
    if (!before) return this.#insert(fields)
    const filter = { _id: this.#node, token: before.token, beat: before.beat }
    return (await this.#seats.updateOne(filter, { $set: fields })).matchedCount === 1
  }

  async #insert(fields: SeatRecord): Promise<boolean> {
    try {
      await this.#seats.insertOne({ _id: this.#node, ...fields })
      return true
    } catch (error) {
      if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return false
      throw error
    }
  }
}
