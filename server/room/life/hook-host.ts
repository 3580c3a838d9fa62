// What a room's hooks use of the kit: tell members, post messages, kick, lock, close, pay, timers. All members see one order;
// what a timer runs is a hook.

import type { Logger } from '../../core/log/log.ts'
import type { ForkedWork } from '../../core/service/parts/forks.ts'
import type { ServiceScope } from '../../core/service/service.ts'
import type { RoomRecord } from '../../store/room-store.ts'
import type { Member, RoomHost, SendOptions } from '../room.ts'
import type { Simulation } from '../simulation.ts'
import type { MemberList, PresentMember } from './member-list.ts'
import type { RoomParts } from './room-parts.ts'

export interface HookHostOptions {
  parts: RoomParts
  /** Of a kind that is simulated. */
  world: Simulation | undefined
  kick(member: PresentMember): Promise<void> | undefined
  close(): void
  /** Whether hooks still run. */
  isOver(): boolean
}

export class HookHost implements RoomHost {
  readonly record: RoomRecord
  readonly members: MemberList
  readonly log: Logger
  readonly node: ServiceScope
  readonly reach: unknown
  readonly world: unknown
  readonly #parts: RoomParts
  readonly #options: HookHostOptions

  constructor(options: HookHostOptions) {
    const { parts } = options
    this.record = parts.record
    this.members = parts.members
    this.log = parts.host.log
    this.node = parts.host.node
    this.reach = parts.host.reach
    this.world = options.world
    this.#parts = parts
    this.#options = options
  }

  now(): number {
    return this.#parts.now()
  }

  broadcast(name: string, body: unknown, { only, except }: SendOptions<unknown> = {}): void {
    const { host, fanOut } = this.#parts
    const frames = host.deps.encoder.push(name, body)
    if (!frames) return
    if (!only) return fanOut.toAll(frames, { except: except as PresentMember | undefined })
    const present = (only as readonly PresentMember[]).filter(member => this.#parts.isIn(member))
    fanOut.toSome(present, frames)
  }

  post(
    { uid, account }: { uid: string; account: string },
    text: string,
    { except }: { except?: Member } = {},
  ): number {
    // Nothing broken goes into what is stored.
    if (typeof text !== 'string') throw new TypeError('post: expected a text')
    const { host, history, fanOut } = this.#parts
    const { encoder } = host.deps
    const { id: room } = this.record
    const time = this.now()
    const { number } = history.add({ uid, acc: account, text, time })
    const frames = encoder.push('room_message', { room, number, uid, acc: account, text, time })
    if (!frames) return number
    const hidden = () => encoder.push('room_message', { room, number, is_hidden: true })!
    fanOut.toAll(frames, { except: except as PresentMember | undefined, from: { uid, hidden } })
    return number
  }

  async kick(member: Member): Promise<void> {
    await this.#options.kick(member as PresentMember)
  }

  lock(isLocked: boolean): void {
    this.#parts.access.isLocked = isLocked
    this.#parts.host.after(0, () => this.#parts.keepEventually())
  }

  close(): void {
    this.#options.close()
  }

  after(ms: number, work: () => unknown): () => void {
    return this.#parts.host.after(ms, () => this.#run('after', work))
  }

  every(ms: number, work: () => unknown): () => void {
    return this.#parts.host.every(ms, () => this.#run('every', work))
  }

  fork(work: ForkedWork): void {
    this.#parts.host.fork(work)
  }

  pay(uid: string, name: string, data: unknown): Promise<void> {
    return this.#parts.pay(uid, name, data)
  }

  #run(hook: string, work: () => unknown): unknown {
    return this.#options.isOver() ? undefined : this.#parts.hooks.runQuietly(hook, work)
  }
}
