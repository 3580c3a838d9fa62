// Rooms in LMDB: id -> record, [id, number] -> entry, uid -> when a mute ends.

import type { Database } from 'lmdb'
import {
  type HistoryEntry,
  type PlayerMute,
  type RoomRecord,
  type RoomStore,
  withoutText,
} from '../room-store.ts'
import type { Environment } from './environment/environment.ts'

type EntryKey = [room: string, number: number]

/** Entries that are looked at in one go. */
const PAGE = 1000

export class EmbeddedRoomStore implements RoomStore {
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
  }

  async dropRoom(id: string): Promise<void> {
    await this.#together(() => [this.#rooms.remove(id), ...this.#forget(id, Number.MAX_SAFE_INTEGER)])
  }

  async append(id: string, entries: readonly HistoryEntry[], upTo: number): Promise<void> {
    await this.#together(() => [
      ...entries.map(entry => this.#entries.put([id, entry.number], entry)),
      ...this.#forget(id, upTo),
    ])
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
  }

  /** A room keeps its last messages only, but there may be many rooms: a part of them at a time. */
  async forgetPlayer(uid: string): Promise<void> {
    let after: EntryKey | undefined
    do {
      const found = this.#pageFrom(after)
      const own = found.filter(({ value }) => value.uid === uid)
      if (own.length > 0)
        await this.#together(() => own.map(({ key, value }) => this.#entries.put(key, withoutText(value))))
      await new Promise(resolve => setImmediate(resolve))
      after = found.at(-1)?.key
    } while (after)
  }

  /** Those after a key, or the first ones. */
  #pageFrom(after: EntryKey | undefined): { key: EntryKey; value: HistoryEntry }[] {
    const from = after ? { start: after, exclusiveStart: true } : {}
    return [...this.#entries.getRange({ ...from, limit: PAGE, snapshot: false } as never)]
  }

  #forget(id: string, upTo: number): Promise<boolean>[] {
    const range = { start: [id, 0], end: [id, upTo + 1], snapshot: false }
    return [...this.#entries.getKeys(range as never)].map(key => this.#entries.remove(key))
  }

  /** All of these writes or none. */
  async #together(write: () => Promise<boolean>[]): Promise<void> {
    let writes: Promise<boolean>[] = []
    const batch = this.#environment.batch(() => {
      writes = write()
    })
    await Promise.all([batch, ...writes])
  }
}
