// The last messages of one room, by their numbers, and their way into the store. It keeps true: numbers have no gaps;
// what the store has not confirmed is kept and written again; at most one write is on its way.

import type { Logger } from '../../core/log/log.ts'
import type { HistoryEntry, RoomStore } from '../../store/room-store.ts'

const FIRST_WAIT = 200
const LONGEST_WAIT = 5000

export interface HistoryOptions {
  room: string
  /** How many are kept. */
  limit: number
  /** Where they last; undefined for memory only. */
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
  #isDropped = false
  /** The thread ends: what can't be written now will not be. */
  #isEnding = false
  #endWait: (() => void) | undefined

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

  /** Takes the text of a message away; false when it is not kept (any more). */
  remove(number: number): boolean {
    const index = this.#entries.findIndex(entry => entry.number === number)
    if (index < 0 || number <= this.#last - this.#options.limit) return false
    this.#entries[index] = { ...this.#entries[index]!, text: '', isRemoved: true }
    this.#changed.add(number)
    this.#write()
    return true
  }

  /** Numbers `from` and up, at most `limit` and not much more than PAGE_BYTES; without `from` the last ones. */
  page(from: number | undefined, limit: number): HistoryEntry[] {
    const kept = this.#entries.slice(-this.#options.limit)
    if (from !== undefined) return fitting(kept.filter(entry => entry.number >= from).slice(0, limit))
    return fitting(kept.slice(-limit).reverse()).reverse()
  }

  /** The thread ends: resolves when everything said is in the store, or in the log where the store can't be written. */
  async end(): Promise<void> {
    this.#isEnding = true
    this.#endWait?.()
    await this.#writing
  }

  /** Stops writing and forgets all, in the store too. */
  async drop(): Promise<void> {
    this.#isDropped = true
    this.#endWait?.()
    await this.#writing
    await this.#options.store?.dropRoom(this.#options.room)
  }

  #write(): void {
    if (this.#options.store) this.#writing ??= this.#writeAll(this.#options.store)
  }

  async #writeAll(store: RoomStore): Promise<void> {
    let wait = FIRST_WAIT
    await undefined
    while (this.#hasUnwritten && !this.#isDropped) {
      // Asked before: a write that has begun before the end has another try.
      const isLast = this.#isEnding
      try {
        await this.#writeOnce(store)
        wait = FIRST_WAIT
      } catch (error) {
        if (isLast) return this.#giveUp(error)
        this.#options.log.warn(
          { err: error, wait },
          'the history of a room could not be written, again later',
        )
        await this.#wait(wait)
        wait = Math.min(LONGEST_WAIT, wait * 2)
      }
    }
    this.#writing = undefined
  }

  /** A line each, so that lines of several threads stay whole. */
  #giveUp(error: unknown): void {
    const { log } = this.#options
    const entries = this.#unwritten()
    log.error({ err: error, messages: entries.length }, 'what was said last in a room could not be stored')
    for (const entry of entries) log.error({ entry }, 'said, and not stored')
  }

  async #wait(ms: number): Promise<void> {
    if (this.#isEnding || this.#isDropped) return
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms).unref()
      this.#endWait = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#endWait = undefined
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
