// Rooms in MongoDB: collections `rooms` (_id: node/room), `room_history` (_id: node/room/number), `chat_mutes` (_id: uid).
// Nodes that share the database each have rooms and channels of their own; mutes are shared by all.

import type { Collection, Db } from 'mongodb'
import type { HistoryEntry, PlayerMute, RoomRecord, RoomStore } from '../room-store.ts'
import { adoptRooms } from './adopt-rooms.ts'
import { orTryAgain } from './or-try-again.ts'
import type { EntryDocument, RoomDocument } from './room-documents.ts'

interface MuteDocument {
  _id: string
  until: number
}

export class MongoRoomStore implements RoomStore {
  readonly #rooms: Collection<RoomDocument>
  readonly #entries: Collection<EntryDocument>
  readonly #mutes: Collection<MuteDocument>
  readonly #node: number
  readonly #prefix: string

  private constructor(db: Db, node: number) {
    this.#rooms = db.collection<RoomDocument>('rooms')
    this.#entries = db.collection<EntryDocument>('room_history')
    this.#mutes = db.collection<MuteDocument>('chat_mutes')
    this.#node = node
    this.#prefix = `${node}/`
  }

  /** Of the rooms of `node`, and of those without a node: they become its own. */
  static async open(db: Db, node: number): Promise<MongoRoomStore> {
    await db.collection('room_history').createIndex({ room: 1, number: 1 })
    return new MongoRoomStore(db, node)
  }

  rooms(): Promise<RoomRecord[]> {
    return orTryAgain(async () => {
      const [node, prefix] = [this.#node, this.#prefix]
      await adoptRooms({ node, prefix, rooms: this.#rooms, entries: this.#entries })
      const documents = await this.#rooms.find({ node }).sort({ _id: 1 }).toArray()
      return documents.map(document => this.#toRecord(document))
    })
  }

  findRoom(id: string): Promise<RoomRecord | undefined> {
    return orTryAgain(async () => {
      const document = await this.#rooms.findOne({ _id: this.#prefix + id })
      return document ? this.#toRecord(document) : undefined
    })
  }

  async putRoom({ id, mutes, ...rest }: RoomRecord): Promise<void> {
    const _id = this.#prefix + id
    const listed = Object.entries(mutes).map(([uid, until]) => ({ uid, until }))
    const document = { ...rest, node: this.#node, mutes: listed }
    await orTryAgain(() => this.#rooms.replaceOne({ _id }, document, { upsert: true }))
  }

  async dropRoom(id: string): Promise<void> {
    const room = this.#prefix + id
    await orTryAgain(async () => {
      await this.#rooms.deleteOne({ _id: room })
      await this.#entries.deleteMany({ room })
    })
  }

  async append(id: string, entries: readonly HistoryEntry[], upTo: number): Promise<void> {
    const room = this.#prefix + id
    const replacements = entries.map(entry => ({
      replaceOne: {
        filter: { _id: `${room}/${entry.number}` },
        replacement: { room, ...entry },
        upsert: true,
      },
    }))
    await orTryAgain(async () => {
      if (replacements.length > 0) await this.#entries.bulkWrite(replacements, { ordered: false })
      await this.#entries.deleteMany({ room, number: { $lte: upTo } })
    })
  }

  read(id: string, limit: number): Promise<HistoryEntry[]> {
    const room = this.#prefix + id
    return orTryAgain(async () => {
      const newest = this.#entries.find({ room }, { projection: { _id: 0, room: 0 } })
      const entries = await newest.sort({ number: -1 }).limit(limit).toArray()
      return entries.map(toEntry).reverse()
    })
  }

  async forgetPlayer(uid: string): Promise<void> {
    const nothing = { $set: { acc: '', text: '', isRemoved: true } }
    await orTryAgain(() => this.#entries.updateMany({ uid }, nothing))
  }

  async mutes(): Promise<PlayerMute[]> {
    const documents = await orTryAgain(() => this.#mutes.find().toArray())
    return documents.map(({ _id, until }) => ({ uid: _id, until: Number(until) }))
  }

  async putMute({ uid, until }: PlayerMute): Promise<void> {
    await orTryAgain(async () => {
      if (until === 0) await this.#mutes.deleteOne({ _id: uid })
      else await this.#mutes.replaceOne({ _id: uid }, { until }, { upsert: true })
    })
  }

  #toRecord({ _id, node, mutes, payments, debts, ...rest }: RoomDocument): RoomRecord {
    return {
      ...rest,
      ...(payments === undefined ? {} : { payments: Number(payments) }),
      ...(debts ? { debts: debts.map(debt => ({ ...debt, number: Number(debt.number) })) } : {}),
      id: _id.slice(this.#prefix.length),
      maxMembers: Number(rest.maxMembers),
      mutes: Object.fromEntries(mutes.map(({ uid, until }) => [uid, Number(until)])),
    }
  }
}

/** The driver reads 64-bit integers as bigint. */
const toEntry = ({ number, uid, acc, text, time, isRemoved }: HistoryEntry): HistoryEntry => ({
  number: Number(number),
  uid,
  acc,
  text,
  time: Number(time),
  ...(isRemoved ? { isRemoved } : {}),
})
