// Rooms in LMDB: id -> record, [id, number] -> entry, uid -> the end of a mute.

import type { Database } from 'lmdb'
import type { HistoryEntry, HistoryStore, PlayerMute, RoomRecord } from '../history-store.ts'
import { type Environment, flushed } from './environment.ts'

type EntryKey = [room: string, number: number]

export class EmbeddedHistoryStore implements HistoryStore {
  readonly #environment: Environment
  readonly #rooms: Database<RoomRecord, string>
  readonly #entries: Database<HistoryEntry, EntryKey>
  readonly #mutes: Database<number, string>

  constructor(environment: Environment) {
    this.#environment = environment
    this.#rooms = environment.openDB<RoomRecord, string>({ name: 'rooms' })
    this.#entries = environment.openDB<HistoryEntry, EntryKey>({ name: 'room-history' })
    this.#mutes = environment.openDB<number, string>({ name: 'chat-mutes' })
  }

  async rooms(): Promise<RoomRecord[]> {
    return [...this.#rooms.getRange({ snapshot: false })].map(({ value }) => value)
  }

  async findRoom(id: string): Promise<RoomRecord | undefined> {
    return this.#rooms.get(id)
  }

  async putRoom(record: RoomRecord): Promise<void> {
    await this.#rooms.put(record.id, record)
    await flushed(this.#environment)
  }

  async dropRoom(id: string): Promise<void> {
    await this.#environment.batch(() => {
      void this.#rooms.remove(id)
      this.#forget(id, Number.MAX_SAFE_INTEGER)
    })
    await flushed(this.#environment)
  }

  async append(id: string, entries: readonly HistoryEntry[], upTo: number): Promise<void> {
    await this.#environment.batch(() => {
      for (const entry of entries) void this.#entries.put([id, entry.number], entry)
      this.#forget(id, upTo)
    })
    await flushed(this.#environment)
  }

  async read(id: string, limit: number): Promise<HistoryEntry[]> {
    const range = {
      start: [id, Number.MAX_SAFE_INTEGER],
      end: [id, 0],
      reverse: true,
      limit,
      snapshot: false,
    }
    return [...this.#entries.getRange(range as never)].map(({ value }) => value).reverse()
  }

  async mutes(): Promise<PlayerMute[]> {
    return [...this.#mutes.getRange({ snapshot: false })].map(({ key, value }) => ({
      uid: key,
      until: value,
    }))
  }

  async putMute({ uid, until }: PlayerMute): Promise<void> {
    if (until === 0) await this.#mutes.remove(uid)
    else await this.#mutes.put(uid, until)
    await flushed(this.#environment)
  }

  #forget(id: string, upTo: number): void {
    const range = { start: [id, 0], end: [id, upTo + 1], snapshot: false }
    for (const key of this.#entries.getKeys(range as never)) void this.#entries.remove(key)
  }
}
