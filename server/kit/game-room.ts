// The base of a game's rooms: a room with what handlers have.

import type { GameTypes } from '../agent/game-types.ts'
import type { DocumentClass, DocumentCore } from '../document/service/define-kind.ts'
import type { KindHandle } from '../document/service/kind-handle.ts'
import { Room, type RoomHost, type RoomTypes } from '../room/room.ts'
import type { Online } from '../watchdog/online.ts'
import type { BatchDefinition } from '../work/batch/define-batch.ts'
import type { Compute } from '../work/compute/define-compute.ts'
import type { Dates } from '../work/date/dates.ts'
import type { Operations } from '../work/operation/operations.ts'
import { Reach, type RoomsOfGame } from './reach.ts'

export abstract class GameRoom<G extends GameTypes, P extends RoomTypes = RoomTypes> extends Room<P> {
  #own: Reach<G> | undefined

  /** Changes a role, online or not. Members are paid by `pay`: an edit of a player whose request this room is answering
   * waits for that answer. */
  get roles(): Reach<G>['roles'] {
    return this.#game.roles
  }

  /** Handles of the game's boards. */
  get boards(): NonNullable<G['boards']> {
    return this.#game.boards
  }

  /** The designers' tables in their current version. */
  get tables(): NonNullable<G['tables']> {
    return this.#game.tables
  }

  /** What this game counts and measures for Prometheus. */
  get metrics(): NonNullable<G['metrics']> {
    return this.#game.metrics
  }

  /** The game's settings, from the configuration. */
  get settings(): NonNullable<G['settings']> {
    return this.#game.settings
  }

  /** Who is online, and messages to them. */
  get online(): Online {
    return this.#game.online
  }

  /** Makes, finds and ends rooms, which belong to nobody. */
  get rooms(): RoomsOfGame<G> {
    return this.#game.rooms
  }

  /** What is to be done at a date, over restarts: `dates.set(id, { days: 3 }, { role: uid, name, data })`. */
  get dates(): Dates<NonNullable<G['dates']>> {
    return this.#game.dates
  }

  /** Long work that goes on after the answer: `operations.start(work)` gives its id. */
  get operations(): Operations<never> {
    return this.#game.operations
  }

  /** Runs a function of the game's module of computations on a thread of its own. Throws TIMEOUT, TRY_AGAIN. */
  get compute(): Compute<NonNullable<G['compute']>> {
    return this.#game.compute
  }

  /** Has `item` loaded with others, by a definition that `batch(load, { max, wait })` has made; what one `client` asks for is
   * loaded in its order. Throws TIMEOUT, TRY_AGAIN. */
  batch<T, R>(definition: BatchDefinition<T, R>, item: T, client?: string): Promise<R> {
    return this.#game.batch(definition, item, client)
  }

  /** The result of `load`, which does not run again on this thread while it runs for the same key. */
  once<T>(key: string, load: () => Promise<T> | T): Promise<T> {
    return this.#game.once(key, load)
  }

  /** Documents of services of one kind: makes, finds, edits and removes them. */
  documents<R extends DocumentCore>(type: DocumentClass<R>): KindHandle<R> {
    return this.#game.documents(type)
  }

  /** A new id, as uids are: a decimal string that never comes again. */
  newId(): string {
    return this.#game.newId()
  }

  get #game(): Reach<G> {
    this.#own ??= new Reach<G>(this.reach, this.node)
    return this.#own
  }
}

/** `Room` of a game's kit; `P` says what the kind is created with, what members carry, and what it pays. */
export type RoomBase<G extends GameTypes> = abstract new <P extends RoomTypes = RoomTypes>(
  host: RoomHost,
) => GameRoom<G, P>
