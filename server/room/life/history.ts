// The last messages of one room, by their numbers, and their way into the store. It keeps true: numbers have no gaps;
// what the store has not confirmed is kept and written again; at most one write is in flight.

import type { Logger } from '../../core/log/log.ts'
import { Backoff } from '../../lib/backoff.ts'
import { type HistoryEntry, type RoomStore, withoutText } from '../../store/room-store.ts'

export interface HistoryOptions {
  room: string
  /** How many are kept. */
  limit: number
  /** undefined for memory only. */
  store: RoomStore | undefined
  log: Logger
}

export class History {
  readonly #options: HistoryOptions
  #entries: HistoryEntry[] = []
  #last = 0
  /** Everything up to this number is in the store. */
  #stored = 0
  /** Numbers that were changed after they were stored. */
  readonly #changed = new Set<number>()
  #writing: Promise<void> | undefined
  /** ending: the thread ends, and what cannot be written now is logged · dropped: nothing is written any more. */
  #state: 'open' | 'ending' | 'dropped' = 'open'
  readonly #backoff = new Backoff({ first: 200, longest: 5000 })

  constructor(options: HistoryOptions) {
    this.#options = options
  }

  /** The number of the last message; 0 when there was none. */
  get last(): number {
    return this.#last
  }

  async load(): Promise<void> {
    const { store, room, limit } = this.#options
    this.#entries = (await store?.read(room, limit)) ?? []
    this.#last = this.#stored = this.#entries.at(-1)?.number ?? 0
  }

  add(entry: Omit<HistoryEntry, 'number'>): HistoryEntry {
    const numbered = { number: ++this.#last, ...entry }
    if (this.#options.limit > 0) this.#entries.push(numbered)
    if (this.#entries.length > this.#options.limit * 2) this.#entries.splice(0, this.#options.limit)
    this.#write()
    return numbered
  }

  /** Removes the text of a message; false when the message is not kept (any more). */
  remove(number: number): boolean {
    const index = this.#entries.findIndex(entry => entry.number === number)
    if (index < 0 || number <= this.#last - this.#options.limit) return false
    this.#entries[index] = { ...this.#entries[index]!, text: '', isRemoved: true }
    this.#changed.add(number)
    this.#write()
    return true
  }

  /** Removes what a player has said, who is to be forgotten. */
  forget(uid: string): void {
    for (const [i, entry] of this.#entries.entries()) {
      if (entry.uid !== uid) continue
      this.#entries[i] = withoutText(entry)
      this.#changed.add(entry.number)
    }
    this.#write()
  }

  /** Numbers `from` and up, at most `limit` and about PAGE_BYTES; without `from` the last ones. */
  page(from: number | undefined, limit: number): HistoryEntry[] {
    const kept = this.#entries.slice(-this.#options.limit)
    if (from !== undefined) return fitting(kept.filter(entry => entry.number >= from).slice(0, limit))
    return fitting(kept.slice(-limit).reverse()).reverse()
  }

  /** The thread ends: resolves when everything said is in the store, or in the log where the store can't be written. */
  async end(): Promise<void> {
    if (this.#state === 'open') this.#state = 'ending'
    this.#backoff.skip()
    await this.#writing
  }

  /** Stops writing and deletes everything, in the store too. */
  async drop(): Promise<void> {
    this.#state = 'dropped'
    this.#backoff.skip()
    await this.#writing
    await this.#options.store?.dropRoom(this.#options.room)
  }

  #write(): void {
    if (this.#options.store) this.#writing ??= this.#writeAll(this.#options.store)
  }

  async #writeAll(store: RoomStore): Promise<void> {
    await undefined
    while (this.#hasUnwritten && this.#state !== 'dropped') {
      // Read before the write: one that began before the end is tried once more.
      const isLast = this.#state === 'ending'
      try {
        await this.#writeOnce(store)
        this.#backoff.reset()
      } catch (error) {
        if (isLast) return this.#giveUp(error)
        this.#options.log.warn({ err: error }, 'the history of a room could not be written; retrying')
        if (this.#state === 'open') await this.#backoff.wait()
      }
    }
    this.#writing = undefined
  }

  /** One line per message, so that lines of several threads stay whole. */
  #giveUp(error: unknown): void {
    const { log } = this.#options
    const entries = this.#unwritten()
    log.error({ err: error, messages: entries.length }, 'the last messages of a room could not be stored')
    for (const entry of entries) log.error({ entry }, 'message not stored')
  }

  get #hasUnwritten(): boolean {
    return this.#stored < this.#last || this.#changed.size > 0
  }

  async #writeOnce(store: RoomStore): Promise<void> {
    const { room, limit } = this.#options
    const changed = [...this.#changed]
    this.#changed.clear()
    const last = this.#last
    const entries = this.#unwritten(changed)
    try {
      await store.append(room, entries, last - limit)
      this.#stored = last
    } catch (error) {
      for (const number of changed) this.#changed.add(number)
      throw error
    }
  }

  #unwritten(changed: readonly number[] = [...this.#changed]): HistoryEntry[] {
    const kept = this.#entries.slice(-this.#options.limit)
    return kept.filter(entry => entry.number > this.#stored || changed.includes(entry.number))
  }
}

const PAGE_BYTES = 65_536
/** Bytes of an entry besides its texts. */
const ENTRY_BYTES = 80

const sizeOf = ({ acc, text }: HistoryEntry): number =>
  ENTRY_BYTES + Buffer.byteLength(acc) + Buffer.byteLength(text)

/** About how many bytes they are for who reads them. */
export const sizeOfEntries = (entries: readonly HistoryEntry[]): number =>
  entries.reduce((sum, entry) => sum + sizeOf(entry), 0)

/** As many of the first ones as fit into a page, at least one. */
function fitting(entries: HistoryEntry[]): HistoryEntry[] {
  let bytes = 0
  const end = entries.findIndex((entry, i) => {
    bytes += sizeOf(entry)
    return i > 0 && bytes > PAGE_BYTES
  })
  return end < 0 ? entries : entries.slice(0, end)
}
