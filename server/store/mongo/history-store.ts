// Rooms in MongoDB: `rooms` (_id: the room), `room_history` (_id: room/number), `chat_mutes` (_id: uid).

import type { Collection, Db } from 'mongodb'
import type { HistoryEntry, HistoryStore, PlayerMute, RoomRecord } from '../history-store.ts'

type RoomDocument = Omit<RoomRecord, 'id' | 'mutes'> & { _id: string; mutes: PlayerMute[] }

interface EntryDocument extends HistoryEntry {
  _id: string
  room: string
}

interface MuteDocument {
  _id: string
  until: number
}

export class MongoHistoryStore implements HistoryStore {
  readonly #rooms: Collection<RoomDocument>
  readonly #entries: Collection<EntryDocument>
  readonly #mutes: Collection<MuteDocument>

  constructor(db: Db) {
    this.#rooms = db.collection<RoomDocument>('rooms')
    this.#entries = db.collection<EntryDocument>('room_history')
    this.#mutes = db.collection<MuteDocument>('chat_mutes')
  }

  static async open(db: Db): Promise<MongoHistoryStore> {
    await db.collection('room_history').createIndex({ room: 1, number: 1 })
    return new MongoHistoryStore(db)
  }

  async rooms(): Promise<RoomRecord[]> {
    const documents = await this.#rooms.find().sort({ _id: 1 }).toArray()
    return documents.map(toRecord)
  }

  async findRoom(id: string): Promise<RoomRecord | undefined> {
    const document = await this.#rooms.findOne({ _id: id })
    return document ? toRecord(document) : undefined
  }

  async putRoom({ id, mutes, ...rest }: RoomRecord): Promise<void> {
    const document = { ...rest, mutes: Object.entries(mutes).map(([uid, until]) => ({ uid, until })) }
    await this.#rooms.replaceOne({ _id: id }, document, { upsert: true })
  }

  async dropRoom(id: string): Promise<void> {
    await this.#rooms.deleteOne({ _id: id })
    await this.#entries.deleteMany({ room: id })
  }

  async append(id: string, entries: readonly HistoryEntry[], upTo: number): Promise<void> {
    if (entries.length > 0) {
      await this.#entries.bulkWrite(
        entries.map(entry => ({
          replaceOne: {
            filter: { _id: `${id}/${entry.number}` },
            replacement: { room: id, ...entry },
            upsert: true,
          },
        })),
        { ordered: false },
      )
    }
    await this.#entries.deleteMany({ room: id, number: { $lte: upTo } })
  }

  async read(id: string, limit: number): Promise<HistoryEntry[]> {
    const newest = this.#entries.find({ room: id }, { projection: { _id: 0, room: 0 } })
    const entries = await newest.sort({ number: -1 }).limit(limit).toArray()
    return entries.map(toEntry).reverse()
  }

  async mutes(): Promise<PlayerMute[]> {
    return (await this.#mutes.find().toArray()).map(({ _id, until }) => ({ uid: _id, until: Number(until) }))
  }

  async putMute({ uid, until }: PlayerMute): Promise<void> {
    if (until === 0) await this.#mutes.deleteOne({ _id: uid })
    else await this.#mutes.replaceOne({ _id: uid }, { until }, { upsert: true })
  }
}

const toRecord = ({ _id, mutes, ...rest }: RoomDocument): RoomRecord => ({
  ...rest,
  id: _id,
  maxMembers: Number(rest.maxMembers),
  mutes: Object.fromEntries(mutes.map(({ uid, until }) => [uid, Number(until)])),
})

/** The driver reads 64-bit integers as bigint. */
const toEntry = ({ number, uid, acc, text, time, isRemoved }: HistoryEntry): HistoryEntry => ({
  number: Number(number),
  uid,
  acc,
  text,
  time: Number(time),
  ...(isRemoved ? { isRemoved } : {}),
})
