// The base of a game's services: a service with what handlers have. On main, while workers serve the players, there is
// nothing to have: using it throws a TypeError that says where to launch the service.

import type { GameTypes } from '../agent/game-types.ts'
import { Service, type ServiceInit } from '../core/service/service.ts'
import type { DocumentClass, DocumentCore } from '../document/service/define-kind.ts'
import type { KindHandle } from '../document/service/kind-handle.ts'
import type { HeldState, StateReach } from '../document/state/thread-states.ts'
import type { Online } from '../watchdog/online.ts'
import type { BatchDefinition } from '../work/batch/define-batch.ts'
import type { Compute } from '../work/compute/define-compute.ts'
import type { Dates } from '../work/date/dates.ts'
import type { Operations } from '../work/operation/operations.ts'
import { Reach, type RoomsOfGame } from './reach.ts'

export abstract class GameService<G extends GameTypes, O = void> extends Service<O> {
  /** Its methods are no commands. */
  static readonly isBase: boolean = true
  #own: Reach<G> | undefined

  /** Changes a role, online or not: `roles.edit(uid, (role, { boards }) => …, id)`. */
  protected get roles(): Reach<G>['roles'] {
    return this.#game.roles
  }

  /** Handles of the game's boards. */
  protected get boards(): NonNullable<G['boards']> {
    return this.#game.boards
  }

  /** The designers' tables in their current version. */
  protected get tables(): NonNullable<G['tables']> {
    return this.#game.tables
  }

  /** What this game counts and measures for Prometheus. */
  protected get metrics(): NonNullable<G['metrics']> {
    return this.#game.metrics
  }

  /** The game's settings, from the configuration. */
  protected get settings(): NonNullable<G['settings']> {
    return this.#game.settings
  }

  /** Who is online, and messages to them. */
  protected get online(): Online {
    return this.#game.online
  }

  /** Makes, finds and ends rooms, which belong to nobody. */
  protected get rooms(): RoomsOfGame<G> {
    return this.#game.rooms
  }

  /** What is to be done at a date, over restarts: `dates.set(id, { days: 3 }, { role: uid, name, data })`. */
  protected get dates(): Dates<NonNullable<G['dates']>> {
    return this.#game.dates
  }

  /** Long work that goes on after the answer: `operations.start(work)` gives its id. */
  protected get operations(): Operations<never> {
    return this.#game.operations
  }

  /** Runs a function of the game's module of computations on a thread of its own. Throws TIMEOUT, TRY_AGAIN. */
  protected get compute(): Compute<NonNullable<G['compute']>> {
    return this.#game.compute
  }

  /** Has `item` loaded with others, by a definition that `batch(load, { max, wait })` has made; what one `client` asks for is
   * loaded in its order. Throws TIMEOUT, TRY_AGAIN. */
  protected batch<T, R>(definition: BatchDefinition<T, R>, item: T, client?: string): Promise<R> {
    return this.#game.batch(definition, item, client)
  }

  /** The result of `load`, which does not run again on this thread while it runs for the same key. */
  protected once<T>(key: string, load: () => Promise<T> | T): Promise<T> {
    return this.#game.once(key, load)
  }

  /** Documents of services of one kind: makes, finds, edits and removes them. */
  protected documents<R extends DocumentCore>(type: DocumentClass<R>): KindHandle<R> {
    return this.documentsOf(type)
  }

  /** The same; `own`: the id of the one that this service has. */
  protected documentsOf<R extends DocumentCore>(type: DocumentClass<R>, own?: string): KindHandle<R> {
    return this.#game.documents(type, own)
  }

  /** For services that keep a state. */
  protected holdState(...given: Parameters<StateReach['hold']>): Promise<HeldState> {
    return this.#game.holdState(...given)
  }

  /** A new id, as uids are: a decimal string that never comes again. */
  protected newId(): string {
    return this.#game.newId()
  }

  get #game(): Reach<G> {
    this.#own ??= new Reach<G>(this.reach, this.node)
    return this.#own
  }
}

/** `Service` of a game's kit. */
export type ServiceBase<G extends GameTypes> = abstract new <O = void>(
  init: ServiceInit<O>,
) => GameService<G, O>
