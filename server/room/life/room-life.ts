// The life of one room; RoomService is its mailbox.
//
//   opening ──open()──▶ open ──close()──▶ closing ──its next message──▶ paying ──nothing is owed──▶ ended
//      └──close() in onCreate──▶ closing     │                            │
//                      open, closing, paying ──retire(), its thread ends──▶ retired
//
// opening: the history is read, onCreate runs · open: members come and go, ticks run; empty for its grace time, it closes ·
// closing: nobody can join · paying: nobody is in, no hook runs · ended: nothing of it is left in gates, services or the
// directory · retired: nothing is said any more, and everything said is in the store, as is what it owes; the directory hears
// of the thread, not of the room.

import { type RenewableClass, renew, whyNot } from '../../core/code/renew.ts'
import type { AnyRoom, RoomDefinition } from '../define-room.ts'
import { Room } from '../room.ts'
import { topicOfRoom } from '../room-messages.ts'
import type { Simulation, SimulationHost } from '../simulation.ts'
import { HookHost } from './hook-host.ts'
import { FIRST_GRACE, Members } from './members.ts'
import { RoomParts, type RoomServiceHost } from './room-parts.ts'
import { Ticker } from './ticker.ts'

export type ClosingReason = 'closed' | 'failed'

/** ms that a room has to pay what it owes when its thread ends. */
const PAY_WITHIN = 1000
/** Characters of the state of a world that lasts. */
const MOST_WORLD = 4_000_000
/** ms between two times that it is stored: what a process that is killed loses at most, with the time of a write. */
const KEEP_WORLD = 5000

export class RoomLife {
  readonly parts: RoomParts
  readonly room: AnyRoom
  readonly members: Members
  /** Tells members and posts, as the hooks do. */
  readonly hookHost: HookHost
  /** Of a kind that is simulated. */
  readonly simulation: Simulation | undefined
  readonly #host: RoomServiceHost
  #retired: Promise<void> | undefined
  #state: 'opening' | 'open' | 'closing' | 'paying' | 'ended' | 'retired' = 'opening'
  #ticker: Ticker | undefined
  #cancelGrace: (() => void) | undefined
  #cancelKeeping: (() => void) | undefined
  #isKeeping = false

  constructor(host: RoomServiceHost) {
    this.#host = host
    this.parts = new RoomParts(host, { onTooManyFaults: () => this.close('failed') })
    this.simulation = this.#openWorld()
    this.hookHost = new HookHost({
      parts: this.parts,
      world: this.simulation,
      kick: member => this.members.remove(member, 'kicked'),
      close: () => this.close(),
      isOver: () => this.isEnding,
    })
    this.room = new this.parts.definition.room(this.hookHost as never)
    this.members = new Members({
      parts: this.parts,
      room: this.room,
      simulation: this.simulation,
      hookHost: this.hookHost,
      onOccupied: () => this.#endGrace(),
      onLeft: () => this.#closeIfEmptyAfter(host.deps.config.emptyGrace),
    })
  }

  /** Rejects with what onCreate throws. */
  async open(): Promise<void> {
    const { history, definition, debts } = this.parts
    await history.load()
    debts.resume()
    await this.#begin()
    if (this.#state === 'opening') this.#state = 'open'
    this.#tickEvery(definition.tick)
    if (!this.isEnding) this.#startWorld()
    this.#closeIfEmptyAfter(Math.max(FIRST_GRACE, this.#host.deps.config.emptyGrace))
  }

  /** A world that was there before goes on. */
  async #begin(): Promise<void> {
    const { hooks, record } = this.parts
    const { simulation, room } = this
    if (!simulation || record.world === undefined)
      return void (await hooks.run('onCreate', () => room.onCreate(record.options as never)))
    const own = simulation.importState(record.world)
    await hooks.run('importState', () => (room as Room).importState(own as undefined))
  }

  /** The game's code has been replaced: `next` is the kind as it is now, `from` the version before. Returns why the room goes on
   * with its old code; undefined when it does not. Throws what the room's own hooks throw. */
  renew(next: RoomDefinition, from: string): string | undefined {
    if (next === this.parts.definition) return undefined
    const type: RenewableClass = next.room
    const isOfIt = () => Object.getPrototypeOf(this.room) === type.prototype
    try {
      return isOfIt()
        ? undefined
        : renew(this.room, { type, base: Room.prototype, init: this.hookHost, from })
    } finally {
      // Also where onReload has failed: the methods are the new ones.
      if (isOfIt()) this.#adopt(next)
    }
  }

  #adopt(next: RoomDefinition): void {
    this.parts.definition = next
    if (this.#ticker?.period !== next.tick) this.#tickEvery(next.tick)
  }

  /** Why it is not of this kind as it is now. */
  whyOld(now: RoomDefinition): string | undefined {
    if (now === this.parts.definition) return undefined
    return (
      whyNot(this.room, now.room, Room.prototype) ??
      'a hook of it has not ended, or its importState has failed'
    )
  }

  /** Nobody can join, and nothing can be said any more. */
  get isEnding(): boolean {
    return this.#state !== 'opening' && this.#state !== 'open'
  }

  /** Ends the room as its next message. */
  close(reason: ClosingReason = 'closed'): void {
    if (this.isEnding) return
    this.#state = 'closing'
    this.#host.directory.send.closing(this.parts.record.id, this.#host.address)
    this.#host.after(0, () => this.#end(reason))
  }

  /** The thread ends: resolves when everything said is in the store, or in the log. Retires once, however often it is called. */
  retire(): Promise<void> {
    this.#retired ??= this.#retire()
    return this.#retired
  }

  async #retire(): Promise<void> {
    if (this.#state !== 'ended') this.#state = 'retired'
    this.#ticker?.stop()
    this.#stopWorld()
    if (this.#state === 'retired') await this.#keepWorld()
    await Promise.all([this.parts.history.end(), this.parts.debts.end(PAY_WITHIN)])
  }

  #openWorld(): Simulation | undefined {
    const { deps, address, log, after, node } = this.#host
    const simulationHost: SimulationHost = {
      ...{ protocol: deps.protocol, outbox: deps.outbox, address, log, after },
      topic: topicOfRoom(address),
      slot: node.slot,
      hooks: this.parts.hooks,
      room: () => this.room,
    }
    return this.parts.definition.world?.open(simulationHost as never) as Simulation | undefined
  }

  #startWorld(): void {
    if (!this.simulation) return
    this.simulation.start()
    this.#host.deps.worlds.add(this.parts.record.kind, this.simulation)
    if (this.#lasts) this.#cancelKeeping = this.#host.every(KEEP_WORLD, () => this.#keepWorldBeside())
  }

  #stopWorld(): void {
    if (!this.simulation) return
    this.simulation.stop()
    this.#cancelKeeping?.()
    this.#host.deps.worlds.remove(this.simulation)
  }

  /** A world that goes on where its room wakes. */
  get #lasts(): boolean {
    return this.simulation !== undefined && this.parts.definition.history === 'stored'
  }

  /** Ticks do not wait for the store; while a write is under way there is no other. */
  #keepWorldBeside(): void {
    if (this.#state !== 'open' || this.#isKeeping) return
    this.#isKeeping = true
    void this.#keepWorld().finally(() => {
      this.#isKeeping = false
    })
  }

  async #keepWorld(): Promise<void> {
    const { simulation, parts } = this
    if (!simulation || !this.#lasts) return
    try {
      const text = simulation.exportState((this.room as Room).exportState())
      if (text.length > MOST_WORLD)
        throw new RangeError(`expected at most ${MOST_WORLD} characters, got ${text.length}`)
      await parts.keepWorld(text)
    } catch (error) {
      this.#host.log.error({ err: error }, 'the state of a world could not be kept')
    }
  }

  #tickEvery(period: number | undefined): void {
    this.#ticker?.stop()
    this.#ticker = undefined
    if (period === undefined || this.isEnding) return
    const { after, log } = this.#host
    const tick = async (dt: number) => {
      await this.parts.hooks.runQuietly('onTick', () => this.room.onTick(dt))
    }
    this.#ticker = new Ticker({ period, after, log, tick })
  }

  #closeIfEmptyAfter(ms: number): void {
    const { members } = this.parts
    if (!members.isEmpty || this.#host.seed.isKept || this.#cancelGrace) return
    this.#cancelGrace = this.#host.after(ms, () => {
      if (members.isEmpty) this.close()
    })
  }

  #endGrace(): void {
    this.#cancelGrace?.()
    this.#cancelGrace = undefined
  }

  async #end(reason: ClosingReason): Promise<void> {
    const { id } = this.parts.record
    this.#ticker?.stop()
    this.#stopWorld()
    this.hookHost.broadcast('room_closed', { room: id, reason })
    await this.members.close()
    await this.parts.hooks.runQuietly('onDispose', () => this.room.onDispose())
    if (this.#state === 'closing') this.#state = 'paying'
    // Not within this message: the thread may end meanwhile.
    void this.parts.debts.settled().then(() => this.#host.after(0, () => this.#finish()))
  }

  async #finish(): Promise<void> {
    if (this.#state !== 'paying') return
    const { id } = this.parts.record
    await this.#forget()
    await this.parts.debts.end(0)
    this.#state = 'ended'
    this.#host.directory.send.disposed(id, this.#host.address)
    this.#host.exit()
  }

  async #forget(): Promise<void> {
    try {
      await this.parts.forget()
    } catch (error) {
      this.#host.log.warn({ err: error }, 'a room that has ended could not be removed from the store')
    }
  }
}
