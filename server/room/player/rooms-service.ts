// The rooms of one thread: the service `.rooms/<slot>`. It creates rooms here for the directory, and passes on to the agents
// here what rooms, other threads and the directory have for them. Its messages overlap; it calls no agent, and rooms only at
// the end, when it waits for what they have to save.

import { type Address, lifeOf } from '../../core/address.ts'
import { AppError, hasCode, isGone } from '../../core/errors.ts'
import type { Ref } from '../../core/service/ref.ts'
import { Service } from '../../core/service/service.ts'
import type { AgentReach, PlayerPush } from '../../watchdog/online.ts'
import type { RoomDirectory } from '../directory/room-directory.ts'
import type { RoomMaker } from '../directory/waking.ts'
import { RoomService } from '../life/room-service.ts'
import type { Farewell, RoomDeps, RoomSeed } from '../room-messages.ts'
import { Absences, Departures } from './departures.ts'
import type { RoomAgent, RoomAgents } from './room-agent.ts'
import type { ThreadRooms } from './thread-rooms.ts'

export interface RoomsServiceOptions {
  threadRooms: ThreadRooms
  deps: RoomDeps
  agents: RoomAgents
}

export class RoomsService extends Service<RoomsServiceOptions> implements RoomMaker, Farewell, AgentReach {
  static concurrent = true
  readonly #rooms = new Map<Address, { id: string; room: Ref<RoomService> }>()
  #isClosing = false

  protected override async onStart(): Promise<void> {
    const { resources } = this.options.threadRooms
    resources.roomsService = this.address
    resources.departures = new Departures(this.node)
    resources.absences = new Absences(this.node)
    for (const { uid, until } of await this.#directory.call.register(this.address)) this.muted(uid, until)
  }

  // For the directory.

  /** Rejects with what onCreate throws. */
  async create(seed: RoomSeed): Promise<Address> {
    if (this.#isClosing) throw new AppError('TRY_AGAIN')
    let address: Address | undefined
    const onEnded = () => {
      if (address !== undefined) this.#rooms.delete(address)
    }
    const { deps, threadRooms } = this.options
    if (!Object.hasOwn(deps.kinds, seed.record.kind)) await threadRooms.resources.untilSwitched()
    const room = await this.node.launch(RoomService, { seed, deps, directory: this.#directory, onEnded })
    address = room.address
    this.#rooms.set(address, { id: seed.record.id, room })
    return address
  }

  /** The thread with this life has ended: removes its players from the rooms here, and its rooms from the agents here. */
  lost(life: number): void {
    this.options.threadRooms.resources.lostLives.add(life)
    for (const { room } of this.#rooms.values()) room.send.lost(life)
    for (const rooms of this.options.threadRooms.all) rooms.lose(room => lifeOf(room) === life)
  }

  /** A room has ended beside a hook that does not end: its members here hear of it by their agents. */
  lostRoom(room: Address): void {
    for (const rooms of this.options.threadRooms.all) rooms.lose(each => each === room)
  }

  /** `until` in ms since 1970; 0 ends it. */
  muted(uid: string, until: number): void {
    this.options.threadRooms.resources.mute(uid, until)
  }

  // For rooms.

  out(room: Address, agents: readonly Address[]): void {
    const { threadRooms } = this.options
    for (const agent of agents) {
      const moved = threadRooms.movedTo(agent)
      if (moved) this.node.ref<Farewell>(moved.roomsService).send.out(room, [moved.agent])
      else threadRooms.known(agent)?.out(room)
    }
  }

  // For agents on any thread.

  /** Who an agent here is, and in which rooms; undefined when there is none. */
  look(address: Address): MaybeLater<{ uid: string; rooms: string[]; isAway: boolean } | undefined> {
    const agent = this.options.agents.at(address)
    if (!agent) return this.#askMoved(address, (reach, moved) => reach.call.look(moved))
    const rooms = this.options.threadRooms.known(address)?.ids ?? []
    return { uid: agent.uid, rooms, isAway: agent.peer.isAway }
  }

  /** Pushes to an agent here; returns its uid, undefined when there is none. Whoever blocks the sender gets nothing.
   * Throws RATE_LIMITED for a whisper when the agent hears too many strangers. */
  deliver(address: Address, push: PlayerPush): MaybeLater<string | undefined> {
    const { from, name, body, isWhisper } = push
    const agent = this.options.agents.at(address)
    if (!agent) return this.#askMoved(address, (reach, moved) => reach.call.deliver(moved, push))
    const { threadRooms } = this.options
    const { uid } = agent
    const rooms = threadRooms.known(address)
    if (rooms?.blocks(from)) return uid
    if (isWhisper && !rooms?.hasWhispered(from) && !threadRooms.resources.rates.hearStranger(uid))
      throw new AppError('RATE_LIMITED', 'this player gets too many messages; try again later')
    agent.push(name, body as never)
    return uid
  }

  /** Pushes to these agents here, or to all: encoded once per format. Returns how many they are, without those who block
   * the sender. */
  deliverTo(addresses: readonly Address[] | 'all', push: PlayerPush): number {
    const { from, name, body } = push
    const frames = this.options.deps.encoder.push(name, body)
    if (!frames) throw new TypeError(`there is no message "${name}"`)
    const { threadRooms, deps } = this.options
    const connections: number[] = []
    for (const agent of this.#agents(addresses)) {
      if (from !== '' && threadRooms.known(agent.address)?.blocks(from)) continue
      connections.push(agent.peer.id)
    }
    if (connections.length > 0)
      deps.outbox.add(threadRooms.resources.gate, ['sendTo', connections, frames, undefined])
    return connections.length + this.#sendMoved(addresses, push)
  }

  /** Returns how many of these were here and are elsewhere now. */
  #sendMoved(addresses: readonly Address[] | 'all', push: PlayerPush): number {
    if (addresses === 'all') return 0
    let sent = 0
    for (const address of addresses) {
      const moved = this.options.threadRooms.movedTo(address)
      if (!moved) continue
      this.node.ref<AgentReach>(moved.roomsService).send.deliverTo([moved.agent], push)
      sent++
    }
    return sent
  }

  /** An agent that was here may be elsewhere now. */
  #askMoved<T>(
    address: Address,
    ask: (reach: Ref<AgentReach>, agent: Address) => Promise<T | undefined>,
  ): MaybeLater<T | undefined> {
    const moved = this.options.threadRooms.movedTo(address)
    if (!moved) return undefined
    return ask(this.node.ref<AgentReach>(moved.roomsService), moved.agent).catch(error => {
      if (isGone(error)) return undefined
      throw error
    })
  }

  // For the console and for tests, and for the end.

  count(): { rooms: number; players: number } {
    const players = [...this.options.threadRooms.all].filter(rooms => rooms.ids.length > 0).length
    return { rooms: this.#rooms.size, players }
  }

  protected override inspect(): object {
    return this.count()
  }

  /** The thread ends in `ms`: its rooms take nothing more. Resolves when everything that was said is in the store;
   * rejects naming the rooms that a hook, or the store, kept. */
  async close(ms: number): Promise<void> {
    this.#isClosing = true
    const kept = await Promise.all([...this.#rooms.values()].map(({ id, room }) => retire(room, id, ms)))
    const names = kept.filter(name => name !== undefined)
    if (names.length > 0) throw new AppError('TIMEOUT', `rooms that did not end: ${names.join(', ')}`)
  }

  #agents(addresses: readonly Address[] | 'all'): Iterable<RoomAgent> {
    const { agents } = this.options
    if (addresses === 'all') return agents.open()
    return addresses.map(address => agents.at(address)).filter(agent => agent !== undefined)
  }

  get #directory(): Ref<RoomDirectory> {
    return this.node.ref<RoomDirectory>(this.options.threadRooms.resources.directory)
  }
}

type MaybeLater<T> = T | Promise<T>

/** ms that a room has to finish its message when its thread ends, and the part of all that this may be. */
const RETIRE_WITHIN = 1500
const RETIRE_SHARE = 0.4
/** The part of all that is left for its history to get into the store after that. */
const ABANDON_SHARE = 0.5

/** Returns what kept the room, if something did. */
async function retire(room: Ref<RoomService>, id: string, ms: number): Promise<string | undefined> {
  try {
    await room.within(Math.min(RETIRE_WITHIN, ms * RETIRE_SHARE)).call.retire()
    return undefined
  } catch (error) {
    if (hasCode(error, 'SERVICE_DEAD')) return undefined
    if (hasCode(error, 'TIMEOUT')) return abandon(room, id, ms)
    throw error
  }
}

async function abandon(room: Ref<RoomService>, id: string, ms: number): Promise<string | undefined> {
  try {
    return await room.within(ms * ABANDON_SHARE).call.abandon()
  } catch (error) {
    if (hasCode(error, 'SERVICE_DEAD')) return undefined
    if (hasCode(error, 'TIMEOUT')) return `what the room ${id} has yet to store or to pay`
    throw error
  }
}
