// Where rooms are awake: wakes one on the thread with the least load, and lets it sleep when its thread has ended or nobody
// has found it there. It keeps true: the load of each thread is that of the rooms that are on it.

import { type Address, lifeOf } from '../../core/address.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { RoomRecord, RoomStore } from '../../store/room-store.ts'
import type { RoomSeed } from '../room-messages.ts'
import { Placement } from './placement.ts'
import type { RoomEntry, RoomLocation } from './room-entry.ts'

/** What the directory tells the threads that serve rooms; RoomsService does it. */
export interface RoomMaker {
  /** Rejects with what onCreate throws. */
  create(seed: RoomSeed): Promise<Address>
  /** The thread with this life has ended. */
  lost(life: number): void
  /** This one has ended without telling its members. */
  lostRoom(room: Address): void
  muted(uid: string, until: number): void
}

export interface WakingOptions {
  history: RoomStore
  makerAt(service: Address): Ref<RoomMaker>
  /** A room has fallen asleep. */
  onAsleep(entry: RoomEntry): void
}

export class Waking {
  readonly #options: WakingOptions
  readonly #placement = new Placement()

  constructor(options: WakingOptions) {
    this.#options = options
  }

  /** The RoomsServices, one a thread. */
  get services(): Address[] {
    return this.#placement.services
  }

  get makers(): Ref<RoomMaker>[] {
    return this.services.map(service => this.#options.makerAt(service))
  }

  /** A thread serves rooms from now on. */
  add(service: Address): void {
    this.#placement.add(service)
  }

  /** Where the room is; wakes it when it is not awake. */
  open(entry: RoomEntry): Promise<Address> | Address {
    return entry.open(() => this.#launch(entry))
  }

  /** To be called before the entry knows of its new number of members. */
  count(entry: RoomEntry, members: number): void {
    this.#placement.change(entry.location?.service, members - entry.members)
  }

  /** The room has ended. */
  ended(entry: RoomEntry): void {
    this.#placement.change(entry.location?.service, -1 - entry.members)
  }

  /** It is not where it was. */
  missed(entry: RoomEntry): void {
    this.ended(entry)
    this.#fallAsleep(entry)
  }

  /** Of these rooms, those that were on a thread which has ended: they sleep now. */
  lose(life: number, entries: Iterable<RoomEntry>): RoomEntry[] {
    this.#placement.lose(life)
    const lost = [...entries].filter(({ location }) => location && lifeOf(location.room) === life)
    for (const entry of lost) this.#fallAsleep(entry)
    return lost
  }

  #fallAsleep(entry: RoomEntry): void {
    entry.sleep()
    this.#options.onAsleep(entry)
  }

  async #launch(entry: RoomEntry): Promise<RoomLocation> {
    const service = this.#placement.choose()
    this.#placement.change(service, 1)
    try {
      const record = await this.#current(entry)
      const room = await this.#options.makerAt(service).call.create({ record, isKept: entry.isKept })
      return { service, room }
    } catch (error) {
      this.#placement.change(service, -1)
      throw error
    }
  }

  /** The record as the room kept it: moderators and mutes change while it is awake. */
  async #current(entry: RoomEntry): Promise<RoomRecord> {
    if (!entry.isStored) return entry.record
    return (await this.#options.history.findRoom(entry.id)) ?? entry.record
  }
}
