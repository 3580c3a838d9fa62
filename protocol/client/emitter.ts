// Listeners by event name. A listener that throws does not keep the others from hearing, and all hear the events in
// one order: what is emitted by a listener waits until everyone has heard the event before.

interface Listener {
  call: (value: never) => void
}

export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<Listener>>()
  /** What is to be told; undefined while nothing is being told. */
  #queue: (() => void)[] | undefined

  /** Calls `listener` at each `event`; the returned function ends that. */
  on<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): () => void {
    const set = this.#listeners.get(event) ?? new Set()
    this.#listeners.set(event, set)
    const own = { call: listener }
    set.add(own)
    return () => set.delete(own)
  }

  emit<E extends keyof Events>(event: E, value: Events[E]): void {
    const set = this.#listeners.get(event)
    if (!set) return
    const heard = [...set]
    this.inOrder(() =>
      this.#queue!.push(() => {
        for (const own of heard) if (set.has(own)) callSafely(own.call as (value: Events[E]) => void, value)
      }),
    )
  }

  /** What `act` emits is told together: nothing that a listener emits comes between. */
  inOrder(act: () => void): void {
    if (this.#queue) return act()
    this.#queue = []
    act()
    for (const tell of this.#queue) tell()
    this.#queue = undefined
  }
}

/** What `listener` throws belongs to its owner: it becomes an uncaught error, and the caller goes on. */
export function callSafely<T>(listener: (value: T) => void, value: T): void {
  try {
    listener(value)
  } catch (error) {
    setTimeout(() => {
      throw error
    })
  }
}
