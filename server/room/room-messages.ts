// What every room of a thread is given besides its own record, and the messages between rooms, RoomsServices and the
// directory.

import type { RoomInfo } from '../../protocol/generated/index.ts'
import type { Protocol } from '../../protocol/sproto/index.ts'
import type { Address } from '../core/address.ts'
import type { PushEncoder } from '../gate/format/push-encoder.ts'
import type { Outbox } from '../gate/topic/outbox.ts'
import type { Clock } from '../lib/clock.ts'
import type { Debt, RoomRecord, RoomStore } from '../store/room-store.ts'
import type { RoomKinds } from './define-room.ts'
import type { RoomConfig } from './settings.ts'
import type { WorldMeter } from './world-meter.ts'

export interface RoomDeps {
  kinds: RoomKinds
  config: RoomConfig
  encoder: PushEncoder
  protocol: Protocol
  outbox: Outbox
  history: RoomStore
  clock: Clock
  worlds: WorldMeter
  payOnce(order: PaymentOrder): Promise<void>
}

/** A room has a role changed by a payment of its kind. */
export interface PaymentOrder {
  /** Which room it is; also who waits for it. */
  room: Address
  kind: string
  /** What the role remembers the room by. */
  sender: string
  debt: Debt
}

/** The command of an agent that a room pays. */
export interface PayableAgent {
  pay(order: PaymentOrder): Promise<void>
}

/** What a room tells the directory about itself. */
export interface Reporter {
  changed(id: string, room: Address, info: RoomInfo): void
  /** Nobody can join any more. */
  closing(id: string, room: Address): void
  disposed(id: string, room: Address): void
}

/** What a room tells the threads of its members. */
export interface Farewell {
  /** These agents are not in `room` any more. */
  out(room: Address, agents: readonly Address[]): void
}

export interface RoomSeed {
  record: RoomRecord
  /** Stays when it is empty. */
  isKept: boolean
}

/** Who calls a room: matched by both, so that a late message of an earlier connection does nothing. */
export interface Caller {
  uid: string
  agent: Address
}

/** A connection is lost, or back. */
export interface Absence extends Caller {
  isAway: boolean
}

/** Where a member's agent is, and how it is reached. */
export interface Seat {
  agent: Address
  /** The service `.gate/<slot>` of its thread, and its connection there. */
  gate: Address
  connection: number
  /** The service `.rooms/<slot>` of its thread. */
  roomsService: Address
}

export interface JoinRequest extends Caller, Seat, Since {
  account: string
  /** What others call the player. */
  name: string
  password: string
  data: unknown
  /** uids that this player blocks. */
  blocked: readonly string[]
  /** It only watches; of a world. */
  isSpectator: boolean
}

/** What a join says of a world. */
export interface JoinedWorld {
  view: number
  life: number
  tick: number
  tick_ms: number
  patch_ms: number
  seed: number
}

/** What a client that was in has, as it says: the last patch that it applied, in which life of the world. */
export interface Since {
  since?: number | undefined
  life?: number | undefined
}

/** Of a world, what is needed to watch it. */
export interface Joined extends Partial<JoinedWorld> {
  room: RoomInfo
  /** The number of the last message before the join. */
  number: number
}

/** The topic of a room: never used again, as addresses are not. */
export const topicOfRoom = (room: Address): string => `r${room.toString(36)}`
