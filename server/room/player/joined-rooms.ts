// The rooms that one player is in. For one room:
//
//   out ──enter()──▶ entering ──add()──▶ in ──remove(), out()──▶ out
//                       └──out(), the room puts the player out──▶ put out ──add() or endEntering()──▶ out
//
// The room's word that a player is out can overtake its reply to the join: `put out` remembers it.

import type { Address } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { RoomService } from '../life/room-service.ts'

export interface JoinedRoom {
  id: string
  kind: string
  address: Address
  ref: Ref<RoomService>
}

export class JoinedRooms {
  readonly #joined = new Map<string, JoinedRoom>()
  readonly #entering = new Map<Address, 'entering' | 'put out'>()
  /** While the player is on its way to this thread: rooms that have put it out. */
  #outEarly: Set<Address> | undefined

  get ids(): string[] {
    return [...this.#joined.keys()]
  }

  get all(): JoinedRoom[] {
    return [...this.#joined.values()]
  }

  /** Throws NOT_IN_ROOM. */
  get(id: string): JoinedRoom {
    const room = this.#joined.get(id)
    if (!room) throw new AppError('NOT_IN_ROOM')
    return room
  }

  /** The only one of this kind. Throws NOT_IN_ROOM, or BAD_MESSAGE when there are several. */
  only(kind: string): JoinedRoom {
    let found: JoinedRoom | undefined
    for (const room of this.#joined.values()) {
      if (room.kind !== kind) continue
      if (found)
        throw new AppError(
          'BAD_MESSAGE',
          `room: expected the id of a room, as you are in several of the kind ${kind}`,
        )
      found = room
    }
    if (!found) throw new AppError('NOT_IN_ROOM')
    return found
  }

  get isEntering(): boolean {
    return this.#entering.size > 0
  }

  /** The player is about to come from another thread. */
  expect(): void {
    this.#outEarly = new Set()
  }

  /** It is in these. */
  take(rooms: readonly JoinedRoom[]): void {
    for (const room of rooms) if (!this.#outEarly?.has(room.address)) this.#joined.set(room.id, room)
    this.#outEarly = undefined
  }

  has(id: string): boolean {
    return this.#joined.has(id)
  }

  /** Throws TOO_MANY_ROOMS; rooms that are being entered count. */
  checkCount(most: number): void {
    if (this.#joined.size + this.#entering.size >= most) throw new AppError('TOO_MANY_ROOMS')
  }

  enter(room: Address): void {
    this.#entering.set(room, 'entering')
  }

  /** The room has let the player in. */
  add(room: JoinedRoom): void {
    if (this.#entering.get(room.address) !== 'put out') this.#joined.set(room.id, room)
  }

  /** However it ended. */
  endEntering(room: Address): void {
    this.#entering.delete(room)
  }

  remove(id: string): void {
    this.#joined.delete(id)
  }

  /** The leaving failed: the player is still in. */
  restore(room: JoinedRoom): void {
    this.#joined.set(room.id, room)
  }

  /** The room says that the player is out. */
  out(room: Address): void {
    if (this.#entering.has(room)) this.#entering.set(room, 'put out')
    this.#outEarly?.add(room)
    for (const { id, address } of this.#joined.values()) if (address === room) this.#joined.delete(id)
  }

  clear(): void {
    this.#joined.clear()
  }
}
