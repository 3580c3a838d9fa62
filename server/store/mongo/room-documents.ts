// How rooms and what was said in them stand in MongoDB.

import type { HistoryEntry, PlayerMute, RoomRecord } from '../room-store.ts'

export type RoomDocument = Omit<RoomRecord, 'id' | 'mutes'> & {
  _id: string
  /** Which node owns the room. */
  node: number
  mutes: PlayerMute[]
}

export interface EntryDocument extends HistoryEntry {
  _id: string
  room: string
}
