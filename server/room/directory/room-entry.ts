// What the directory knows of one room:
//
//   new, asleep ──open()──▶ opening ──launched──▶ awake ──closing()──▶ closing
//        ▲                     │                    │                     │
//        └──────launch failed──┘     sleep(): its thread or its service has ended ──▶ asleep
//
// new: created and not launched yet · hidden: nobody finds it before whoever made it is in; those who know its id wait ·
// asleep: only the store has it; whoever wants in wakes it · closing: nobody can join.
// The directory removes the entry when the room has ended.

import type { RoomInfo } from '../../../protocol/generated/index.ts'
import type { Address } from '../../core/address.ts'
import { createDeferred, type Deferred } from '../../lib/deferred.ts'
import type { RoomRecord } from '../../store/room-store.ts'

/** ms after which a player who was sent here and has not come in is not expected any more. */
const EXPECTED_FOR = 10_000

/** Where an awake room is: the RoomsService that made it, and its own service. */
export interface RoomLocation {
  service: Address
  room: Address
}

type State =
  | { is: 'new' }
  /** `since`: performance.now(). */
  | { is: 'asleep'; since: number }
  | { is: 'opening'; room: Promise<Address> }
  | ({ is: 'awake' | 'closing' } & RoomLocation)

export interface RoomTraits {
  isKept: boolean
  isStored: boolean
  pays?: boolean
  isHidden?: boolean
}

/** A room as operators see it. */
export interface RoomView {
  id: string
  kind: string
  name: string
  /** new, asleep, opening, awake, closing. */
  state: string
  members: number
  most: number
  isLocked: boolean
  isPrivate: boolean
  /** '' for the server. */
  owner: string
  /** undefined unless it is awake or closing. */
  room: Address | undefined
}

export class RoomEntry {
  readonly record: RoomRecord
  /** Stays when it is empty. */
  readonly isKept: boolean
  /** Survives the end of its thread, and of the process. */
  readonly isStored: boolean
  readonly searchName: string
  /** Its kind pays: what it owes outlasts it. */
  readonly pays: boolean
  info: RoomInfo
  #state: State = { is: 'new' }
  /** Players on their way in, since the last report. */
  #expected = 0
  #expectedAt = 0

  #shown: Deferred<void> | undefined

  constructor(record: RoomRecord, { isKept, isStored, pays = false, isHidden = false }: RoomTraits) {
    this.record = record
    this.isKept = isKept
    this.isStored = isStored
    this.pays = pays
    if (isHidden) this.#shown = createDeferred<void>()
    this.searchName = record.name.toLowerCase()
    this.info = {
      id: record.id,
      kind: record.kind,
      name: record.name,
      members: 0,
      max_members: record.maxMembers,
      is_locked: record.isLocked,
      is_private: record.password !== '',
    }
  }

  get id(): string {
    return this.record.id
  }

  get members(): number {
    return this.info.members ?? 0
  }

  /** Where it is; undefined unless it is awake or closing. */
  get location(): RoomLocation | undefined {
    return 'service' in this.#state ? this.#state : undefined
  }

  /** performance.now() since when it sleeps; undefined when it does not. */
  get sleepsSince(): number | undefined {
    return this.#state.is === 'asleep' ? this.#state.since : undefined
  }

  get view(): RoomView {
    const { id, kind, name, owner, maxMembers } = this.record
    const { is_locked: isLocked = false, is_private: isPrivate = false } = this.info
    const room = this.location?.room
    return {
      id,
      kind,
      name,
      state: this.#state.is,
      members: this.members,
      most: maxMembers,
      isLocked,
      isPrivate,
      owner,
      room,
    }
  }

  get isFull(): boolean {
    const isOver = performance.now() - this.#expectedAt > EXPECTED_FOR
    return this.members + (isOver ? 0 : this.#expected) >= this.record.maxMembers
  }

  get hasPlace(): boolean {
    return this.canTake && !this.isFull
  }

  /** As hasPlace, whoever is on the way in. */
  get canTake(): boolean {
    const { members, record, info } = this
    return members < record.maxMembers && this.#state.is !== 'closing' && info.is_locked !== true
  }

  get isHidden(): boolean {
    return this.#shown !== undefined
  }

  /** Resolves when it can be found, or is gone. */
  untilShown(): Promise<void> | undefined {
    return this.#shown?.promise
  }

  show(): void {
    this.#shown?.resolve()
    this.#shown = undefined
  }

  /** A player is on the way in. */
  expect(): void {
    this.#expected++
    this.#expectedAt = performance.now()
  }

  /** Takes over what the room reports of itself. */
  update(info: RoomInfo): void {
    this.info = info
    this.#expected = 0
  }

  /** The room's address; launches the room where it is not awake, once for all who ask meanwhile. */
  open(launch: () => Promise<RoomLocation>): Promise<Address> | Address {
    const state = this.#state
    if (state.is === 'opening') return state.room
    if (state.is === 'awake' || state.is === 'closing') return state.room
    const room = this.#launch(launch, state)
    this.#state = { is: 'opening', room }
    return room
  }

  async #launch(launch: () => Promise<RoomLocation>, before: State): Promise<Address> {
    try {
      const location = await launch()
      this.#state = { is: 'awake', ...location }
      return location.room
    } catch (error) {
      this.#state = before
      throw error
    }
  }

  closing(): void {
    if (this.#state.is === 'awake') this.#state = { ...this.#state, is: 'closing' }
  }

  /** Returns how many members it has lost by that. */
  sleep(): number {
    const { members } = this
    this.#state = { is: 'asleep', since: performance.now() }
    this.#expected = 0
    this.info = { ...this.info, members: 0 }
    return members
  }
}
