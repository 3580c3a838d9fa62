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
  /** Those that owe, and those of which only the store knows whether they do. */
  readonly #rooms = new Set<RoomEntry>()
  #isScheduled = false

  constructor(options: OwingRoomsOptions) {
    this.#options = options
  }

  has(entry: RoomEntry): boolean {
    return this.#rooms.has(entry)
  }

  /** At the start, when its record has just been read. */
  note(entry: RoomEntry, record: RoomRecord): void {
    if (record.debts?.length) this.#rooms.add(entry)
  }

  /** It has fallen asleep, and its kind pays. */
  check(entry: RoomEntry): void {
    this.#rooms.add(entry)
    this.wakeAll()
  }

  /** Also to be called when a thread serves rooms. */
  wakeAll(): void {
    if (this.#rooms.size > 0) this.#schedule(0)
  }

  remove(entry: RoomEntry): void {
    this.#rooms.delete(entry)
  }

  #schedule(ms: number): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    this.#options.after(ms, () => this.#run())
  }

  async #run(): Promise<void> {
    this.#isScheduled = false
    for (const entry of this.#rooms) if (await this.#settle(entry)) this.#rooms.delete(entry)
    if (this.#rooms.size > 0) this.#schedule(AGAIN)
  }

  /** True when it owes nothing, or is awake. */
  async #settle(entry: RoomEntry): Promise<boolean> {
    const { store, log, wake } = this.#options
    try {
      const record = await store.findRoom(entry.id)
      if (record?.debts?.length) await wake(entry)
      return true
    } catch (error) {
      log.warn({ err: error, room: entry.id }, 'a room that may owe something could not be woken; retrying')
      return false
    }
  }
}
