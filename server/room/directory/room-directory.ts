// All rooms of the node: the service `.rooms` on main. It knows which there are, where each one is and how full, makes
// new ones where the load is least, and wakes those that only the store has. Agents call it; it calls services; rooms and
// services only send to it. It keeps true: one room per id at a time.

import type { RoomInfo } from '../../../protocol/generated/index.ts'
import { type Address, lifeOf } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import { Service } from '../../core/service/service.ts'
import type { PlayerMute, RoomRecord, RoomStore } from '../../store/room-store.ts'
import type { AnyRoomDefinition, RoomKinds } from '../define-room.ts'
import { hashPassword } from '../life/access.ts'
import type { RoomsService } from '../player/rooms-service.ts'
import type { RoomConfig } from '../settings.ts'
import { Placement } from './placement.ts'
import { RoomEntry } from './room-entry.ts'
import { type RoomFilter, RoomFinder, type RoomPage } from './room-finder.ts'

export interface RoomDirectoryOptions {
  kinds: RoomKinds
  config: RoomConfig
  history: RoomStore
  /** Never gives the same twice, also after a restart. */
  newId(): string
}

export interface NewRoom {
  kind: string
  name: string
  /** The uid; '' for the server. */
  owner: string
  password: string
  /** 0: what the kind allows. */
  maxMembers: number
  options: unknown
}

export interface Located {
  id: string
  kind: string
  room: Address
}

/** ms until the store is asked again to forget rooms that it could not. */
const DROP_AGAIN = 5000

export class RoomDirectory extends Service<RoomDirectoryOptions> {
  static concurrent = true
  readonly #entries = new Map<string, RoomEntry>()
  readonly #finder = new RoomFinder(this.#entries)
  /** How many rooms each player has opened that are still there. */
  readonly #owned = new Map<string, number>()
  readonly #placement = new Placement()
  readonly #mutes = new Map<string, number>()
  #isSweeping = false

  protected override async onStart(): Promise<void> {
    const { history, kinds } = this.options
    for (const record of await history.rooms()) {
      const definition = kinds[record.kind]
      if (definition?.history === 'stored') this.#add(record, definition).sleep()
      else
        this.log.warn(
          { room: record.id, kind: record.kind },
          'a stored room is of no kind that is stored now',
        )
    }
    for (const { uid, until } of await history.mutes()) this.#mutes.set(uid, until)
    this.#disposeSleepers()
  }

  // For agents.

  /** Throws TOO_MANY_ROOMS, BAD_MESSAGE for a kind that does not exist, or what onCreate throws. */
  async create(room: NewRoom): Promise<Located> {
    const definition = this.#definition(room.kind)
    this.#checkCounts(room.owner)
    const record = this.#recordOf(room, this.options.newId(), definition)
    return this.#make(record, definition)
  }

  /** Where the room is; wakes it when it sleeps. `dead`: where it was found to be no more. Throws ROOM_NOT_FOUND. */
  async locate(id: string, dead?: Address): Promise<Located> {
    const entry = this.#entries.get(id)
    if (entry && dead !== undefined && entry.address === dead) this.#missed(entry)
    if (!entry || !this.#entries.has(id)) throw new AppError('ROOM_NOT_FOUND')
    return { id, kind: entry.record.kind, room: await this.#open(entry) }
  }

  /** The first channel with a place; makes another when all are full. `tried`: those that were found to be full. */
  async channel(kind: string, tried: readonly string[] = []): Promise<Located> {
    const definition = this.#definition(kind)
    if (!definition.hasChannels) throw new AppError('BAD_MESSAGE', 'kind: has no channels, name a room')
    let number = 1
    let entry = this.#entries.get(`${kind}-${number}`)
    while (entry && (!entry.hasPlace || tried.includes(entry.id)))
      entry = this.#entries.get(`${kind}-${++number}`)
    entry ??= await this.#makeChannel(kind, number, definition)
    entry.expect()
    return { id: entry.id, kind, room: await this.#open(entry) }
  }

  list(filter: RoomFilter): RoomPage | Promise<RoomPage> {
    const { kind } = filter
    if (kind !== '' && !Object.hasOwn(this.options.kinds, kind)) return { rooms: [], total: 0 }
    return this.#finder.list(filter)
  }

  visible(ids: readonly string[]): string[] {
    return ids.filter(id => this.#entries.get(id)?.info.is_private === false)
  }

  count(): { rooms: number; awake: number; members: number } {
    const all = [...this.#entries.values()]
    return {
      rooms: all.length,
      awake: all.filter(entry => entry.address !== undefined).length,
      members: all.reduce((sum, entry) => sum + entry.members, 0),
    }
  }

  /** Keeps a player from speaking anywhere until `until` (ms since 1970; 0 ends it). Lasts over restarts. */
  async mutePlayer(uid: string, until: number): Promise<void> {
    await this.options.history.putMute({ uid, until })
    if (until === 0) this.#mutes.delete(uid)
    else this.#mutes.set(uid, until)
    for (const service of this.#placement.services) this.#service(service).send.muted(uid, until)
  }

  // For services and rooms.

  /** A thread serves rooms from now on. Returns who is muted. */
  register(service: Address): PlayerMute[] {
    this.#placement.add(service)
    return [...this.#mutes].map(([uid, until]) => ({ uid, until }))
  }

  services(): Address[] {
    return this.#placement.services
  }

  changed(id: string, room: Address, info: RoomInfo): void {
    const entry = this.#entries.get(id)
    if (entry?.address !== room) return
    this.#placement.change(entry.service, (info.members ?? 0) - entry.members)
    entry.update(info)
  }

  /** The room takes nobody any more. */
  closing(id: string, room: Address): void {
    const entry = this.#entries.get(id)
    if (entry?.address === room) entry.isClosing = true
  }

  /** The room has ended, and is out of the store. */
  disposed(id: string, room: Address): void {
    const entry = this.#entries.get(id)
    if (entry?.address !== room) return
    this.#placement.change(entry.service, -1 - entry.members)
    this.#remove(entry)
  }

  /** A thread has ended: its stored rooms sleep, the others are gone; members and rooms elsewhere are told. */
  lost(life: number): void {
    this.#placement.lose(life)
    for (const entry of this.#entries.values()) {
      if (entry.address === undefined || lifeOf(entry.address) !== life) continue
      entry.sleep()
      if (!entry.isStored) this.#remove(entry)
    }
    for (const service of this.#placement.services) this.#service(service).send.lost(life)
    this.#disposeSleepers()
  }

  #definition(kind: string): AnyRoomDefinition {
    const { kinds } = this.options
    if (!Object.hasOwn(kinds, kind)) throw new AppError('BAD_MESSAGE', 'kind: no such kind of room')
    return kinds[kind]!
  }

  #checkCounts(owner: string): void {
    const { maxRooms, maxOwned } = this.options.config
    if (this.#entries.size >= maxRooms) throw new AppError('TOO_MANY_ROOMS', 'the server has no place for it')
    if (owner !== '' && (this.#owned.get(owner) ?? 0) >= maxOwned) throw new AppError('TOO_MANY_ROOMS')
  }

  #recordOf(room: NewRoom, id: string, definition: AnyRoomDefinition): RoomRecord {
    const most = definition.maxMembers ?? this.options.config.maxMembers
    const { kind, name, owner, password, maxMembers, options } = room
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
    }
  }

  async #make(record: RoomRecord, definition: AnyRoomDefinition): Promise<Located> {
    const entry = this.#add(record, definition)
    try {
      if (entry.isStored) await this.options.history.putRoom(record)
      return { id: entry.id, kind: record.kind, room: await this.#open(entry) }
    } catch (error) {
      this.#remove(entry)
      await this.#dropStored(entry)
      throw error
    }
  }

  /** False where the store can't do it: the record is there at the next start, and goes the way of empty rooms then. */
  async #dropStored(entry: RoomEntry): Promise<boolean> {
    if (!entry.isStored) return true
    try {
      await this.options.history.dropRoom(entry.id)
      return true
    } catch (error) {
      this.log.warn({ err: error, room: entry.id }, 'a room could not be removed from the store')
      return false
    }
  }

  async #makeChannel(kind: string, number: number, definition: AnyRoomDefinition): Promise<RoomEntry> {
    const id = `${kind}-${number}`
    const seed = { kind, name: id, owner: '', password: '', maxMembers: 0, options: undefined }
    const entry = this.#add(this.#recordOf(seed, id, definition), definition)
    try {
      if (entry.isStored) await this.options.history.putRoom(entry.record)
    } catch (error) {
      this.#remove(entry)
      throw error
    }
    return entry
  }

  #add(record: RoomRecord, definition: AnyRoomDefinition): RoomEntry {
    const isFirst = definition.hasChannels === true && record.id === `${record.kind}-1`
    const entry = new RoomEntry(record, {
      isKept: isFirst || definition.isKept === true,
      isStored: definition.history === 'stored',
    })
    this.#keep(entry)
    return entry
  }

  #keep(entry: RoomEntry): void {
    this.#entries.set(entry.id, entry)
    this.#countOwned(entry.record.owner, 1)
  }

  #remove(entry: RoomEntry): void {
    if (this.#entries.get(entry.id) !== entry) return
    this.#entries.delete(entry.id)
    this.#countOwned(entry.record.owner, -1)
  }

  #countOwned(owner: string, by: number): void {
    if (owner === '') return
    const owned = (this.#owned.get(owner) ?? 0) + by
    if (owned > 0) this.#owned.set(owner, owned)
    else this.#owned.delete(owner)
  }

  #open(entry: RoomEntry): Promise<Address> | Address {
    if (entry.address !== undefined) return entry.address
    entry.opening ??= this.#launch(entry).finally(() => {
      entry.opening = undefined
    })
    return entry.opening
  }

  async #launch(entry: RoomEntry): Promise<Address> {
    const service = this.#placement.choose()
    this.#placement.change(service, 1)
    try {
      const record = await this.#current(entry)
      const room = await this.#service(service).call.create({ record, isKept: entry.isKept })
      entry.wake(service, room)
      return room
    } catch (error) {
      this.#placement.change(service, -1)
      throw error
    }
  }

  /** The record as the room kept it: moderators and mutes change while it is awake. */
  async #current(entry: RoomEntry): Promise<RoomRecord> {
    if (!entry.isStored) return entry.record
    return (await this.options.history.findRoom(entry.id)) ?? entry.record
  }

  /** Somebody found that it is not where it was. */
  #missed(entry: RoomEntry): void {
    this.#placement.change(entry.service, -1 - entry.sleep())
    if (!entry.isStored && !entry.isKept) this.#remove(entry)
    this.#disposeSleepers()
  }

  /** Rooms that nobody wakes go the way of empty ones. */
  #disposeSleepers(wait = this.options.config.emptyGrace): void {
    if (this.#isSweeping) return
    this.#isSweeping = true
    const { emptyGrace } = this.options.config
    this.after(wait, async () => {
      this.#isSweeping = false
      const now = performance.now()
      const sleepers = [...this.#entries.values()].filter(
        entry => !entry.isKept && !entry.opening && entry.sleepsSince !== undefined,
      )
      const due = sleepers.filter(entry => now - entry.sleepsSince! >= emptyGrace)
      if (due.length < sleepers.length) this.#disposeSleepers()
      for (const entry of due) {
        this.#remove(entry)
        if (await this.#dropStored(entry)) continue
        // Still there, so that it is tried again.
        if (!this.#entries.has(entry.id)) this.#keep(entry)
        this.#disposeSleepers(Math.max(emptyGrace, DROP_AGAIN))
      }
    })
  }

  #service(address: Address) {
    return this.node.ref<RoomsService>(address)
  }
}
