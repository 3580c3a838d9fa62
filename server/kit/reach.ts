// What a game's services and rooms have besides their own state: what handlers have of their agent. Put together once per
// thread (on-thread.ts); each service or room has a view of it, whose calls are its own.

import type { GameTypes } from '../agent/game-types.ts'
import type { ServiceScope } from '../core/service/service.ts'
import type { DocumentClass, DocumentCore } from '../document/service/define-kind.ts'
import type { DocumentReach, KindHandle } from '../document/service/kind-handle.ts'
import type { HeldState, StateReach } from '../document/state/thread-states.ts'
import type { RoleEdits } from '../role/edit/role-edits.ts'
import type { RoomKinds } from '../room/define-room.ts'
import type { RoomReach, ServerRooms } from '../room/server-rooms.ts'
import type { Online } from '../watchdog/online.ts'
import type { BatchDefinition } from '../work/batch/define-batch.ts'
import type { Compute } from '../work/compute/define-compute.ts'
import type { Dates } from '../work/date/dates.ts'
import type { Operations } from '../work/operation/operations.ts'
import type { ThreadWork } from '../work/thread-work.ts'

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
  /** For what is heavy, slow or due later. */
  readonly work: Pick<ThreadWork, 'compute' | 'dates' | 'operations' | 'batches'>
  readonly documents: DocumentReach
  readonly states: StateReach
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
  #dates: Dates | undefined
  #operations: Operations<never> | undefined

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

  get dates(): Dates<NonNullable<G['dates']>> {
    this.#dates ??= this.#thread.work.dates(this.#node)
    return this.#dates as unknown as Dates<NonNullable<G['dates']>>
  }

  get operations(): Operations<never> {
    this.#operations ??= this.#thread.work.operations(this.#node)
    return this.#operations
  }

  get compute(): Compute<NonNullable<G['compute']>> {
    return this.#thread.work.compute as Compute<NonNullable<G['compute']>>
  }

  /** Has `item` loaded with others; what one `client` asks for is loaded in its order. */
  batch<T, R>(definition: BatchDefinition<T, R>, item: T, client?: string): Promise<R> {
    return this.#thread.work.batches.ask(definition, item, client)
  }

  /** The result of `load`, which does not run again on this thread while it runs for the same key. */
  once<T>(key: string, load: () => Promise<T> | T): Promise<T> {
    return this.#thread.work.batches.once(key, load)
  }

  /** `own`: the id of the document of this kind that whoever asks has. */
  documents<R extends DocumentCore>(type: DocumentClass<R>, own?: string): KindHandle<R> {
    return this.#thread.documents(type, this.#node, own)
  }

  holdState(...given: Parameters<StateReach['hold']>): Promise<HeldState> {
    return this.#thread.states.hold(...given)
  }

  newId(): string {
    return this.#thread.newId()
  }
}
