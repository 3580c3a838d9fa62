// The items of one batch definition on one thread. It keeps true: what one client asks for is loaded in the order in which
// it was asked for, also across kinds, as no item goes into a batch while an earlier one of its client is in another that
// has not ended; each item is settled once, by its batch or by its own limit; a batch in which nobody waits any more has
// ended.
//
//   item: blocked ── all before it of its client are done, or ready and of its kind ──→ ready ── batch ──→ sent ──→ done
//            └──────────────────────────────── its limit ────────────────────────────────┴─────────────────┘

import { AppError } from '../../core/errors.ts'
import { createDeferred, type Deferred } from '../../lib/deferred.ts'
import type { BatchDefinition } from './define-batch.ts'

/** Items that wait on a thread, of one definition: more are refused with TRY_AGAIN. */
const MOST_WAITING = 10_000

interface Item<T, R> {
  readonly value: T
  readonly kind: string
  readonly client: string | undefined
  readonly answer: Deferred<R>
  state: 'blocked' | 'ready' | 'sent' | 'done'
  batch: Batch<T, R> | undefined
  timer: NodeJS.Timeout | undefined
}

interface Batch<T, R> {
  readonly items: readonly Item<T, R>[]
  isOver: boolean
}

/** The ready items of a kind, and when the last batch of it was sent. */
interface Kind<T, R> {
  ready: Item<T, R>[]
  lastSent: number
  timer: NodeJS.Timeout | undefined
}

export class BatchQueue<T, R> {
  readonly #definition: BatchDefinition<T, R>
  readonly #game: () => unknown
  readonly #kinds = new Map<string, Kind<T, R>>()
  /** What each client waits for, in its order. */
  readonly #clients = new Map<string, Item<T, R>[]>()
  #waiting = 0

  /** `game`: what the load has of the game. */
  constructor(definition: BatchDefinition<T, R>, game: () => unknown) {
    this.#definition = definition
    this.#game = game
  }

  /** What `value` gave. Throws TIMEOUT after its limit, TRY_AGAIN when too many wait, or what the load says. */
  ask(value: T, client: string | undefined): Promise<R> {
    if (this.#waiting >= MOST_WAITING)
      return Promise.reject(new AppError('TRY_AGAIN', 'too many items wait for a batch'))
    const kind = this.#definition.kind(value)
    const item: Item<T, R> = {
      ...{ value, kind, client, answer: createDeferred<R>() },
      ...{ state: 'blocked', batch: undefined, timer: undefined },
    }
    item.timer = setTimeout(() => this.#giveUp(item), this.#definition.within)
    this.#waiting++
    const before = this.#itemsOf(client)
    before?.push(item)
    if (!before || mayFollow(before, item)) this.#makeReady(item)
    return item.answer.promise
  }

  #itemsOf(client: string | undefined): Item<T, R>[] | undefined {
    if (client === undefined) return undefined
    const items = this.#clients.get(client) ?? []
    this.#clients.set(client, items)
    return items
  }

  #makeReady(item: Item<T, R>): void {
    const kind = this.#kindOf(item.kind)
    item.state = 'ready'
    kind.ready.push(item)
    if (kind.ready.length >= this.#definition.max) this.#send(item.kind, kind)
    else kind.timer ??= this.#sendLater(item.kind, kind)
  }

  #kindOf(name: string): Kind<T, R> {
    const known = this.#kinds.get(name)
    if (known) return known
    const kind: Kind<T, R> = { ready: [], lastSent: Number.NEGATIVE_INFINITY, timer: undefined }
    this.#kinds.set(name, kind)
    return kind
  }

  /** `wait` after the last batch; in the next turn where that is over. */
  #sendLater(name: string, kind: Kind<T, R>): NodeJS.Timeout {
    const ms = kind.lastSent + this.#definition.wait - performance.now()
    return setTimeout(() => this.#timeTo(name, kind), Math.max(0, ms))
  }

  #timeTo(name: string, kind: Kind<T, R>): void {
    kind.timer = undefined
    if (kind.ready.length > 0) this.#send(name, kind)
    // Its last batch is as long ago as that no next one has to wait.
    else this.#kinds.delete(name)
  }

  #send(name: string, kind: Kind<T, R>): void {
    const batch: Batch<T, R> = { items: kind.ready, isOver: false }
    for (const item of batch.items) Object.assign(item, { state: 'sent', batch })
    clearTimeout(kind.timer)
    kind.ready = []
    kind.lastSent = performance.now()
    kind.timer = this.#sendLater(name, kind)
    void this.#load(batch, name)
  }

  /** Never rejects. */
  async #load(batch: Batch<T, R>, kind: string): Promise<void> {
    const values = batch.items.map(({ value }) => value)
    try {
      const results = await this.#definition.load(values, this.#game() as never, kind)
      checkResults(results, values.length)
      batch.items.forEach((item, i) => {
        this.#settle(item, results[i]!)
      })
    } catch (error) {
      for (const item of batch.items) this.#settle(item, asError(error))
    }
    this.#end(batch)
  }

  #settle(item: Item<T, R>, result: R | Error): void {
    if (item.state === 'done') return
    item.state = 'done'
    clearTimeout(item.timer)
    this.#waiting--
    if (result instanceof Error) item.answer.reject(result)
    else item.answer.resolve(result)
  }

  /** Its clients may go on. */
  #end(batch: Batch<T, R>): void {
    if (batch.isOver) return
    batch.isOver = true
    for (const item of batch.items) this.#forget(item)
    for (const client of new Set(batch.items.map(item => item.client))) this.#advance(client)
  }

  #giveUp(item: Item<T, R>): void {
    const { batch, client } = item
    this.#settle(item, new AppError('TIMEOUT'))
    if (batch) {
      if (batch.items.every(({ state }) => state === 'done')) this.#end(batch)
      return
    }
    const kind = this.#kinds.get(item.kind)
    if (kind) kind.ready = kind.ready.filter(each => each !== item)
    this.#forget(item)
    this.#advance(client)
  }

  #forget(item: Item<T, R>): void {
    const items = item.client === undefined ? undefined : this.#clients.get(item.client)
    if (!items) return
    items.splice(items.indexOf(item), 1)
    if (items.length === 0) this.#clients.delete(item.client!)
  }

  /** Makes ready what is blocked no more. */
  #advance(client: string | undefined): void {
    for (;;) {
      const items = client === undefined ? undefined : this.#clients.get(client)
      const next = items?.find(({ state }) => state === 'blocked')
      if (!items || !next || !mayFollow(items, next)) return
      this.#makeReady(next)
    }
  }
}

/** Whether all before `item` are ready and of its kind: they go into the same batch, before it. */
function mayFollow<T, R>(items: readonly Item<T, R>[], item: Item<T, R>): boolean {
  const before = items.slice(0, items.indexOf(item))
  return before.every(({ state, kind }) => state === 'ready' && kind === item.kind)
}

function checkResults(results: unknown, count: number): void {
  const got = Array.isArray(results) ? `${results.length}` : typeof results
  if (got !== String(count)) throw new TypeError(`load of a batch: expected ${count} results, got ${got}`)
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))
