// All rooms of the node: the service `.rooms` on main. It knows which rooms there are, where each one is and how full,
// creates new ones where the load is least, and wakes those that only the store has. Agents call it; it calls the
// RoomsServices of the threads; rooms and RoomsServices only send to it. It keeps true: one room per id at a time.

import type { RoomInfo } from '../../../protocol/generated/index.ts'
import { type Address, lifeOf } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import { Service } from '../../core/service/service.ts'
import type { PlayerMute, RoomRecord, RoomStore } from '../../store/room-store.ts'
import type { RoomDefinition, RoomKinds } from '../define-room.ts'
import { hashPassword } from '../password.ts'
import type { RoomSeed } from '../room-messages.ts'
import type { RoomConfig } from '../settings.ts'
import { Matches } from './matches.ts'
import { OwingRooms } from './owing-rooms.ts'
import { Placement } from './placement.ts'
import { RoomEntry, type RoomLocation, type RoomView } from './room-entry.ts'
import { type RoomFilter, RoomFinder, type RoomPage } from './room-finder.ts'
import { SleepingRooms } from './sleeping-rooms.ts'

export interface RoomDirectoryOptions {
  kinds: RoomKinds
  config: RoomConfig
  history: RoomStore
  /** Never gives the same twice, also after a restart. */
  newId(): string
}

/** What the directory tells the threads that serve rooms; RoomsService does it. */
export interface RoomMaker {
  /** Rejects with what onCreate throws. */
  create(seed: RoomSeed): Promise<Address>
  /** The thread with this life has ended. */
  lost(life: number): void
  muted(uid: string, until: number): void
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
  /** What joinOrCreate finds it by. */
  match?: string
  /** Nobody finds it before its first member is in. */
  isHidden?: boolean
}

/** The part of a room that the directory speaks to. */
export interface ClosableRoom {
  close(): void
  forget(uid: string): void
  abandon(): Promise<string | undefined>
}

export interface Located {
  id: string
  kind: string
  room: Address
  /** It has just been made for who asked. */
  isNew?: boolean
}

export class RoomDirectory extends Service<RoomDirectoryOptions> {
  static concurrent = true
  readonly #entries = new Map<string, RoomEntry>()
  readonly #finder = new RoomFinder(this.#entries)
  /** How many rooms each player has opened that are still there. */
  readonly #owned = new Map<string, number>()
  readonly #placement = new Placement()
  readonly #matches = new Matches()
  readonly #mutes = new Map<string, number>()
  readonly #owing = new OwingRooms({
    store: this.options.history,
    log: this.log,
    after: (ms, work) => this.after(ms, work),
    wake: entry => this.#open(entry),
  })
  readonly #sleeping = new SleepingRooms({
    entries: this.#entries,
    emptyGrace: this.options.config.emptyGrace,
    store: this.options.history,
    log: this.log,
    after: (ms, work) => this.after(ms, work),
    isOwing: entry => this.#owing.has(entry),
    add: entry => this.#keep(entry),
    remove: entry => this.#remove(entry),
  })

  protected override async onStart(): Promise<void> {
    const { history, kinds } = this.options
    for (const record of await history.rooms()) {
      const definition = kinds[record.kind]
      if (definition?.history === 'stored') this.#addStored(record, definition)
      else
        this.log.warn(
          { room: record.id, kind: record.kind },
          'a stored room is of a kind that is not stored any more; it is left out',
        )
    }
    for (const { uid, until } of await history.mutes()) this.#mutes.set(uid, until)
    this.#sleeping.schedule()
  }

  // For agents.

  /** Throws TOO_MANY_ROOMS, BAD_MESSAGE for a kind that does not exist, or what onCreate throws. */
  async create(room: NewRoom): Promise<Located> {
    const definition = this.#definition(room.kind)
    this.#checkCounts(room.owner)
    const record = this.#recordOf(room, this.options.newId(), definition)
    return this.#make(record, definition, room.isHidden === true)
  }

  /** A room with an equal match that has a place, once its first member is in; else a new one. `tried`: not these. */
  async match(room: NewRoom & { match: string }, tried: readonly string[]): Promise<Located> {
    for (;;) {
      const entry = this.#matches.find(room.kind, room.match, tried)
      if (!entry) return { ...(await this.create(room)), isNew: true }
      entry.expect()
      await entry.untilShown()
      if (this.#entries.get(entry.id) === entry)
        return { id: entry.id, kind: room.kind, room: await this.#open(entry) }
    }
  }

  /** Whoever made the room is in: from now on others find it. */
  show(id: string): void {
    this.#entries.get(id)?.show()
  }

  /** Of each kind of the game how many rooms there are, and how many members they have. */
  kinds(): { kind: string; rooms: number; members: number }[] {
    const counts = new Map(
      Object.keys(this.options.kinds).map(kind => [kind, { kind, rooms: 0, members: 0 }]),
    )
    for (const { record, members } of this.#entries.values()) {
      const count = counts.get(record.kind)
      if (!count) continue
      count.rooms++
      count.members += members
    }
    return [...counts.values()]
  }

  /** undefined when there is no such room. */
  info(id: string): RoomInfo | undefined {
    const entry = this.#entries.get(id)
    return entry && !entry.isHidden ? entry.info : undefined
  }

  /** Ends the room; false when there is no such room. */
  async closeRoom(id: string): Promise<boolean> {
    const entry = this.#entries.get(id)
    if (!entry) return false
    this.node.ref<ClosableRoom>(await this.#open(entry)).send.close()
    return true
  }

  /** The room at this address; undefined when there is none. */
  roomAt(address: Address): string | undefined {
    for (const entry of this.#entries.values()) if (entry.location?.room === address) return entry.id
    return undefined
  }

  /** Ends the room beside a hook that does not end; what was said until now is saved. Throws ROOM_NOT_FOUND. */
  async abandonRoom(id: string, room: Address): Promise<void> {
    const entry = this.#at(id, room)
    if (!entry) throw new AppError('ROOM_NOT_FOUND')
    await this.node.ref<ClosableRoom>(room).call.abandon()
    if (this.#at(id, room) === entry) this.#missed(entry)
  }

  /** Where the room is; wakes it when it sleeps. `dead`: the address at which the caller found it gone. Throws
   * ROOM_NOT_FOUND. */
  async locate(id: string, dead?: Address): Promise<Located> {
    const entry = this.#entries.get(id)
    await entry?.untilShown()
    if (entry && dead !== undefined && entry.location?.room === dead) this.#missed(entry)
    if (!entry || !this.#entries.has(id)) throw new AppError('ROOM_NOT_FOUND')
    return { id, kind: entry.record.kind, room: await this.#open(entry) }
  }

  /** The first channel with a place; creates another when all are full. `tried`: those that the caller found full. */
  async channel(kind: string, tried: readonly string[] = []): Promise<Located> {
    const definition = this.#definition(kind)
    if (!definition.hasChannels) throw new AppError('BAD_MESSAGE', 'kind: has no channels; name a room')
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
      awake: all.filter(entry => entry.location).length,
      members: all.reduce((sum, entry) => sum + entry.members, 0),
    }
  }

  /** A page of all rooms, or those of one kind, in the order of their opening. */
  look(kind: string | undefined, from: number, limit: number): { rooms: RoomView[]; total: number } {
    const rooms: RoomView[] = []
    let total = 0
    for (const entry of this.#entries.values()) {
      if (kind !== undefined && entry.record.kind !== kind) continue
      if (total >= from && rooms.length < limit) rooms.push(entry.view)
      total++
    }
    return { rooms, total }
  }

  /** Keeps a player from speaking anywhere until `until` (ms since 1970; 0 ends it). Lasts over restarts. */
  async mutePlayer(uid: string, until: number): Promise<void> {
    await this.options.history.putMute({ uid, until })
    if (until === 0) this.#mutes.delete(uid)
    else this.#mutes.set(uid, until)
    for (const service of this.#placement.services) this.#service(service).send.muted(uid, until)
  }

  /** What a player has said goes from every room; one that wakes meanwhile reads what is stored already. */
  async forgetPlayer(uid: string): Promise<void> {
    await this.options.history.forgetPlayer(uid)
    await this.mutePlayer(uid, 0)
    for (const { location } of this.#entries.values())
      if (location) this.node.ref<ClosableRoom>(location.room).send.forget(uid)
  }

  // For services and rooms.

  /** A thread serves rooms from now on. Returns who is muted. */
  register(service: Address): PlayerMute[] {
    this.#placement.add(service)
    this.#owing.wakeAll()
    return [...this.#mutes].map(([uid, until]) => ({ uid, until }))
  }

  services(): Address[] {
    return this.#placement.services
  }

  changed(id: string, room: Address, info: RoomInfo): void {
    const entry = this.#at(id, room)
    if (!entry) return
    this.#placement.change(entry.location?.service, (info.members ?? 0) - entry.members)
    entry.update(info)
    this.#matches.note(entry)
  }

  /** The room takes nobody any more. */
  closing(id: string, room: Address): void {
    this.#at(id, room)?.closing()
  }

  /** The room has ended, and is out of the store. */
  disposed(id: string, room: Address): void {
    const entry = this.#at(id, room)
    if (!entry) return
    this.#placement.change(entry.location?.service, -1 - entry.members)
    this.#remove(entry)
  }

  /** A thread has ended: its stored rooms sleep, the others are gone; members and rooms elsewhere are told. */
  lost(life: number): void {
    this.#placement.lose(life)
    for (const entry of this.#entries.values()) {
      if (!entry.location || lifeOf(entry.location.room) !== life) continue
      this.#fallAsleep(entry)
      if (!entry.isStored) this.#remove(entry)
    }
    for (const service of this.#placement.services) this.#service(service).send.lost(life)
    this.#sleeping.schedule()
  }

  /** The room's entry; undefined when it is elsewhere by now, or not there. */
  #at(id: string, room: Address): RoomEntry | undefined {
    const entry = this.#entries.get(id)
    return entry?.location?.room === room ? entry : undefined
  }

  #definition(kind: string): RoomDefinition {
    const { kinds } = this.options
    if (!Object.hasOwn(kinds, kind)) throw new AppError('BAD_MESSAGE', 'kind: no such kind of room')
    return kinds[kind]!
  }

  #checkCounts(owner: string): void {
    const { maxRooms, maxOwned } = this.options.config
    if (this.#entries.size >= maxRooms) throw new AppError('TOO_MANY_ROOMS', 'the server has too many rooms')
    if (owner !== '' && (this.#owned.get(owner) ?? 0) >= maxOwned) throw new AppError('TOO_MANY_ROOMS')
  }

  #recordOf(room: NewRoom, id: string, definition: RoomDefinition): RoomRecord {
    const most = definition.maxMembers ?? this.options.config.maxMembers
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

  async #make(record: RoomRecord, definition: RoomDefinition, isHidden: boolean): Promise<Located> {
    const entry = this.#add(record, definition, isHidden)
    this.#matches.note(entry)
    if (isHidden) entry.expect()
    try {
      if (entry.isStored) await this.options.history.putRoom(record)
      return { id: entry.id, kind: record.kind, room: await this.#open(entry) }
    } catch (error) {
      this.#remove(entry)
      await this.#sleeping.drop(entry)
      throw error
    }
  }

  async #makeChannel(kind: string, number: number, definition: RoomDefinition): Promise<RoomEntry> {
    const id = `${kind}-${number}`
    const seed = { kind, name: id, owner: '', password: '', maxMembers: 0, options: undefined }
    const record = this.#recordOf(seed, id, definition)
    const entry = this.#add({ ...record, life: this.options.newId() }, definition)
    try {
      if (entry.isStored) await this.options.history.putRoom(entry.record)
    } catch (error) {
      this.#remove(entry)
      throw error
    }
    return entry
  }

  #addStored(record: RoomRecord, definition: RoomDefinition): void {
    const entry = this.#add(record, definition)
    entry.sleep()
    this.#matches.note(entry)
    this.#owing.note(entry, record)
  }

  #add(record: RoomRecord, definition: RoomDefinition, isHidden = false): RoomEntry {
    const isFirst = definition.hasChannels === true && record.id === `${record.kind}-1`
    const entry = new RoomEntry(record, {
      isKept: isFirst || definition.isKept === true,
      isStored: definition.history === 'stored',
      pays: Object.keys(definition.pays).length > 0,
      isHidden,
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
    this.#matches.remove(entry)
    this.#owing.remove(entry)
    entry.show()
    this.#countOwned(entry.record.owner, -1)
  }

  #countOwned(owner: string, by: number): void {
    if (owner === '') return
    const owned = (this.#owned.get(owner) ?? 0) + by
    if (owned > 0) this.#owned.set(owner, owned)
    else this.#owned.delete(owner)
  }

  #open(entry: RoomEntry): Promise<Address> | Address {
    return entry.open(() => this.#launch(entry))
  }

  async #launch(entry: RoomEntry): Promise<RoomLocation> {
    const service = this.#placement.choose()
    this.#placement.change(service, 1)
    try {
      const record = await this.#current(entry)
      const room = await this.#service(service).call.create({ record, isKept: entry.isKept })
      return { service, room }
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

  /** An agent has found that it is not where it was. */
  #missed(entry: RoomEntry): void {
    const service = entry.location?.service
    this.#placement.change(service, -1 - this.#fallAsleep(entry))
    if (!entry.isStored && !entry.isKept) this.#remove(entry)
    this.#sleeping.schedule()
  }

  /** Returns how many members it has lost. */
  #fallAsleep(entry: RoomEntry): number {
    const lost = entry.sleep()
    this.#matches.note(entry)
    if (entry.isStored && entry.pays) this.#owing.check(entry)
    return lost
  }

  #service(address: Address) {
    return this.node.ref<RoomMaker>(address)
  }
}
