// How a thread's stores do: how many calls, how long they take, how many fail. Costs two looks at the clock a call.

import { Histogram } from '../../core/metrics/histogram.ts'
import { type Metric, readCounter, readHistogram } from '../../core/metrics/metric.ts'
import { isThenable } from '../../lib/thenable.ts'

export interface StoreFigures {
  store: string
  calls: number
  /** Calls without an answer yet. */
  open: number
  errors: number
  /** ms of a call: of all, of the last ones (each counts a tenth), and of the slowest. */
  mean: number
  recent: number
  max: number
  lastError: string | undefined
  /** ms since 1970. */
  lastErrorAt: number | undefined
}

const WEIGHT = 0.1

export class StoreMeter {
  readonly #tallies: Tally[] = []
  readonly #now: () => number

  /** `now`: ms since 1970. */
  constructor(now: () => number) {
    this.#now = now
  }

  /** `store`, whose calls are counted under `name`. What its method `open` gives is counted too. */
  measure<S extends object>(name: string, store: S): S {
    const tally = new Tally(name, this.#now)
    this.#tallies.push(tally)
    return measured(store, tally)
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

function measured<S extends object>(store: S, tally: Tally): S {
  const methods = new Map<PropertyKey, Method>()
  const wrap = (key: PropertyKey, method: Method): Method => {
    const opens = key === 'open'
    return (...args) => {
      const result = tally.time(String(key), () => method.apply(store, args))
      return opens && isThenable(result) ? result.then(opened => measured(opened as object, tally)) : result
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

class Tally {
  readonly #store: string
  readonly #now: () => number
  readonly #seconds = new Map<string, Histogram>()
  #calls = 0
  #open = 0
  #errors = 0
  #sum = 0
  #recent = 0
  #max = 0
  #lastError: string | undefined
  #lastErrorAt: number | undefined

  constructor(store: string, now: () => number) {
    this.#store = store
    this.#now = now
  }

  /** What does not wait (a list that is walked through) is not counted. */
  time(operation: string, work: () => unknown): unknown {
    const began = performance.now()
    const result = work()
    if (!isThenable(result)) return result
    this.#open++
    result.then(
      () => this.#end(operation, began),
      error => this.#fail(operation, began, error),
    )
    return result
  }

  figures(): StoreFigures {
    const done = this.#calls || 1
    return {
      store: this.#store,
      calls: this.#calls,
      open: this.#open,
      errors: this.#errors,
      mean: this.#sum / done,
      recent: this.#recent,
      max: this.#max,
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

  #end(operation: string, began: number): void {
    const ms = performance.now() - began
    this.#secondsOf(operation).observe(ms / 1000)
    this.#open--
    this.#recent = this.#calls === 0 ? ms : this.#recent + (ms - this.#recent) * WEIGHT
    this.#calls++
    this.#sum += ms
    if (ms > this.#max) this.#max = ms
  }

  #fail(operation: string, began: number, error: unknown): void {
    this.#end(operation, began)
    this.#errors++
    const { message, cause } = error as Error
    this.#lastError = cause instanceof Error ? cause.message : message
    this.#lastErrorAt = this.#now()
  }
}
