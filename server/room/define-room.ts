// How a game declares its kinds of rooms, and the types that follow from it.

import type { Room, RoomHost } from './room.ts'

export interface RoomSettings {
  /** The default is config.room.maxMembers. */
  maxMembers?: number
  /** ms between two onTick; none without it. */
  tick?: number
  /** Stays when it is empty; without it an empty room is disposed after config.room.emptyGrace. */
  isKept?: boolean
  /** `stored`: messages survive restarts and lost threads, and so does the room; `memory` (the default): they do not;
   * `none`: nothing is kept. */
  history?: 'stored' | 'memory' | 'none'
  /** Whether members are told who joins and leaves. Default true; false for kinds with hundreds of members. */
  announces?: boolean
  /** The kind has channels `KIND-1`, `KIND-2`, …, each opened when the ones before are full. */
  hasChannels?: boolean
  /** Whether players may create this kind by `room_create`. Default true. */
  isOpenToPlayers?: boolean
  /** Messages per second, and at once, of one player; the default is config.room.messageRate and messageBurst, which all
   * kinds without rates of their own share. */
  playerRate?: { rate: number; burst: number }
  /** Messages per second, and at once, in one room; the default is config.room.roomRate and roomBurst. */
  roomRate?: { rate: number; burst: number }
}

export type RoomClass<O, D, M, R> = new (host: RoomHost<O, D>) => Room<O, D, M, R>

export interface RoomDefinition<O = unknown, D = unknown, M = unknown, R = unknown> extends RoomSettings {
  room: RoomClass<O, D, M, R>
}

/** Any kind; what it is made with was checked by its types. */
export interface AnyRoomDefinition extends RoomSettings {
  room: new (host: RoomHost<never, never>) => AnyRoom
}

export type AnyRoom = Pick<
  Room<never, never, never>,
  'onCreate' | 'onJoin' | 'onMessage' | 'onTick' | 'onDaily' | 'onLeave' | 'onDispose'
>

/** Kinds by name, as `defineGame({ rooms })` takes them. */
export type RoomKinds = Readonly<Record<string, AnyRoomDefinition>>

export const defineRoom = <O, D, M, R>(
  room: RoomClass<O, D, M, R>,
  settings: RoomSettings = {},
): RoomDefinition<O, D, M, R> => ({ ...settings, room })

type Parts<T> =
  T extends RoomDefinition<infer O, infer D, infer M, infer R>
    ? { options: O; data: D; message: M; result: Awaited<R> }
    : never

export type OptionsOf<T> = Parts<T>['options']
export type DataOf<T> = Parts<T>['data']
export type MessageOf<T> = Parts<T>['message']
export type ResultOf<T> = Parts<T>['result']
