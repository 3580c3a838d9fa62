// What has to last of rooms: what they are, what was said in them, and which players are kept from speaking.
// embedded/ (LMDB) and mongo/ implement it; rooms and the index of rooms talk to it. Everything here is small: a room
// keeps its last messages only.

export interface RoomRecord {
  id: string
  kind: string
  name: string
  /** The uid of who opened it; '' for rooms of the server. */
  owner: string
  maxMembers: number
  isLocked: boolean
  /** salt$hash; '' for none. */
  password: string
  /** uids */
  moderators: readonly string[]
  /** uid -> ms since 1970. */
  mutes: Readonly<Record<string, number>>
  /** The kind's own, plain data. */
  options: unknown
}

export interface HistoryEntry {
  number: number
  uid: string
  acc: string
  text: string
  /** ms since 1970. */
  time: number
  isRemoved?: boolean
}

export interface PlayerMute {
  uid: string
  /** ms since 1970. */
  until: number
}

/** Writes are durable when they resolve. */
export interface RoomStore {
  rooms(): Promise<RoomRecord[]>
  findRoom(id: string): Promise<RoomRecord | undefined>
  /** Makes or replaces the record. */
  putRoom(record: RoomRecord): Promise<void>
  /** The record and everything said there. */
  dropRoom(id: string): Promise<void>
  /** Writes entries by their numbers (an older one of the same number is replaced), and forgets numbers up to `upTo`. */
  append(id: string, entries: readonly HistoryEntry[], upTo: number): Promise<void>
  /** The last `limit` entries, in order. */
  read(id: string, limit: number): Promise<HistoryEntry[]>
  mutes(): Promise<PlayerMute[]>
  /** An `until` of 0 ends it. */
  putMute(mute: PlayerMute): Promise<void>
}
