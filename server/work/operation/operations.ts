// `operations`, as services, rooms and handlers have it: begins long work, and finds and cancels it from any thread. What a
// handler has begun is its player's: no other one sees it.

import { hasCode, isGone } from '../../core/errors.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { ServiceScope } from '../../core/service/service.ts'
import type { Operation, OperationBook, OperationOptions, OperationStatus } from './operation-book.ts'
import { type OperationService, operationsName } from './operation-service.ts'

/** ms to wait for the thread of an operation: there is none for an id that somebody has made up. */
const FOUND_WITHIN = 200

/** Whose operations these are. */
export interface OperationOwner {
  /** '' for the game itself. */
  readonly name: string
  /** How many may run at a time. */
  readonly most: number
  /** Pushes to the owner, wherever it is; undefined for the game itself. */
  readonly push?: (name: string, body: object) => Promise<unknown>
}

/** `P`: the names of the pushes that say how an operation is. */
export class Operations<P extends string = string> {
  readonly #node: ServiceScope
  readonly #book: OperationBook
  readonly #owner: OperationOwner

  constructor(node: ServiceScope, book: OperationBook, owner: OperationOwner) {
    this.#node = node
    this.#book = book
    this.#owner = owner
  }

  /**
   * Begins `work` and returns the operation's id at once. With `push` the player is sent that message, with the fields `id`,
   * `state` and `progress`, as it goes on (at most every 200 ms) and when it ends, also on another connection. Throws
   * TRY_AGAIN when too many run. An operation ends with the thread that has begun it.
   */
  start<R>(
    work: (operation: Operation) => Promise<R> | R,
    { push, within }: OperationOptions & { push?: P } = {},
  ): string {
    const { name: owner, most } = this.#owner
    const onChange = (status: OperationStatus) => void (push && this.#tell(push, status))
    return this.#book.start(work, { owner, most, onChange, ...(within !== undefined && { within }) })
  }

  /** undefined when there is none of this id that the same player has begun; or when it is forgotten. */
  find<R = unknown>(id: string): Promise<OperationStatus<R> | undefined> {
    return this.#ask(id, ({ call }) => call.find(id, this.#owner.name) as Promise<OperationStatus<R>>)
  }

  /** False when there is none, or when it has ended. */
  async cancel(id: string): Promise<boolean> {
    return (await this.#ask(id, ({ call }) => call.cancel(id, this.#owner.name))) ?? false
  }

  async #ask<T>(id: string, ask: (service: Ref<OperationService>) => Promise<T>): Promise<T | undefined> {
    const [, slot] = /^(\d{1,2})-\d{1,20}$/.exec(id) ?? []
    if (slot === undefined) return undefined
    try {
      return await ask(await this.#node.query<OperationService>(operationsName(slot), FOUND_WITHIN))
    } catch (error) {
      if (isGone(error) || hasCode(error, 'TIMEOUT')) return undefined
      throw error
    }
  }

  /** Who is not online is not told. */
  #tell(push: P, { id, state, progress }: OperationStatus): void {
    this.#owner.push?.(push, { id, state, progress }).catch(() => undefined)
  }
}
