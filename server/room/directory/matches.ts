// Which rooms joinOrCreate may send players to: those of a kind that were made with the same match. A room that is full,
// locked or closing is passed over once, and looked at again when it reports that it has a place.

import type { RoomEntry } from './room-entry.ts'

export class Matches {
  /** Kind and match -> rooms that had a place when they were last looked at. */
  readonly #open = new Map<string, Set<RoomEntry>>()

  /** To be called when a room is there, and when it has changed. */
  note(entry: RoomEntry): void {
    const { kind, match } = entry.record
    if (match === undefined || !entry.canTake) return
    const key = keyOf(kind, match)
    const rooms = this.#open.get(key)
    if (rooms) rooms.add(entry)
    else this.#open.set(key, new Set([entry]))
  }

  remove(entry: RoomEntry): void {
    const { kind, match } = entry.record
    if (match === undefined) return
    const key = keyOf(kind, match)
    const rooms = this.#open.get(key)
    rooms?.delete(entry)
    if (rooms?.size === 0) this.#open.delete(key)
  }

  /** The oldest with a place that is not among `tried`. */
  find(kind: string, match: string, tried: readonly string[]): RoomEntry | undefined {
    for (const entry of this.#open.get(keyOf(kind, match)) ?? []) {
      if (!entry.canTake) this.remove(entry)
      else if (entry.hasPlace && !tried.includes(entry.id)) return entry
    }
    return undefined
  }
}

const keyOf = (kind: string, match: string): string => `${kind}/${match}`
