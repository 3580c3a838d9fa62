// The base of a game's worlds: a room that is simulated. What it is given is server/world's.

import type { GameTypes } from '../agent/game-types.ts'
import type { AnyRoom, GameRequests, RoomClass, RoomDefinition, RoomParts } from '../room/define-room.ts'
import { defineRoom } from '../room/define-room.ts'
import type { PresentMember } from '../room/life/member-list.ts'
import type { Member, RoomHost, RoomTypes } from '../room/room.ts'
import { WorldKind } from '../world/define-world.ts'
import type { Entity } from '../world/entity/entity.ts'
import type { WorldSimulation } from '../world/simulation.ts'
import type { Past } from '../world/tick/history.ts'
import type { WorldSettings } from '../world/world-settings.ts'
import type { EntitiesOf, InputName, InputOf, ListsOf, NameOf, ViewName } from '../world/world-types.ts'
import { GameRoom } from './game-room.ts'

/** What a world names of itself, beside what rooms do. */
export interface WorldTypes<V, I, D, O> extends RoomTypes {
  view: V
  input: I
  data: D
  options: O
}

/**
 * `V`: its view, `I`: its input, by their names (`World<'arena', 'steer', Player>`); a game with a protocol of its own names the
 * types of their bodies · `D`: what each member carries · `O`: what it is created with.
 *
 * Its hooks, beside those of rooms: onInput and onTick, once a tick, which must not wait, and onSpectate.
 */
export abstract class GameWorld<
  G extends GameTypes,
  V extends ViewName | object,
  I extends InputName | object = never,
  D = undefined,
  O = undefined,
> extends GameRoom<G, WorldTypes<V, I, D, O>> {
  /** An input of this member, once a tick; the last one again for a few ticks when none has come. `dt` in seconds. */
  onInput(_member: Member<D>, _input: InputOf<I>, _dt: number): unknown {
    return undefined
  }

  /** Every `tick` ms, behind the inputs. `dt` in seconds. */
  override onTick(_dt: number): unknown {
    return undefined
  }

  /** Somebody watches from now on: no member, and onJoin does not run. In a world with `sight` it sees from where follow() says. */
  onSpectate(_spectator: Member<D>): unknown {
    return undefined
  }

  /** The entities, by the lists of the view. */
  get lists(): { readonly [L in keyof ListsOf<V>]: EntitiesOf<ListsOf<V>[L]> } {
    return this.#world.lists as never
  }

  /** The number of the tick that runs, or ran last. */
  get tick(): number {
    return this.#world.tick
  }

  /** ms that the last run of ticks took, with its patch. */
  get tickTime(): number {
    return (this.#world.look() as { ms: number }).ms
  }

  /** From 0 to 1, without 1. Clients that know the seed, which the reply to a join has, can follow. */
  random(): number {
    return this.#world.random.next()
  }

  /** From now on the member, or spectator, sees from where this is: an entity, or a place. Throws NOT_IN_ROOM. */
  follow(member: Member<D>, eye: { readonly x: number; readonly y: number }): void {
    this.#world.follow(member, eye)
  }

  /** Puts an entity somewhere at once: clients don't draw it on the way. */
  moved<T extends object>(entity: T, fields: Partial<T>, { snap }: { snap: true }): void {
    Object.assign(entity, fields)
    if (snap) this.#world.snap(entity as unknown as Entity)
  }

  /** Who sees an entity from now on; undefined for everybody. */
  show(entity: object, only: readonly { readonly uid: string }[] | undefined): void {
    this.#world.store.show(entity as Entity, only)
  }

  /** Those of a list within `radius` of a place, now. */
  near<L extends keyof ListsOf<V>>(list: L, x: number, y: number, radius: number): EntityIn<V, L>[] {
    return this.#world.near(list as string, x, y, radius) as never
  }

  /** What the member saw when it made the input that is being handled, `rewind` ms ago at most. */
  past(member: Member<D>): Past {
    return this.#world.past(member as PresentMember)
  }

  /** Runs `work` as a hook in so many ticks, from 1 on. Returns what cancels it. */
  afterTicks(ticks: number, work: () => unknown): () => void {
    return this.#world.timers.add(this.tick, ticks, 0, work)
  }

  /** As afterTicks, again and again. */
  everyTicks(ticks: number, work: () => unknown): () => void {
    return this.#world.timers.add(this.tick, ticks, ticks, work)
  }

  get #world(): WorldSimulation {
    return this.simulation as WorldSimulation
  }
}

/** The entities of one list of a view. */
export type EntityIn<V, L extends keyof ListsOf<V>> = ReturnType<EntitiesOf<ListsOf<V>[L]>['spawn']>

/** `World` of a game's kit. */
export type WorldBase<G extends GameTypes> = abstract new <
  V extends ViewName | object,
  I extends InputName | object = never,
  D = undefined,
  O = undefined,
>(
  host: RoomHost,
) => GameWorld<G, V, I, D, O>

type ViewIn<R> = R extends { readonly types: { view: infer V } } ? V : never
type InputIn<R> = R extends { readonly types: { input: infer I } } ? I : never

/** The parts of a kind of worlds: those of any room, and what its world is like. */
export type WorldParts<R extends AnyRoom, M extends keyof GameRequests, Role, E> = Omit<
  RoomParts<R, M, Role, E>,
  'room' | 'tick'
> &
  Omit<WorldSettings, 'view' | 'input'> & { view: NameOf<ViewIn<R>> } & ([InputIn<R>] extends [never]
    ? { input?: undefined }
    : { input: NameOf<InputIn<R>> })

/** Throws StartError where a rate is none. */
export function defineWorld<R extends AnyRoom, M extends keyof GameRequests, Role, E>(
  room: RoomClass<R>,
  parts: WorldParts<R, M, Role, E>,
): RoomDefinition<R, M> {
  const { view, input, tick, patch, sight, budget, far, rewind, maxEntities, maxSpectators, ...rest } =
    parts as WorldSettings & object
  const settings = { view, input, tick, patch, sight, budget, far, rewind, maxEntities, maxSpectators }
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
  const definition = defineRoom<R, M, Role, E>({ ...rest, room } as never)
  return { ...definition, world: new WorldKind(given as unknown as WorldSettings) }
}
