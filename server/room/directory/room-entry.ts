// What the directory knows of one room. A room that is dormant exists in the store only; whoever wants in wakes it.

import type { RoomInfo } from '../../../protocol/generated/index.ts'
import type { Address } from '../../core/address.ts'
import type { RoomRecord } from '../../store/room-store.ts'

/** ms after which whoever has not come in does not come. */
const ON_THE_WAY = 10_000

export class RoomEntry {
  readonly record: RoomRecord
  /** Stays when it is empty. */
  readonly isKept: boolean
  /** Survives the end of its thread, and of the process. */
  readonly isStored: boolean
  info: RoomInfo
  readonly searchName: string
  /** undefined while it is dormant. */
  address: Address | undefined
  /** Which service it is on. */
  service: Address | undefined
  opening: Promise<Address> | undefined
  /** performance.now() since when only the store has it. */
  sleepsSince: number | undefined
  /** Its end has begun. */
  isClosing = false
  /** Players on their way in, since the last report. */
  #expected = 0
  #expectedAt = 0

  constructor(record: RoomRecord, { isKept, isStored }: { isKept: boolean; isStored: boolean }) {
    this.record = record
    this.isKept = isKept
    this.isStored = isStored
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

  get isFull(): boolean {
    const isOver = performance.now() - this.#expectedAt > ON_THE_WAY
    return this.members + (isOver ? 0 : this.#expected) >= this.record.maxMembers
  }

  get hasPlace(): boolean {
    return !this.isFull && !this.isClosing && this.info.is_locked !== true
  }

  /** Somebody is on the way in. */
  expect(): void {
    this.#expected++
    this.#expectedAt = performance.now()
  }

  /** As the room reports itself. */
  update(info: RoomInfo): void {
    this.info = info
    this.#expected = 0
  }

  wake(service: Address, address: Address): void {
    this.service = service
    this.address = address
    this.sleepsSince = undefined
  }

  /** Returns how many members it lost by that. */
  sleep(): number {
    const { members } = this
    this.address = this.service = this.opening = undefined
    this.isClosing = false
    this.#expected = 0
    this.sleepsSince = performance.now()
    this.info = { ...this.info, members: 0 }
    return members
  }
}
