// What lasts of rooms: their records, their last messages, and which players are muted everywhere. embedded/ (LMDB) and
// mongo/ implement it; rooms and their directory use it. All of it is small: a room keeps its last messages only.

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
  /** Of a channel, whose id comes again when it has gone: tells this one from the others. */
  life?: string
  /** What joinOrCreate finds it by; left out for rooms that it did not create. */
  match?: string
  /** The state of a world that lasts, as its end in order has left it; text. */
  world?: string
  /** How many payments it has promised, and those that are not made yet. */
  payments?: number
  debts?: readonly Debt[]
}

/** A payment that a room owes. */
export interface Debt {
  /** Of the room's payments, from 1. */
  number: number
  uid: string
  /** The payment's name in its kind. */
  pay: string
  /** JSON. */
  data: string
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
  /** Creates or replaces the record. */
  putRoom(record: RoomRecord): Promise<void>
  /** Removes the record and all messages. */
  dropRoom(id: string): Promise<void>
  /** Writes entries by their numbers (replacing those that are there), and removes numbers up to `upTo`. */
  append(id: string, entries: readonly HistoryEntry[], upTo: number): Promise<void>
  /** The last `limit` entries, in order. */
  read(id: string, limit: number): Promise<HistoryEntry[]>
  mutes(): Promise<PlayerMute[]>
  /** Takes from every room what this player has said: the texts and the name. The messages keep their numbers. */
  forgetPlayer(uid: string): Promise<void>
  /** An `until` of 0 ends it. */
  putMute(mute: PlayerMute): Promise<void>
}

/** An entry of a player who is to be forgotten. */
export const withoutText = (entry: HistoryEntry): HistoryEntry => ({
  ...entry,
  acc: '',
  text: '',
  isRemoved: true,
})
