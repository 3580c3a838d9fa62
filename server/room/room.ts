// A kind of room is a class with the hooks of a room's life, in this order:
//
//   onCreate → ( onJoin · onText · messages of its kind · onTick · onDaily · onAway · onBack · onLeave )* → onDispose
//
// Hooks and messages run one at a time and may wait. What one throws is answered to the caller that it ran for: an AppError
// as it is, anything else is logged and answered as INTERNAL. Rooms are plain state: sockets, topics and threads are the
// kit's. A game's rooms extend the `Room` of its game/kit.ts, which adds what handlers have (kit/game-room.ts).

import type { Pushes } from '../../protocol/generated/index.ts'
import type { Logger } from '../core/log/log.ts'
import type { ForkedWork } from '../core/service/parts/forks.ts'
import type { ServiceScope } from '../core/service/service.ts'

export interface Member<D = unknown> {
  readonly uid: string
  readonly account: string
  /** What the login calls the player, by the claim `name`, as others may see it; else the account. */
  readonly name: string
  /** The kind's own, from the handler that joined; only this room sees it. */
  data: D
  readonly isModerator: boolean
  /** The connection is lost; the player may come back, and hears then what is said meanwhile. */
  readonly isAway: boolean
  /** It only watches: of a world. */
  readonly isSpectator: boolean
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

/** What a kind of room names of itself; what it leaves out is undefined, or has no names. */
export interface RoomTypes {
  /** What it is created with: plain data. */
  options?: unknown
  /** What each member carries. */
  data?: unknown
  /** Name of a payment -> the plain data that it is made with. */
  pays?: object
}

export type OptionsIn<P> = P extends { options: infer O } ? O : undefined
export type DataIn<P> = P extends { data: infer D } ? D : undefined
export type PaysIn<P> = P extends { pays: infer Y extends object } ? Y : Record<never, never>

/** What the kit gives a room. */
export interface RoomHost {
  readonly record: {
    readonly id: string
    readonly name: string
    readonly owner: string
    readonly options: unknown
  }
  readonly members: {
    readonly players: Iterable<Member>
    readonly size: number
    get(uid: string): Member | undefined
  }
  readonly log: Logger
  readonly node: ServiceScope
  /** What the room's thread has for services; typed by kit/game-room.ts. */
  readonly reach: unknown
  /** Of a kind that is simulated; typed by kit/game-world.ts. */
  readonly world: unknown
  now(): number
  broadcast(name: string, body: unknown, options?: SendOptions<unknown>): void
  post(author: { uid: string; account: string }, text: string, options?: { except?: Member }): number
  kick(member: Member): Promise<void>
  lock(isLocked: boolean): void
  close(): void
  after(ms: number, work: () => unknown): () => void
  every(ms: number, work: () => unknown): () => void
  fork(work: ForkedWork): void
  pay(uid: string, name: string, data: unknown): Promise<void>
}

/** The base of all kinds. */
export abstract class Room<P extends RoomTypes = RoomTypes> {
  /** For types only. */
  declare readonly types: P
  readonly #host: RoomHost

  constructor(host: RoomHost) {
    this.#host = host
  }

  // The hooks.

  /** Before the first member. If it throws, the room is not created. */
  onCreate(_options: OptionsIn<P>): unknown {
    return undefined
  }

  /** The member is in. If it throws, the member is refused, and has seen nothing. */
  onJoin(_member: Member<DataIn<P>>): unknown {
    return undefined
  }

  /** A member says something, in a kind that talks; the text is clean. Returns its number, if it was posted. */
  onText(member: Member<DataIn<P>>, text: string): number | undefined | Promise<number | undefined> {
    return this.post(member, text)
  }

  /** Every `tick` ms of the definition; `dt` is that time. */
  onTick(_dt: number): unknown {
    return undefined
  }

  /** A day of the game has begun, or `days` of them; see defineGame's `daily`. A room that sleeps does not hear of it. */
  onDaily(_days: number): unknown {
    return undefined
  }

  /** The connection of the member is lost; it stays in, and may come back. */
  onAway(_member: Member<DataIn<P>>): unknown {
    return undefined
  }

  onBack(_member: Member<DataIn<P>>): unknown {
    return undefined
  }

  /** The member is out already. */
  onLeave(_member: Member<DataIn<P>>, _reason: LeaveReason): unknown {
    return undefined
  }

  /** The last hook; nobody is in. */
  onDispose(): unknown {
    return undefined
  }

  // For new code in a running server.

  /** The room goes on with newer code, from the version `from`: gives fields that are new their values. Runs between two hooks;
   * must not wait. */
  onReload(_from: string): void {}

  /** For a class with #private members: what importState() of its next version takes. Must not wait. */
  exportState(): unknown {
    return undefined
  }

  /** Takes what exportState() of the version before has given, after the constructor has run on this room once more. */
  importState(_state: ReturnType<this['exportState']>): void {}

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

  get options(): OptionsIn<P> {
    return this.#host.record.options as OptionsIn<P>
  }

  get log(): Logger {
    return this.#host.log
  }

  get members(): Iterable<Member<DataIn<P>>> {
    return this.#host.members.players as Iterable<Member<DataIn<P>>>
  }

  get size(): number {
    return this.#host.members.size
  }

  find(uid: string): Member<DataIn<P>> | undefined {
    return this.#host.members.get(uid) as Member<DataIn<P>> | undefined
  }

  /** ms since 1970, by the server's clock. */
  now(): number {
    return this.#host.now()
  }

  /** Launches and finds services; refs made here carry the room's chain of calls. */
  get node(): ServiceScope {
    return this.#host.node
  }

  /** A push to all members, to some, or to all but one: in the order of these calls for each of them. */
  broadcast<K extends keyof Pushes & string>(
    name: K,
    body: Pushes[K],
    options?: SendOptions<DataIn<P>>,
  ): void {
    this.#host.broadcast(name, body, options as SendOptions<unknown> | undefined)
  }

  /** Posts `text` in the name of `author`: it gets the next number, goes into the history and is pushed as `room_message`.
   * Returns the number. */
  post(
    author: { uid: string; account: string },
    text: string,
    options?: { except?: Member<DataIn<P>> },
  ): number {
    return this.#host.post(author, text, options as { except?: Member } | undefined)
  }

  kick(member: Member<DataIn<P>>): Promise<void> {
    return this.#host.kick(member)
  }

  /** Nobody can join while it is locked. */
  lock(isLocked: boolean): void {
    this.#host.lock(isLocked)
  }

  /** Ends the room after the current hook, once it has paid what it owes. */
  close(): void {
    this.#host.close()
  }

  /** Runs `work` as a hook after `ms`. Returns what cancels it; the end of the room does too. */
  after(ms: number, work: () => unknown): () => void {
    return this.#host.after(ms, work)
  }

  /** As `after`, every `ms`; rounds never overlap. */
  every(ms: number, work: () => unknown): () => void {
    return this.#host.every(ms, work)
  }

  /** Begins `work` and does not wait for it: other hooks run meanwhile. What it throws is logged with the room; its signal
   * is aborted when the room ends. */
  fork(work: ForkedWork): void {
    this.#host.fork(work)
  }

  /**
   * Changes a player's role by a payment of this kind, online or not, once whatever happens: the room owes it from now on
   * and does not end before it is paid. Resolves when the role is durable. Rejects with what the payment throws, which is
   * logged too: it is not tried again.
   */
  pay<N extends keyof PaysIn<P> & string>(uid: string, name: N, data: PaysIn<P>[N]): Promise<void> {
    return this.#host.pay(uid, name, data)
  }

  /** For the kit's own bases of rooms. */
  protected get reach(): unknown {
    return this.#host.reach
  }

  /** For the kit's own base of worlds. */
  protected get simulation(): unknown {
    return this.#host.world
  }
}
