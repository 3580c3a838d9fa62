// The entities of one list that are seen. Each is one object from the patch in which it entered to the one in which it left;
// only patches change it.

import type { Entity, ListShape, Values } from './shape.ts'

type Listener = (entity: Entity, before: unknown) => void

const LEAVE = 0
const ENTER = 1
const CHANGE = 2

/** What there is to tell of a patch, in the order in which it is told: who left, who entered, what changed. */
export class News {
  readonly #parts: (() => void)[][] = [[], [], []]

  add(part: number, listeners: ReadonlySet<Listener>, entity: Entity, before?: unknown): void {
    for (const listener of listeners)
      this.#parts[part]!.push(() => {
        // Who has stopped listening meanwhile does not hear it.
        if (listeners.has(listener)) listener(entity, before)
      })
  }

  /** What is to be called, in its order. */
  all(): (() => void)[] {
    return ([] as (() => void)[]).concat(...this.#parts)
  }
}

export class ListMirror {
  readonly shape: ListShape
  readonly on = {
    enter: (listener: Listener) => hear(this.#entered, listener),
    leave: (listener: Listener) => hear(this.#left, listener),
    change: (field: string, listener: Listener) => hear(this.#listenersOf(field), listener),
  }
  readonly #entities = new Map<number, Entity>()
  readonly #entered = new Set<Listener>()
  readonly #left = new Set<Listener>()
  readonly #changed = new Map<string, Set<Listener>>()

  constructor(shape: ListShape) {
    this.shape = shape
  }

  get size(): number {
    return this.#entities.size
  }

  get(id: number): Entity | undefined {
    return this.#entities.get(id)
  }

  [Symbol.iterator](): Iterator<Entity> {
    return this.#entities.values()
  }

  /** What a record says; fields that it lacks stay as they are. */
  put(record: Values, news: News): void {
    const id = record.id as number
    const known = this.#entities.get(id)
    if (known) return this.#merge(known, record, news)
    const entity: Entity = { id, ...this.shape.blank }
    for (const field of this.shape.fields)
      if (record[field] !== undefined) (entity as Values)[field] = record[field]
    this.#entities.set(id, entity)
    news.add(ENTER, this.#entered, entity)
  }

  remove(id: number, news: News): void {
    const entity = this.#entities.get(id)
    if (!entity) return
    this.#entities.delete(id)
    news.add(LEAVE, this.#left, entity)
  }

  /** Removes all that `stays` does not have. */
  keep(stays: ReadonlySet<number>, news: News): void {
    for (const id of this.#entities.keys()) if (!stays.has(id)) this.remove(id, news)
  }

  #merge(entity: Entity, record: Values, news: News): void {
    const isHeard = this.#changed.size > 0
    // A record has the fields of its type and no others; this way V8 reads them without looking for each by its name.
    for (const field in record) {
      const value = record[field]
      if (value === undefined) continue
      const before = entity[field]
      if (value === before) continue
      ;(entity as Values)[field] = value
      const listeners = isHeard && this.#changed.get(field)
      if (listeners) news.add(CHANGE, listeners, entity, before)
    }
  }

  #listenersOf(field: string): Set<Listener> {
    if (!this.shape.fields.includes(field))
      throw new Error(`field: expected one of ${this.shape.fields.join(', ')}, got ${field}`)
    const listeners = this.#changed.get(field) ?? new Set()
    this.#changed.set(field, listeners)
    return listeners
  }
}

function hear(listeners: Set<Listener>, listener: Listener): () => void {
  const own: Listener = (entity, before) => listener(entity, before)
  listeners.add(own)
  return () => listeners.delete(own)
}
