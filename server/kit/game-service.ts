// The base of a game's services: a service with what handlers have. On main, while workers serve the players, there is
// nothing to have: using it throws a TypeError that says where to launch the service.

import type { GameTypes } from '../agent/game-types.ts'
import { Service, type ServiceInit } from '../core/service/service.ts'
import type { Online } from '../watchdog/online.ts'
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
