// Measures what the stores of a thread take: each of their operations that answers with a promise, by store and operation.

import { Histogram } from '../core/metrics/histogram.ts'
import { type Metric, readCounter, readHistogram } from '../core/metrics/metric.ts'
import { Tally } from '../core/metrics/tally.ts'
import { isThenable } from '../lib/thenable.ts'

type Method = (...args: unknown[]) => unknown

/** Returns `stores` as they are, but measured; what stores call of themselves is not. */
export function measureStores<S extends object>(stores: S): { stores: S; metrics: Record<string, Metric> } {
  const meter = new StoreMeter()
  const measured = Object.entries(stores).map(([name, store]) =>
    typeof store === 'object' ? [name, meter.around(name, store as object)] : [name, store],
  )
  return { stores: Object.fromEntries(measured) as S, metrics: meter.metrics }
}

class StoreMeter {
  readonly #seconds = new Map<string, { labels: Record<string, string>; histogram: Histogram }>()
  readonly #failed = new Tally()

  readonly metrics: Record<string, Metric> = {
    gatehouse_store_seconds: readHistogram(
      'time that operations of the stores take, by store and operation',
      () => [...this.#seconds.values()].map(({ labels, histogram }) => [labels, histogram] as const),
      { labels: ['store', 'operation'] },
    ),
    gatehouse_store_errors_total: readCounter(
      'operations of the stores that failed, by store and operation',
      () => this.#failed.samples('store', 'operation'),
      { labels: ['store', 'operation'] },
    ),
  }

  around<T extends object>(store: string, target: T): T {
    const methods = new Map<PropertyKey, Method>()
    return new Proxy(target, {
      get: (_, key) => {
        const value = Reflect.get(target, key, target) as unknown
        if (typeof value !== 'function') return value
        const known = methods.get(key) ?? this.#measured(store, String(key), value.bind(target) as Method)
        methods.set(key, known)
        return known
      },
    })
  }

  #measured(store: string, operation: string, run: Method): Method {
    return (...args) => {
      const begun = performance.now()
      const result = run(...args)
      if (isThenable(result)) void result.then(() => this.#note(store, operation, begun), () => this.#fail(store, operation, begun)) // biome-ignore format: one way each
      return result
    }
  }

  #fail(store: string, operation: string, begun: number): void {
    this.#failed.add(store, operation)
    this.#note(store, operation, begun)
  }

  #note(store: string, operation: string, begun: number): void {
    const key = `${store} ${operation}`
    const entry = this.#seconds.get(key) ?? { labels: { store, operation }, histogram: new Histogram() }
    this.#seconds.set(key, entry)
    entry.histogram.observe((performance.now() - begun) / 1000)
  }
}
