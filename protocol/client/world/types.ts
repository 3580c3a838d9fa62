// The types of a world as its client sees it, made from the types of the messages: what the schema does not have does not
// compile.

import type { InputHead, Patch, RoomInfo } from '../../generated/index.ts'
import type { Messages } from '../types.ts'

/** Pushes that are views of worlds: their bodies begin with a Patch. */
export type ViewName<M extends Messages> = NameOf<M['pushes'], 'patch', Patch>

/** Requests that are inputs for worlds: their bodies begin with an InputHead. */
export type InputName<M extends Messages> = NameOf<Bodies<M['requests']>, 'head', InputHead>

type Bodies<R> = { [N in keyof R]: R[N] extends { body: infer B } ? B : undefined }

type NameOf<B, F extends string, T> = {
  [N in keyof B]: B[N] extends { [K in F]?: T | undefined } ? (F extends keyof B[N] ? N : never) : never
}[keyof B] &
  string

/** The lists of a view by name: what is in each. */
export type ListsOf<M extends Messages, V extends ViewName<M>> = ListsIn<M['pushes'][V]>

type ListsIn<B> = { [K in keyof B as ItemOf<B[K]> extends never ? never : K]-?: ItemOf<B[K]> }
type ItemOf<T> = NonNullable<T> extends readonly (infer E)[] ? ('id' extends keyof E ? E : never) : never

/** What the step of a prediction changes: every field is there. */
export type Fields<T> = { -readonly [K in Exclude<keyof T, 'id'>]-?: Exclude<T[K], undefined> }

/** An entity that is seen: every field has a value. */
export type Seen<T> = Readonly<Fields<T>> & { readonly id: number }

/** An input without its head. */
export type InputOf<M extends Messages, I extends InputName<M>> = M['requests'][I] extends { body: infer B }
  ? Omit<B, 'head'>
  : never

/** Who hears `listener` until the returned function is called. */
type Hears<Args extends unknown[]> = (listener: (...args: Args) => void) => () => void

/** One list of a view: what is seen now, as the server had it at the last patch. */
export interface EntityList<T> extends Iterable<Seen<T>> {
  readonly size: number
  get(id: number): Seen<T> | undefined
  /** Told when a patch has been applied whole: first all that left, then all that entered, then all changes. An object is
   * the same from enter to leave. */
  readonly on: {
    enter: Hears<[entity: Seen<T>]>
    leave: Hears<[entity: Seen<T>]>
    /** Of one field: `before` is its value until this patch. */
    change<K extends keyof Fields<T>>(
      field: K,
      listener: (entity: Seen<T>, before: Fields<T>[K]) => void,
    ): () => void
  }
}

/** What a reply to a join says; of a world it has a `view`. */
export interface JoinedRoom {
  room: RoomInfo
  view?: number | undefined
  life?: number | undefined
  tick?: number | undefined
  /** ms between two ticks; 0 where the world has none. */
  tick_ms?: number | undefined
  /** ms between two patches. */
  patch_ms?: number | undefined
  seed?: number | undefined
}

/** What is told to a world that is joined again. */
export interface JoinAgain {
  /** Tick of the last patch that was applied. */
  since?: number
  life?: number
}

export interface WorldEvents {
  /** A patch was applied, and all about it was told. */
  patch: Patch
  /** It was joined again after a loss: what the room said meanwhile is lost, the view is the newest. */
  rejoined: JoinedRoom
  /** Nothing more comes: the room was left or closed, or could not be joined again. */
  ended: { reason: string }
}

interface WorldControls<M extends Messages, V extends ViewName<M>> {
  /** Of the last patch that was applied; 0 before the first. */
  readonly tick: number
  /** The tick that `show` has drawn, with a fraction; that of the last patch where nothing is drawn. */
  readonly seen: number
  /** ms between two ticks of the world; 0 where it has none. */
  readonly tickMs: number
  /** The reply to the last join. */
  readonly joined: JoinedRoom
  /**
   * What is to be drawn now: two patches late and some more where they come unevenly, between the patches before and behind;
   * what is predicted as it is predicted. Call it for each frame. The objects are the same each time and say what they say
   * until the next call.
   */
  show(): { readonly [L in keyof ListsOf<M, V>]: readonly Seen<ListsOf<M, V>[L]>[] }
  /** Calls `listener` at each event; the returned function ends that. */
  listen<E extends keyof WorldEvents>(event: E, listener: (value: WorldEvents[E]) => void): () => void
  /** Stops watching. The room is not left by it. */
  close(): void
}

/** What is seen of a world: its lists by name, each as a property. */
export type WorldView<M extends Messages, V extends ViewName<M>> = WorldControls<M, V> & {
  readonly [L in keyof ListsOf<M, V>]: EntityList<ListsOf<M, V>[L]>
}
