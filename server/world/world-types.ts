// The types of worlds, made from those of the messages: a field, a list or a view that the schema does not have does not compile.

import type { Pushes, Requests } from '../../protocol/generated/index.ts'

/** A push whose first field is a Patch. */
export type ViewName = {
  [K in keyof Pushes]: 'patch' extends keyof Pushes[K] ? K : never
}[keyof Pushes]

/** A request whose first field is an InputHead. */
export type InputName = {
  [K in keyof Requests]: 'head' extends keyof NonNullable<Requests[K]['body']> ? K : never
}[keyof Requests]

/** The name of a view, or, for a game with a protocol of its own, the type of its body. */
export type ViewOf<V> = V extends keyof Pushes ? Pushes[V] : V
export type InputBody<I> = I extends keyof Requests ? NonNullable<Requests[I]['body']> : I

/** As it stands in settings. */
export type NameOf<N> = N extends string ? N : string

type ItemOf<T> = NonNullable<T> extends readonly (infer E extends { id?: number | undefined })[] ? E : never

/** List -> the type of its entities, as the messages have it. */
export type ListsOf<V> = {
  [K in keyof ViewOf<V> as ItemOf<ViewOf<V>[K]> extends never ? never : K]-?: ItemOf<ViewOf<V>[K]>
}

/** Every field is there; they are changed by assignment. */
export type FieldsOf<T> = { -readonly [K in Exclude<keyof T, 'id'>]-?: NonNullable<T[K]> }

/** One thing of a world: its fields are set as those of any object, and who sees it gets what has changed. */
export type EntityOf<T> = FieldsOf<T> & {
  /** One of a kind in its world, whatever the list, and never used again. */
  readonly id: number
  /** It is gone with the next patch. */
  remove(): void
}

/** What a member sends, without its head. */
export type InputOf<I> = Omit<InputBody<I>, 'head'>

/** `only`: the members who see it; everybody unless said · `isStatic`: it never changes; all have it from the beginning, wherever it
 * stands, and it is sent once. */
export interface SpawnOptions {
  only?: readonly { readonly uid: string }[]
  isStatic?: boolean
}

export interface EntitiesOf<T> extends Iterable<EntityOf<T>> {
  /** What is left out is 0, '', false or nothing. Throws ROOM_FULL where the world has `maxEntities`, TypeError for a value that
   * its field does not take. */
  spawn(fields: Partial<FieldsOf<T>>, options?: SpawnOptions): EntityOf<T>
  get(id: number): EntityOf<T> | undefined
  readonly size: number
}
