// What a game's services and rooms have besides their own state: what handlers have of their agent. Put together once per
// thread (on-thread.ts); each service or room has a view of it, whose calls are its own.

import type { GameTypes } from '../agent/game-types.ts'
import type { ServiceScope } from '../core/service/service.ts'
import type { RoleEdits } from '../role/edit/role-edits.ts'
import type { RoomKinds } from '../room/define-room.ts'
import type { RoomReach, ServerRooms } from '../room/server-rooms.ts'
import type { Online } from '../watchdog/online.ts'

/** Of one thread that serves players. */
export interface ThreadReach {
  readonly edits: RoleEdits
  /** The handles of the game's boards. */
  readonly boards: object
  /** The facade of the tables; undefined for a game without. */
  readonly tables: object | undefined
  /** The game's, checked. */
  readonly settings: object
  /** The handles of the game's metrics. */
  readonly metrics: object
  readonly rooms: RoomReach
  /** Never gives the same twice. */
  newId(): string
}

export type RoomsOfGame<G> = G extends { rooms: infer K extends RoomKinds } ? ServerRooms<K> : ServerRooms

/** `reach` is what the thread has put there; undefined on one that serves nobody. */
export class Reach<G extends GameTypes> {
  readonly #thread: ThreadReach
  readonly #node: ServiceScope
  #online: Online | undefined
  #rooms: ServerRooms | undefined

  constructor(reach: unknown, node: ServiceScope) {
    if (reach === undefined)
      throw new TypeError(
        'a service of the game: expected a thread that serves players, got main; launch it by launchOn with a slot from 1 on',
      )
    this.#thread = reach as ThreadReach
    this.#node = node
  }

  get roles(): Pick<RoleEdits<G['role'], NonNullable<G['boards']>>, 'edit'> {
    return this.#thread.edits as unknown as RoleEdits<G['role'], NonNullable<G['boards']>>
  }

  get boards(): NonNullable<G['boards']> {
    return this.#thread.boards as NonNullable<G['boards']>
  }

  get tables(): NonNullable<G['tables']> {
    return this.#thread.tables as NonNullable<G['tables']>
  }

  /** What this game counts and measures for Prometheus. */
  get metrics(): NonNullable<G['metrics']> {
    return this.#thread.metrics as NonNullable<G['metrics']>
  }

  /** The game's settings, from the configuration. */
  get settings(): NonNullable<G['settings']> {
    return this.#thread.settings as NonNullable<G['settings']>
  }

  get online(): Online {
    this.#online ??= this.#thread.rooms.online(this.#node)
    return this.#online
  }

  get rooms(): RoomsOfGame<G> {
    this.#rooms ??= this.#thread.rooms.rooms(this.#node)
    return this.#rooms as RoomsOfGame<G>
  }

  newId(): string {
    return this.#thread.newId()
  }
}
