// The base of a game's rooms: a room with what handlers have.

import type { GameTypes } from '../agent/game-types.ts'
import { Room, type RoomHost, type RoomTypes } from '../room/room.ts'
import type { Online } from '../watchdog/online.ts'
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
