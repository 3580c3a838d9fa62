// The batches and single flights of one thread.

import { BatchQueue } from './batch-queue.ts'
import type { BatchDefinition } from './define-batch.ts'

export class Batches {
  readonly #game: () => unknown
  readonly #queues = new WeakMap<object, BatchQueue<unknown, unknown>>()
  readonly #flights = new Map<string, Promise<unknown>>()

  /** `game`: what a load has of the game. */
  constructor(game: () => unknown) {
    this.#game = game
  }

  /** Has `item` loaded with others; what one `client` asks for is loaded in its order. */
  ask<T, R>(definition: BatchDefinition<T, R>, item: T, client: string | undefined): Promise<R> {
    return this.#queueOf(definition).ask(item, client) as Promise<R>
  }

  /** The result of `load`, which does not run again while it runs for the same key. */
  once<T>(key: string, load: () => Promise<T> | T): Promise<T> {
    const flying = this.#flights.get(key)
    if (flying) return flying as Promise<T>
    const flight = begun(load).finally(() => this.#flights.delete(key))
    this.#flights.set(key, flight)
    return flight
  }

  #queueOf(definition: object): BatchQueue<unknown, unknown> {
    const queue =
      this.#queues.get(definition) ?? new BatchQueue<unknown, unknown>(definition as never, this.#game)
    this.#queues.set(definition, queue)
    return queue
  }
}

/** What it throws at once is a rejection too. */
const begun = async <T>(load: () => Promise<T> | T): Promise<T> => load()
