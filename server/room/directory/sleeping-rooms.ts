// Removes rooms that nobody wakes: one that sleeps longer than the grace time of empty rooms ends as those do, in the store
// too. It keeps true: a room that the store could not remove stays in the directory, and is tried again.

import type { Logger } from '../../core/log/log.ts'
import type { RoomStore } from '../../store/room-store.ts'
import type { RoomEntry } from './room-entry.ts'

/** ms until the store is asked again to remove rooms that it could not. */
const DROP_AGAIN = 5000

/** ms, at least, between two looks at rooms that may not go yet. */
const OWING_AGAIN = 100

export interface SleepingRoomsOptions {
  entries: ReadonlyMap<string, RoomEntry>
  /** `config.room.emptyGrace`. */
  emptyGrace: number
  store: RoomStore
  log: Logger
  after(ms: number, work: () => unknown): () => void
  /** It may not be removed yet. */
  isOwing(entry: RoomEntry): boolean
  add(entry: RoomEntry): void
  remove(entry: RoomEntry): void
}

export class SleepingRooms {
  readonly #options: SleepingRoomsOptions
  #isScheduled = false

  constructor(options: SleepingRoomsOptions) {
    this.#options = options
  }

  /** To be called when rooms have fallen asleep. */
  schedule(wait = this.#options.emptyGrace): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    this.#options.after(wait, () => this.#sweep())
  }

  /** False when the store could not remove it: its record is there at the next start, and is removed as a sleeper then. */
  async drop(entry: RoomEntry): Promise<boolean> {
    if (!entry.isStored) return true
    try {
      await this.#options.store.dropRoom(entry.id)
      return true
    } catch (error) {
      this.#options.log.warn({ err: error, room: entry.id }, 'a room could not be removed from the store')
      return false
    }
  }

  async #sweep(): Promise<void> {
    this.#isScheduled = false
    const { entries, emptyGrace, isOwing } = this.#options
    const now = performance.now()
    const sleepers = [...entries.values()].filter(entry => !entry.isKept && entry.sleepsSince !== undefined)
    const isDue = (entry: RoomEntry) => now - entry.sleepsSince! >= emptyGrace && !isOwing(entry)
    const due = sleepers.filter(isDue)
    if (due.length < sleepers.length) this.schedule(Math.max(emptyGrace, OWING_AGAIN))
    for (const entry of due) await this.#end(entry)
  }

  async #end(entry: RoomEntry): Promise<void> {
    const { entries, emptyGrace, add, remove } = this.#options
    remove(entry)
    if (await this.drop(entry)) return
    if (!entries.has(entry.id)) add(entry)
    this.schedule(Math.max(emptyGrace, DROP_AGAIN))
  }
}
