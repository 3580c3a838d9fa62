// Lists of rooms for players. It keeps true: a request never blocks main's loop for longer than it takes to look through
// CHUNK rooms. Up to CHUNK rooms are searched at once, as they are now; more are searched in pieces between other messages,
// one search at a time, and a search's result is reused for a moment by requests for the same.

import { setImmediate as nextTurn } from 'node:timers/promises'
import type { RoomInfo } from '../../../protocol/generated/index.ts'
import { AppError } from '../../core/errors.ts'
import type { RoomEntry } from './room-entry.ts'

export interface RoomFilter {
  kind: string
  /** A part of the name, in any case. */
  name: string
  hasPlace: boolean
  start: number
  limit: number
}

export interface RoomPage {
  rooms: RoomInfo[]
  total: number
}

const CHUNK = 2000
/** ms that the result of a long search is reused. */
const FRESH = 500
/** Searches for names that are kept or waiting; without a name there are no more than kinds. */
const MOST = 32

interface Found {
  entries: Promise<RoomEntry[]>
  /** performance.now() when it was found; undefined while the search runs. */
  at: number | undefined
}

export class RoomFinder {
  readonly #entries: ReadonlyMap<string, RoomEntry>
  readonly #found = new Map<string, Found>()
  /** The running search, and those behind it. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(entries: ReadonlyMap<string, RoomEntry>) {
    this.#entries = entries
  }

  /** Throws TRY_AGAIN when too many different searches wait. */
  list(filter: RoomFilter): RoomPage | Promise<RoomPage> {
    if (this.#entries.size <= CHUNK)
      return pageOf([...this.#entries.values()].filter(matcher(filter)), filter)
    return this.#search(filter)
  }

  async #search(filter: RoomFilter): Promise<RoomPage> {
    const key = JSON.stringify([filter.kind, filter.name, filter.hasPlace])
    const now = performance.now()
    const known = this.#found.get(key)
    if (known && (known.at === undefined || now - known.at < FRESH))
      return pageOf(await known.entries, filter)
    this.#forgetOld(now)
    if (filter.name !== '' && this.#found.size >= MOST)
      throw new AppError('TRY_AGAIN', 'too many room searches; try again in a moment')
    const found: Found = { entries: this.#queue(filter), at: undefined }
    this.#found.set(key, found)
    const entries = await found.entries
    found.at = performance.now()
    return pageOf(entries, filter)
  }

  #queue(filter: RoomFilter): Promise<RoomEntry[]> {
    const search = this.#last.then(() => this.#lookThrough(filter))
    this.#last = search
    return search
  }

  async #lookThrough(filter: RoomFilter): Promise<RoomEntry[]> {
    const matches = matcher(filter)
    const found: RoomEntry[] = []
    let looked = 0
    for (const entry of this.#entries.values()) {
      if (matches(entry)) found.push(entry)
      if (++looked % CHUNK === 0) await nextTurn()
    }
    return found
  }

  #forgetOld(now: number): void {
    for (const [key, { at }] of this.#found)
      if (at !== undefined && now - at >= FRESH) this.#found.delete(key)
  }
}

function matcher({ kind, name, hasPlace }: RoomFilter): (entry: RoomEntry) => boolean {
  const part = name.toLowerCase()
  return entry =>
    !entry.isHidden &&
    (kind === '' || entry.record.kind === kind) &&
    (part === '' || entry.searchName.includes(part)) &&
    (!hasPlace || entry.hasPlace)
}

const pageOf = (entries: readonly RoomEntry[], { start, limit }: RoomFilter): RoomPage => ({
  rooms: entries.slice(start, start + limit).map(entry => entry.info),
  total: entries.length,
})
