// State that components show: a store says that it has changed, and whoever shows it draws again, as a rule at most
// once per frame of the screen however often it changes.

import { useEffect, useLayoutEffect, useReducer, useState } from 'preact/hooks'

/** Makes the next value of the one that is there now. Handlers of a render that is over change things this way. */
export type Change<T> = (now: T) => T

export class Store {
  readonly #listeners = new Set<() => void>()

  /** Calls `listener` after each change; the returned function ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** To be called by the store after it has changed. */
  protected changed(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}

/** Draws the component again when one of `stores` has changed, at most once per frame. */
export function useStore(...stores: readonly Store[]): void {
  const draw = useDraw()
  useEffect(() => {
    let frame = 0
    const later = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0
        draw(undefined)
      })
    }
    const ends = stores.map(store => store.subscribe(later))
    later()
    return () => {
      cancelAnimationFrame(frame)
      for (const end of ends) end()
    }
  }, stores)
}

/** The same before the next event: for what is being typed, where one input builds on the other. */
export function useStoreNow(store: Store): void {
  const draw = useDraw()
  useLayoutEffect(() => store.subscribe(() => draw(undefined)), [store])
}

/**
 * A field of a form that only this component has: what is shown, how it is set, and what it is now. A handler asks for
 * the last, as it may be one of a render that is over: events come faster than renders.
 */
export function useField<T>(initial: T): readonly [shown: T, set: (next: T) => void, now: () => T] {
  const draw = useDraw()
  const [field] = useState({ value: initial })
  const set = (next: T) => {
    field.value = next
    draw(undefined)
  }
  return [field.value, set, () => field.value]
}

const useDraw = () => useReducer((count: number, _: undefined) => count + 1, 0)[1]
