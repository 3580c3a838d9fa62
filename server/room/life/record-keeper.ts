// The way of one room's record into the store. It keeps true: one write at a time, each of the whole record as it is when it
// begins, so that an older state never replaces a newer one; whoever asks while one is under way shares the next.

import type { RoomRecord } from '../../store/room-store.ts'

export class RecordKeeper {
  readonly #write: (record: RoomRecord) => Promise<void>
  readonly #current: () => RoomRecord
  #running: Promise<void> | undefined
  #next: Promise<void> | undefined
  #isDropped = false

  constructor(current: () => RoomRecord, write: (record: RoomRecord) => Promise<void>) {
    this.#current = current
    this.#write = write
  }

  /** Resolves when the record as it is now is durable. */
  keep(): Promise<void> {
    this.#next ??= this.#after(this.#running)
    return this.#next
  }

  /** Nothing is written any more; resolves when nothing is being written. */
  async drop(): Promise<void> {
    this.#isDropped = true
    await Promise.allSettled([this.#running, this.#next])
  }

  async #after(running: Promise<void> | undefined): Promise<void> {
    await running?.catch(() => undefined)
    this.#running = this.#next
    this.#next = undefined
    if (!this.#isDropped) await this.#write(this.#current())
  }
}
