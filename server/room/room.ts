// A kind of room is a class with the hooks of a room's life, in this order:
//
//   onCreate → ( onJoin · onMessage · onTick · onDaily · onLeave )* → onDispose
//
// Hooks run one at a time and may wait. What a hook throws is answered to the caller that it ran for: an AppError as it is,
// anything else is logged and answered as INTERNAL. Rooms are plain state: sockets, topics and threads are the kit's.

import type { Pushes } from '../../protocol/generated/index.ts'
import type { Logger } from '../core/log/log.ts'

export interface Member<D = unknown> {
  readonly uid: string
  readonly account: string
  /** The kind's own, from the handler that joined; only this room sees it. */
  data: D
  readonly isModerator: boolean
}

/** left: the player asked to · gone: the connection ended · kicked · replaced: the player joined from another connection ·
 * closed: the room ended. */
export type LeaveReason = 'left' | 'gone' | 'kicked' | 'replaced' | 'closed'

export interface SendOptions<D> {
  /** Left out. */
  except?: Member<D>
  /** Only these. */
  only?: readonly Member<D>[]
}

/** What the kit gives a room. */
export interface RoomHost<O, D> {
  readonly record: { readonly id: string; readonly name: string; readonly owner: string; readonly options: O }
  readonly members: {
    readonly all: Iterable<Member<D>>
    readonly size: number
    get(uid: string): Member<D> | undefined
  }
  readonly log: Logger
  now(): number
  broadcast(name: string, body: unknown, options?: SendOptions<D>): void
  post(author: { uid: string; account: string }, text: string, options?: { except?: Member<D> }): number
  kick(member: Member<D>): Promise<void>
  lock(isLocked: boolean): void
  close(): void
}

/**
 * The base of all kinds. `O`: the options of onCreate, plain data · `D`: what a member carries · `M`: what members say ·
 * `R`: what onMessage answers.
 */
export abstract class Room<O = undefined, D = undefined, M = undefined, R = unknown> {
  /** For types only: what say() of this kind takes. */
  declare readonly messageType: M
  readonly #host: RoomHost<O, D>

  constructor(host: RoomHost<O, D>) {
    this.#host = host
  }

  // The hooks.

  /** Before the first member. If it throws, the room is not created. */
  onCreate(_options: O): unknown {
    return undefined
  }

  /** The member is in. If it throws, the member is refused, and has seen nothing. */
  onJoin(_member: Member<D>): unknown {
    return undefined
  }

  /** A member says something; the return value is the answer. */
  abstract onMessage(member: Member<D>, message: M): R | Promise<R>

  /** Every `tick` ms of the definition; `dt` is that time. */
  onTick(_dt: number): unknown {
    return undefined
  }

  /** A day of the game has begun, or `days` of them; see defineGame's `daily`. A room that sleeps does not hear of it. */
  onDaily(_days: number): unknown {
    return undefined
  }

  /** The member is out already. */
  onLeave(_member: Member<D>, _reason: LeaveReason): unknown {
    return undefined
  }

  /** The last hook; nobody is in. */
  onDispose(): unknown {
    return undefined
  }

  // What hooks use.

  get id(): string {
    return this.#host.record.id
  }

  get name(): string {
    return this.#host.record.name
  }

  /** The uid of the player who opened the room; '' for rooms of the server. */
  get owner(): string {
    return this.#host.record.owner
  }

  get options(): O {
    return this.#host.record.options
  }

  get log(): Logger {
    return this.#host.log
  }

  get members(): Iterable<Member<D>> {
    return this.#host.members.all
  }

  get size(): number {
    return this.#host.members.size
  }

  find(uid: string): Member<D> | undefined {
    return this.#host.members.get(uid)
  }

  /** ms since 1970, by the server's clock. */
  now(): number {
    return this.#host.now()
  }

  /** A push to all members, to some, or to all but one: in the order of these calls for each of them. */
  broadcast<K extends keyof Pushes & string>(name: K, body: Pushes[K], options?: SendOptions<D>): void {
    this.#host.broadcast(name, body, options)
  }

  /** Posts `text` in the name of `author`: it gets the next number, goes into the history and is pushed as `room_message`.
   * Returns the number. */
  post(author: { uid: string; account: string }, text: string, options?: { except?: Member<D> }): number {
    return this.#host.post(author, text, options)
  }

  kick(member: Member<D>): Promise<void> {
    return this.#host.kick(member)
  }

  /** Nobody can join while it is locked. */
  lock(isLocked: boolean): void {
    this.#host.lock(isLocked)
  }

  /** Ends the room after the current hook. */
  close(): void {
    this.#host.close()
  }
}
