// How a thread's stores do: how many calls, how long they take, how many fail. Costs two looks at the clock a call; of a board,
// which is called for every score, one call in 16 is looked at. Whoever traces is told of each call.

import { Histogram } from '../../core/metrics/histogram.ts'
import { type Metric, readCounter, readHistogram } from '../../core/metrics/metric.ts'
import type { Observer } from '../../core/watch/observer.ts'
import { ticks } from '../../lib/clock.ts'
import { isThenable } from '../../lib/thenable.ts'

export interface StoreFigures {
  store: string
  calls: number
  /** Of those that are looked at: without an answer yet, and failed. */
  open: number
  errors: number
  /** ms of a call: of all, of the last ones (each counts a tenth), and of the slowest. */
  mean: number
  recent: number
  max: number
  /** s since the last call that was looked at; undefined when there was none. */
  quiet: number | undefined
  lastError: string | undefined
  /** ms since 1970. */
  lastErrorAt: number | undefined
}

const WEIGHT = 0.1
const EVERY_OF_OPENED = 16

export class StoreMeter {
  readonly #tallies: Tally[] = []
  readonly #now: () => number
  readonly #watch: Watch

  /** `now`: ms since 1970. */
  constructor(now: () => number, watch: Watch) {
    this.#now = now
    this.#watch = watch
  }

  /** `store`, whose calls are counted under `name`. What its method `open` gives is counted too. */
  measure<S extends object>(name: string, store: S): S {
    const tally = new Tally(name, this.#now, this.#watch)
    this.#tallies.push(tally)
    return measured(store, tally, 1)
  }

  figures(): StoreFigures[] {
    return this.#tallies.map(tally => tally.figures())
  }

  metrics(): Record<string, Metric> {
    return {
      gatehouse_store_seconds: readHistogram(
        'time that operations of the stores take, by store and operation',
        () => this.#tallies.flatMap(tally => [...tally.seconds()]),
        { labels: ['store', 'operation'] },
      ),
      gatehouse_store_errors_total: readCounter(
        'operations of the stores that failed, by store',
        () => this.figures().map(({ store, errors }) => ({ labels: { store }, value: errors })),
        { labels: ['store'] },
      ),
    }
  }
}

type Method = (...args: unknown[]) => unknown

/** What it needs of its thread's monitor. */
interface Watch {
  readonly observer: Observer | undefined
  /** `within`: ms since then (ticks) in which a thread was held on purpose. */
  readonly holds: { within(since: number): number }
  noteStored(store: string, operation: string, ms: number): void
}

/** One call in `every` is looked at. */
function measured<S extends object>(store: S, tally: Tally, every: number): S {
  const methods = new Map<PropertyKey, Method>()
  const wrap = (key: PropertyKey, method: Method): Method => {
    const opens = key === 'open'
    return (...args) => {
      const began = tally.begin(every)
      const done = tally.trace(String(key))
      const result = method.apply(store, args)
      if (done) isThenable(result) ? void result.then(done, done) : done()
      if (began !== undefined && isThenable(result))
        tally.watch(result, { operation: String(key), began, every })
      if (!opens || !isThenable(result)) return result
      return result.then(opened => measured(opened as object, tally, EVERY_OF_OPENED))
    }
  }
  return new Proxy(store, {
    get(_, key) {
      const value = Reflect.get(store, key)
      if (typeof value !== 'function') return value
      const known = methods.get(key) ?? wrap(key, value as Method)
      methods.set(key, known)
      return known
    },
  })
}

interface WatchedCall {
  operation: string
  /** Ticks. */
  began: number
  /** For how many it stands. */
  every: number
}

class Tally {
  readonly #store: string
  readonly #now: () => number
  readonly #watch: Watch
  readonly #seconds = new Map<string, Histogram>()
  #calls = 0
  #timed = 0
  #open = 0
  #errors = 0
  #sum = 0
  #recent = 0
  #max = 0
  /** Ticks; 0: never. */
  #askedAt = 0
  #lastError: string | undefined
  #lastErrorAt: number | undefined

  constructor(store: string, now: () => number, watch: Watch) {
    this.#store = store
    this.#now = now
    this.#watch = watch
  }

  /** What is returned is called at the answer; undefined while nobody traces. */
  trace(operation: string): (() => void) | undefined {
    return this.#watch.observer?.stored(this.#store, operation)
  }

  /** Counts a call. Ticks if it is to be looked at. */
  begin(every: number): number | undefined {
    if (this.#calls++ % every !== 0) return undefined
    this.#askedAt = ticks()
    return this.#askedAt
  }

  /** What does not wait (a list that is walked through) is only counted. */
  watch(result: PromiseLike<unknown>, call: WatchedCall): void {
    this.#open++
    result.then(
      () => this.#end(call),
      error => this.#fail(call, error),
    )
  }

  figures(): StoreFigures {
    return {
      store: this.#store,
      calls: this.#calls,
      open: this.#open,
      errors: this.#errors,
      mean: this.#timed === 0 ? 0 : this.#sum / this.#timed,
      recent: this.#recent,
      max: this.#max,
      quiet: this.#askedAt === 0 ? undefined : Math.round((ticks() - this.#askedAt) / 1000),
      lastError: this.#lastError,
      lastErrorAt: this.#lastErrorAt,
    }
  }

  *seconds(): Iterable<readonly [{ store: string; operation: string }, Histogram]> {
    for (const [operation, histogram] of this.#seconds) yield [{ store: this.#store, operation }, histogram]
  }

  #secondsOf(operation: string): Histogram {
    const known = this.#seconds.get(operation) ?? new Histogram()
    this.#seconds.set(operation, known)
    return known
  }

  #end({ operation, began, every }: WatchedCall): void {
    const ms = Math.max(0, ticks() - began - this.#watch.holds.within(began))
    this.#watch.noteStored(this.#store, operation, ms)
    this.#secondsOf(operation).observe(ms / 1000, every)
    this.#open--
    this.#recent = this.#timed === 0 ? ms : this.#recent + (ms - this.#recent) * WEIGHT
    this.#timed++
    this.#sum += ms
    if (ms > this.#max) this.#max = ms
  }

  #fail(call: WatchedCall, error: unknown): void {
    this.#end(call)
    this.#errors++
    const { message, cause } = error as Error
    this.#lastError = cause instanceof Error ? cause.message : message
    this.#lastErrorAt = this.#now()
  }
}
