// What handlers, hooks and commands of a game can do for one player: the half of an agent that games use. The other half,
// the agent's life and its requests, is agent.ts.

import type { Pushes } from '../../protocol/generated/index.ts'
import type { Claims, Identity } from '../auth/authenticator.ts'
import { AppError } from '../core/errors.ts'
import type { Logger } from '../core/log/log.ts'
import type { ForkedWork } from '../core/service/parts/forks.ts'
import { Service, type ServiceInit, type ServiceScope } from '../core/service/service.ts'
import type { DocumentClass, DocumentCore } from '../document/service/define-kind.ts'
import type { DocumentReach, KindHandle } from '../document/service/kind-handle.ts'
import type { Peer } from '../gate/peer.ts'
import { type EditingHost, OwnEdits } from '../role/edit/own-edits.ts'
import type { RoomKinds } from '../room/define-room.ts'
import type { PlayerRooms } from '../room/player/player-rooms.ts'
import type { Seat } from '../room/room-messages.ts'
import type { PlayerOnline } from '../watchdog/online.ts'
import type { BatchDefinition } from '../work/batch/define-batch.ts'
import type { Compute } from '../work/compute/define-compute.ts'
import type { Dates } from '../work/date/dates.ts'
import type { Operations } from '../work/operation/operations.ts'
import type { ThreadWork } from '../work/thread-work.ts'
import type { GameTypes } from './game-types.ts'

/** What the game has on the player's thread. */
export interface PlayerHost extends EditingHost {
  /** The facade of the tables; undefined for a game without. */
  readonly tables: object | undefined
  readonly boards: object
  readonly documents: DocumentReach
  /** The game's own, checked. */
  readonly settings: object
  /** The handles of the game's metrics. */
  readonly metrics: object
  /** For what is heavy, slow or due later. */
  readonly work: ThreadWork
  /** Never gives the same twice. */
  newId(): string
  facet(name: string, agent: never): Facet
}

/** Something that another module adds to an agent, such as `agent.rooms`; made on first use. */
export interface Facet {
  /** The connection is lost, or back. */
  away?(isAway: boolean): void
  /** The agent leaves. Not awaited; a facet finishes its own work. */
  depart?(): void
  /** Nothing keeps the agent on this thread. */
  readonly canMove?: boolean
  /** The agent is reached at `seat` from now on: resolves when others know. */
  moveTo?(seat: Seat): Promise<void>
  /** What it has for the one of its name where the agent is now. */
  give?(seat: Seat): unknown
  /** The agent is about to come here. */
  expect?(): void
  /** It is here, and has what was given. */
  take?(given: never): void
}

export interface PlayerOptions {
  host: PlayerHost
  identity: Identity
  peer: Peer
}

type RoomsOf<G> = G extends { rooms: infer K extends RoomKinds } ? PlayerRooms<K> : PlayerRooms

export abstract class PlayerScope<G extends GameTypes, O extends PlayerOptions> extends Service<O> {
  readonly peer: Peer
  protected readonly _host: O['host']
  protected _role: G['role'] | undefined
  /** Made on first use, as the facets. */
  #edits: OwnEdits<G['role'], NonNullable<G['boards']>> | undefined
  #facets: Map<string, Facet> | undefined

  constructor(init: ServiceInit<O>) {
    super(init)
    // Here and not in `options`: every request needs them.
    this.peer = this.options.peer
    this._host = this.options.host
  }

  get account(): string {
    return this.options.identity.account
  }

  /** The connection is lost, and may come back: what is pushed meanwhile is kept for it. */
  get isAway(): boolean {
    return this.peer.isAway
  }

  /** What the login's token says, or what the game's `authenticate` has given besides the account; nothing with open logins. */
  get claims(): Claims {
    return this.options.identity.claims
  }

  /** The player's document; every change is saved. Throws ROLE_CLOSED before the login is done. */
  get role(): G['role'] {
    if (this._role === undefined) throw new AppError('ROLE_CLOSED')
    return this._role
  }

  get uid(): string {
    return this.role.uid
  }

  /** Changes a role, online or not, also the player's own: `roles.edit(uid, (role, { boards }) => …, id)`. */
  get roles(): OwnEdits<G['role'], NonNullable<G['boards']>> {
    this.#edits ??= new OwnEdits(this, this._host)
    return this.#edits
  }

  /** Documents of services of one kind: makes, finds, edits and removes them. */
  documents<D extends DocumentCore>(this: this, type: DocumentClass<D>): KindHandle<D> {
    return this._host.documents(type, this.node)
  }

  /** The designers' tables in their current version. */
  get tables(): NonNullable<G['tables']> {
    return this._host.tables as NonNullable<G['tables']>
  }

  /** Handles of the game's boards. */
  get boards(): NonNullable<G['boards']> {
    return this._host.boards as NonNullable<G['boards']>
  }

  /** What this game counts and measures for Prometheus. */
  get metrics(): NonNullable<G['metrics']> {
    return this._host.metrics as NonNullable<G['metrics']>
  }

  /** The game's settings, from the configuration. */
  get settings(): NonNullable<G['settings']> {
    return this._host.settings as NonNullable<G['settings']>
  }

  /** The rooms that this player is in, and how to join others. */
  get rooms(): RoomsOf<G> {
    return this.#facet('rooms') as RoomsOf<G>
  }

  /** The same, for the kit. */
  get roomsOfAnyKind(): PlayerRooms {
    return this.#facet('rooms') as PlayerRooms
  }

  /** Who else is online, and messages to them. */
  get online(): PlayerOnline {
    return this.#facet('online') as PlayerOnline
  }

  /** What is to be done at a date, over restarts: `dates.set(id, { days: 3 }, { role: uid, name, data })`. */
  get dates(): Dates<NonNullable<G['dates']>> {
    return this._host.work.dates(this.node) as unknown as Dates<NonNullable<G['dates']>>
  }

  /** Long work of this player, which goes on after the answer: `operations.start(work)` gives its id. */
  get operations(): Operations<keyof Pushes & string> {
    return this._host.work.operations(this.node, this.uid)
  }

  /** Runs a function of the game's module of computations on a thread of its own. Throws TIMEOUT, TRY_AGAIN. */
  get compute(): Compute<NonNullable<G['compute']>> {
    return this._host.work.compute as Compute<NonNullable<G['compute']>>
  }

  /** Has `item` loaded with others, by a definition that `batch(load, { max, wait })` has made; what this player asks for is
   * loaded in its order. Throws TIMEOUT, TRY_AGAIN. */
  batch<T, R>(this: this, definition: BatchDefinition<T, R>, item: T): Promise<R> {
    return this._host.work.batches.ask(definition, item, this.uid)
  }

  /** The result of `load`, which does not run again on this thread while it runs for the same key. */
  once<T>(this: this, key: string, load: () => Promise<T> | T): Promise<T> {
    return this._host.work.batches.once(key, load)
  }

  /** Begins `work` and does not wait for it, nor does the next request. What it throws is logged with the player; its signal
   * is aborted when the agent has left. */
  override fork(this: this, work: ForkedWork): void {
    super.fork(work)
  }

  /** A new id, as uids are: a decimal string that never comes again. */
  newId(this: this): string {
    return this._host.newId()
  }

  /** ms since 1970, by the server's clock. */
  override now(this: this): number {
    return super.now()
  }

  override get address(): number {
    return super.address
  }

  override get log(): Logger {
    return super.log
  }

  override get node(): ServiceScope {
    return super.node
  }

  /** False while it leaves, and afterwards: a handler that still runs must not join rooms any more. */
  protected abstract get _isHere(): boolean

  protected _tellFacets(isAway: boolean): void {
    for (const facet of this.#facets?.values() ?? []) facet.away?.(isAway)
  }

  protected _departFacets(): void {
    for (const facet of this.#facets?.values() ?? []) facet.depart?.()
  }

  // For moves.

  protected get _canFacetsMove(): boolean {
    return [...(this.#facets?.values() ?? [])].every(({ canMove = true }) => canMove)
  }

  protected async _moveFacets(seat: Seat): Promise<void> {
    await Promise.all([...(this.#facets?.values() ?? [])].map(facet => facet.moveTo?.(seat)))
  }

  protected _giveFacets(seat: Seat): Record<string, unknown> {
    const given: Record<string, unknown> = {}
    for (const [name, facet] of this.#facets ?? []) if (facet.give) given[name] = facet.give(seat)
    return given
  }

  protected _expectFacets(names: readonly string[]): void {
    for (const name of names) this.#facet(name).expect?.()
  }

  protected _takeFacets(given: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(given)) this.#facet(name).take?.(value as never)
  }

  #facet(name: string): Facet {
    if (!this._isHere) throw new AppError('ROLE_CLOSED')
    const known = this.#facets?.get(name)
    if (known) return known
    const facet = this._host.facet(name, this as never)
    this.#facets ??= new Map()
    this.#facets.set(name, facet)
    return facet
  }
}
