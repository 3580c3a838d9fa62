// All rooms of the node: the service `.rooms` on main. It knows which rooms there are, where each one is and how full,
// creates new ones where the load is least, and wakes those that only the store has. Agents call it; it calls the
// RoomsServices of the threads; rooms and RoomsServices only send to it. It keeps true: one room per id at a time.

import type { RoomInfo } from '../../../protocol/generated/index.ts'
import type { Address } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import { Service } from '../../core/service/service.ts'
import type { PlayerMute, RoomRecord, RoomStore } from '../../store/room-store.ts'
import type { RoomDefinition, RoomKinds } from '../define-room.ts'
import type { RoomConfig } from '../settings.ts'
import { entryOf, type NewRoom, recordOf } from './new-room.ts'
import { OwingRooms } from './owing-rooms.ts'
import { RoomCatalog } from './room-catalog.ts'
import type { RoomEntry, RoomView } from './room-entry.ts'
import type { RoomFilter, RoomPage } from './room-finder.ts'
import { SleepingRooms } from './sleeping-rooms.ts'
import { type RoomMaker, Waking } from './waking.ts'

export interface RoomDirectoryOptions {
  kinds: RoomKinds
  config: RoomConfig
  history: RoomStore
  /** Never gives the same twice, also after a restart. */
  newId(): string
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
  readonly #mutes = new Map<string, number>()
  readonly #owing = new OwingRooms({
    store: this.options.history,
    log: this.log,
    after: (ms, work) => this.after(ms, work),
    wake: entry => this.#open(entry),
  })
  readonly #catalog = new RoomCatalog({
    kinds: this.options.kinds,
    config: this.options.config,
    onRemoved: entry => {
      this.#owing.remove(entry)
      entry.show()
    },
  })
  readonly #waking = new Waking({
    history: this.options.history,
    makerAt: address => this.node.ref<RoomMaker>(address),
    onAsleep: entry => this.#fellAsleep(entry),
  })
  readonly #sleeping = new SleepingRooms({
    entries: this.#catalog.entries,
    emptyGrace: this.options.config.emptyGrace,
    store: this.options.history,
    log: this.log,
    after: (ms, work) => this.after(ms, work),
    isOwing: entry => this.#owing.has(entry),
    add: entry => this.#catalog.add(entry),
    remove: entry => this.#catalog.remove(entry),
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
    this.#catalog.checkCounts(room.owner)
    const record = this.#recordOf(room, this.options.newId(), definition)
    return this.#make(record, definition, room.isHidden === true)
  }

  /** A room with an equal match that has a place, once its first member is in; else a new one. `tried`: not these. */
  async match(room: NewRoom & { match: string }, tried: readonly string[]): Promise<Located> {
    for (;;) {
      const entry = this.#catalog.matches.find(room.kind, room.match, tried)
      if (!entry) return { ...(await this.create(room)), isNew: true }
      entry.expect()
      await entry.untilShown()
      if (this.#catalog.has(entry)) return { id: entry.id, kind: room.kind, room: await this.#open(entry) }
    }
  }

  /** Whoever made the room is in: from now on others find it. */
  show(id: string): void {
    this.#catalog.get(id)?.show()
  }

  /** Of each kind of the game how many rooms there are, and how many members they have. */
  kinds(): { kind: string; rooms: number; members: number }[] {
    return this.#catalog.kinds()
  }

  /** undefined when there is no such room. */
  info(id: string): RoomInfo | undefined {
    return this.#catalog.info(id)
  }

  /** Ends the room; false when there is no such room. */
  async closeRoom(id: string): Promise<boolean> {
    const entry = this.#catalog.get(id)
    if (!entry) return false
    this.node.ref<ClosableRoom>(await this.#open(entry)).send.close()
    return true
  }

  /** The room at this address; undefined when there is none. */
  roomAt(address: Address): string | undefined {
    for (const entry of this.#catalog.entries.values()) if (entry.location?.room === address) return entry.id
    return undefined
  }

  /** Ends the room beside a hook that does not end; what was said until now is saved. Throws ROOM_NOT_FOUND. */
  async abandonRoom(id: string, room: Address): Promise<void> {
    const entry = this.#at(id, room)
    if (!entry) throw new AppError('ROOM_NOT_FOUND')
    await this.node.ref<ClosableRoom>(room).call.abandon()
    for (const maker of this.#waking.makers) maker.send.lostRoom(room)
    if (this.#at(id, room) === entry) this.#missed(entry)
  }

  /** Where the room is; wakes it when it sleeps. `dead`: the address at which the caller found it gone. Throws
   * ROOM_NOT_FOUND. */
  async locate(id: string, dead?: Address): Promise<Located> {
    const entry = this.#catalog.get(id)
    await entry?.untilShown()
    if (entry && dead !== undefined && entry.location?.room === dead) this.#missed(entry)
    if (!entry || !this.#catalog.has(entry)) throw new AppError('ROOM_NOT_FOUND')
    return { id, kind: entry.record.kind, room: await this.#open(entry) }
  }

  /** The first channel with a place; creates another when all are full. `tried`: those that the caller found full. */
  async channel(kind: string, tried: readonly string[] = []): Promise<Located> {
    const definition = this.#definition(kind)
    if (!definition.hasChannels) throw new AppError('BAD_MESSAGE', 'kind: has no channels; name a room')
    let number = 1
    let entry = this.#catalog.get(`${kind}-${number}`)
    while (entry && (!entry.hasPlace || tried.includes(entry.id)))
      entry = this.#catalog.get(`${kind}-${++number}`)
    entry ??= await this.#makeChannel(kind, number, definition)
    entry.expect()
    return { id: entry.id, kind, room: await this.#open(entry) }
  }

  list(filter: RoomFilter): RoomPage | Promise<RoomPage> {
    return this.#catalog.list(filter)
  }

  visible(ids: readonly string[]): string[] {
    return ids.filter(id => this.#catalog.get(id)?.info.is_private === false)
  }

  count(): { rooms: number; awake: number; members: number } {
    return this.#catalog.count()
  }

  /** A page of all rooms, or those of one kind, in the order of their opening. */
  look(kind: string | undefined, from: number, limit: number): { rooms: RoomView[]; total: number } {
    return this.#catalog.look(kind, from, limit)
  }

  /** Keeps a player from speaking anywhere until `until` (ms since 1970; 0 ends it). Lasts over restarts. */
  async mutePlayer(uid: string, until: number): Promise<void> {
    await this.options.history.putMute({ uid, until })
    if (until === 0) this.#mutes.delete(uid)
    else this.#mutes.set(uid, until)
    for (const maker of this.#waking.makers) maker.send.muted(uid, until)
  }

  /** What a player has said goes from every room; one that wakes meanwhile reads what is stored already. */
  async forgetPlayer(uid: string): Promise<void> {
    await this.options.history.forgetPlayer(uid)
    await this.mutePlayer(uid, 0)
    for (const { location } of this.#catalog.entries.values())
      if (location) this.node.ref<ClosableRoom>(location.room).send.forget(uid)
  }

  // For services and rooms.

  /** A thread serves rooms from now on. Returns who is muted. */
  register(service: Address): PlayerMute[] {
    this.#waking.add(service)
    this.#owing.wakeAll()
    return [...this.#mutes].map(([uid, until]) => ({ uid, until }))
  }

  services(): Address[] {
    return this.#waking.services
  }

  changed(id: string, room: Address, info: RoomInfo): void {
    const entry = this.#at(id, room)
    if (!entry) return
    this.#waking.count(entry, info.members ?? 0)
    entry.update(info)
    this.#catalog.matches.note(entry)
  }

  /** The room takes nobody any more. */
  closing(id: string, room: Address): void {
    this.#at(id, room)?.closing()
  }

  /** The room has ended, and is out of the store. */
  disposed(id: string, room: Address): void {
    const entry = this.#at(id, room)
    if (!entry) return
    this.#waking.ended(entry)
    this.#catalog.remove(entry)
  }

  /** A thread has ended: its stored rooms sleep, the others are gone; members and rooms elsewhere are told. */
  lost(life: number): void {
    for (const entry of this.#waking.lose(life, this.#catalog.entries.values()))
      if (!entry.isStored) this.#catalog.remove(entry)
    for (const maker of this.#waking.makers) maker.send.lost(life)
    this.#sleeping.schedule()
  }

  /** The room's entry; undefined when it is elsewhere by now, or not there. */
  #at(id: string, room: Address): RoomEntry | undefined {
    const entry = this.#catalog.get(id)
    return entry?.location?.room === room ? entry : undefined
  }

  #definition(kind: string): RoomDefinition {
    const { kinds } = this.options
    if (!Object.hasOwn(kinds, kind)) throw new AppError('BAD_MESSAGE', 'kind: no such kind of room')
    return kinds[kind]!
  }

  #recordOf(room: NewRoom, id: string, { maxMembers }: RoomDefinition): RoomRecord {
    return recordOf(room, id, maxMembers ?? this.options.config.maxMembers)
  }

  async #make(record: RoomRecord, definition: RoomDefinition, isHidden: boolean): Promise<Located> {
    const entry = this.#add(record, definition, isHidden)
    this.#catalog.matches.note(entry)
    if (isHidden) entry.expect()
    try {
      if (entry.isStored) await this.options.history.putRoom(record)
      return { id: entry.id, kind: record.kind, room: await this.#open(entry) }
    } catch (error) {
      this.#catalog.remove(entry)
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
      this.#catalog.remove(entry)
      throw error
    }
    return entry
  }

  #addStored(record: RoomRecord, definition: RoomDefinition): void {
    const entry = this.#add(record, definition)
    entry.sleep()
    this.#catalog.matches.note(entry)
    this.#owing.note(entry, record)
  }

  #add(record: RoomRecord, definition: RoomDefinition, isHidden?: boolean): RoomEntry {
    const entry = entryOf(record, definition, isHidden)
    this.#catalog.add(entry)
    return entry
  }

  #open(entry: RoomEntry): Promise<Address> | Address {
    return this.#waking.open(entry)
  }

  /** It was not found where it was. */
  #missed(entry: RoomEntry): void {
    this.#waking.missed(entry)
    if (!entry.isStored && !entry.isKept) this.#catalog.remove(entry)
    this.#sleeping.schedule()
  }

  #fellAsleep(entry: RoomEntry): void {
    this.#catalog.matches.note(entry)
    if (entry.isStored && entry.pays) this.#owing.check(entry)
  }
}
