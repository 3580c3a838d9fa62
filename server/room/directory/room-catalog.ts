// Which rooms there are: by id, by what they match, by who has opened how many; counts and pages of them. It keeps true: a
// room is in all of these, or in none.

import type { RoomInfo } from '../../../protocol/generated/index.ts'
import { AppError } from '../../core/errors.ts'
import type { RoomKinds } from '../define-room.ts'
import type { RoomConfig } from '../settings.ts'
import { Matches } from './matches.ts'
import type { RoomEntry, RoomView } from './room-entry.ts'
import { type RoomFilter, RoomFinder, type RoomPage } from './room-finder.ts'

export interface RoomCatalogOptions {
  kinds: RoomKinds
  config: Pick<RoomConfig, 'maxRooms' | 'maxOwned'>
  /** A room is out of the catalog. */
  onRemoved(entry: RoomEntry): void
}

export class RoomCatalog {
  readonly matches = new Matches()
  readonly #options: RoomCatalogOptions
  readonly #entries = new Map<string, RoomEntry>()
  readonly #finder = new RoomFinder(this.#entries)
  /** How many rooms each player has opened that are still there. */
  readonly #owned = new Map<string, number>()

  constructor(options: RoomCatalogOptions) {
    this.#options = options
  }

  get entries(): ReadonlyMap<string, RoomEntry> {
    return this.#entries
  }

  get(id: string): RoomEntry | undefined {
    return this.#entries.get(id)
  }

  has(entry: RoomEntry): boolean {
    return this.#entries.get(entry.id) === entry
  }

  add(entry: RoomEntry): void {
    this.#entries.set(entry.id, entry)
    this.#countOwned(entry.record.owner, 1)
  }

  remove(entry: RoomEntry): void {
    if (!this.has(entry)) return
    this.#entries.delete(entry.id)
    this.matches.remove(entry)
    this.#countOwned(entry.record.owner, -1)
    this.#options.onRemoved(entry)
  }

  /** Throws TOO_MANY_ROOMS when no other may be opened, or none by this player. */
  checkCounts(owner: string): void {
    const { maxRooms, maxOwned } = this.#options.config
    if (this.#entries.size >= maxRooms) throw new AppError('TOO_MANY_ROOMS', 'the server has too many rooms')
    if (owner !== '' && (this.#owned.get(owner) ?? 0) >= maxOwned) throw new AppError('TOO_MANY_ROOMS')
  }

  /** Of each kind of the game how many rooms there are, and how many members they have. */
  kinds(): { kind: string; rooms: number; members: number }[] {
    const counts = new Map(
      Object.keys(this.#options.kinds).map(kind => [kind, { kind, rooms: 0, members: 0 }]),
    )
    for (const { record, members } of this.#entries.values()) {
      const count = counts.get(record.kind)
      if (!count) continue
      count.rooms++
      count.members += members
    }
    return [...counts.values()]
  }

  /** undefined when there is no such room, or none that may be seen. */
  info(id: string): RoomInfo | undefined {
    const entry = this.#entries.get(id)
    return entry && !entry.isHidden ? entry.info : undefined
  }

  list(filter: RoomFilter): RoomPage | Promise<RoomPage> {
    const { kind } = filter
    if (kind !== '' && !Object.hasOwn(this.#options.kinds, kind)) return { rooms: [], total: 0 }
    return this.#finder.list(filter)
  }

  count(): { rooms: number; awake: number; members: number } {
    const all = [...this.#entries.values()]
    return {
      rooms: all.length,
      awake: all.filter(entry => entry.location).length,
      members: all.reduce((sum, entry) => sum + entry.members, 0),
    }
  }

  /** A page of all rooms, or those of one kind, in the order of their opening. */
  look(kind: string | undefined, from: number, limit: number): { rooms: RoomView[]; total: number } {
    const rooms: RoomView[] = []
    let total = 0
    for (const entry of this.#entries.values()) {
      if (kind !== undefined && entry.record.kind !== kind) continue
      if (total >= from && rooms.length < limit) rooms.push(entry.view)
      total++
    }
    return { rooms, total }
  }

  #countOwned(owner: string, by: number): void {
    if (owner === '') return
    const owned = (this.#owned.get(owner) ?? 0) + by
    if (owned > 0) this.#owned.set(owner, owned)
    else this.#owned.delete(owner)
  }
}
