// Stored rooms that sleep and still owe their players something: they are woken as soon as a thread serves rooms, whether
// anybody joins or not. It keeps true: none of them is removed from the store.

import type { Logger } from '../../core/log/log.ts'
import type { RoomRecord, RoomStore } from '../../store/room-store.ts'
import type { RoomEntry } from './room-entry.ts'

/** ms until a room that could not be looked at, or woken, is tried again. */
const AGAIN = 2000

export interface OwingRoomsOptions {
  store: RoomStore
  log: Logger
  after(ms: number, work: () => unknown): () => void
  /** Wakes the room, which then pays by itself. */
  wake(entry: RoomEntry): unknown
}

export class OwingRooms {
  readonly #options: OwingRoomsOptions
  readonly #rooms = new Set<RoomEntry>()
  /** Asleep since its room owed nothing that the directory knows of: the store says. */
  readonly #unknown = new Set<RoomEntry>()
  #isScheduled = false

  constructor(options: OwingRoomsOptions) {
    this.#options = options
  }

  has(entry: RoomEntry): boolean {
    return this.#rooms.has(entry) || this.#unknown.has(entry)
  }

  /** At the start, when its record has just been read. */
  note(entry: RoomEntry, record: RoomRecord): void {
    if (record.debts?.length) this.#rooms.add(entry)
  }

  /** It has fallen asleep, and its kind pays. */
  check(entry: RoomEntry): void {
    this.#unknown.add(entry)
    this.#schedule(0)
  }

  /** A thread serves rooms. */
  wakeAll(): void {
    if (this.#rooms.size + this.#unknown.size > 0) this.#schedule(0)
  }

  remove(entry: RoomEntry): void {
    this.#rooms.delete(entry)
    this.#unknown.delete(entry)
  }

  #schedule(ms: number): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    this.#options.after(ms, () => this.#run())
  }

  async #run(): Promise<void> {
    this.#isScheduled = false
    for (const entry of this.#unknown) await this.#try(entry, () => this.#look(entry))
    for (const entry of this.#rooms) await this.#try(entry, () => this.#options.wake(entry))
    if (this.#rooms.size + this.#unknown.size > 0) this.#schedule(AGAIN)
  }

  async #look(entry: RoomEntry): Promise<void> {
    const record = await this.#options.store.findRoom(entry.id)
    this.#unknown.delete(entry)
    if (record) this.note(entry, record)
  }

  async #try(entry: RoomEntry, work: () => unknown): Promise<void> {
    try {
      await work()
      if (entry.location) this.#rooms.delete(entry)
    } catch (error) {
      this.#options.log.warn(
        { err: error, room: entry.id },
        'a room that may owe could not be woken; retrying',
      )
    }
  }
}
