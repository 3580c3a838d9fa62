// What a room is made from: what whoever opens it wants, within what its kind allows.

import type { RoomRecord } from '../../store/room-store.ts'
import type { RoomDefinition } from '../define-room.ts'
import { hashPassword } from '../password.ts'
import { RoomEntry } from './room-entry.ts'

export interface NewRoom {
  kind: string
  name: string
  /** The uid; '' for the server. */
  owner: string
  password: string
  /** 0: what the kind allows. */
  maxMembers: number
  options: unknown
  /** What joinOrCreate finds it by. */
  match?: string
  /** Nobody finds it before its first member is in. */
  isHidden?: boolean
}

/** `most`: members, at most. */
export function recordOf(room: NewRoom, id: string, most: number): RoomRecord {
  const { kind, name, owner, password, maxMembers, options, match } = room
  return {
    id,
    kind,
    name,
    owner,
    maxMembers: maxMembers > 0 ? Math.min(maxMembers, most) : most,
    isLocked: false,
    password: hashPassword(password),
    moderators: [],
    mutes: {},
    options,
    ...(match === undefined ? {} : { match }),
  }
}

export function entryOf(record: RoomRecord, definition: RoomDefinition, isHidden = false): RoomEntry {
  const isFirst = definition.hasChannels === true && record.id === `${record.kind}-1`
  return new RoomEntry(record, {
    isKept: isFirst || definition.isKept === true,
    isStored: definition.history === 'stored',
    pays: Object.keys(definition.pays).length > 0,
    isHidden,
  })
}
