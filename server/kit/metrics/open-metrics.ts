// The metrics of a game on one thread, counted by prom-client in a registry of their own. Those of all threads are merged at
// a scrape. prom-client is loaded only for a game that has some.

import type { MetricBook, MetricFamily } from '../../core/metrics/metric-book.ts'
import { isThenable } from '../../lib/thenable.ts'
import type { MetricDefinition, MetricDefinitions, MetricKind } from './define-metrics.ts'

type Labels = Readonly<Record<string, string>>
type Prom = typeof import('prom-client')

/** Combinations of labels of one metric on one thread. */
const MOST_SERIES = 200
const OTHER = 'other'
const LONGEST = 64
/** Upper bounds of timers, in seconds. */
const SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60]
const ENDING: Record<MetricKind, string> = { counter: '_total', gauge: '', histogram: '', timer: '_seconds' }

/** Opens metrics on a thread: gives the handles that `agent.metrics` has. */
export type OpenMetrics = (definitions: MetricDefinitions, book: MetricBook) => object

export async function loadMetrics(): Promise<OpenMetrics> {
  const prom = await import('prom-client')
  return (definitions, book) => openWith(prom, definitions, book)
}

function openWith(prom: Prom, definitions: MetricDefinitions, book: MetricBook): object {
  const registry = new prom.Registry()
  book.addSource(async () => (await registry.getMetricsAsJSON()) as unknown as MetricFamily[])
  const handles = Object.entries(definitions).map(([key, definition]) => [
    key,
    openMetric(prom, definition, { name: servedName(key, definition.kind), registers: [registry] }),
  ])
  return Object.fromEntries(handles) as object
}

export const servedName = (key: string, kind: MetricKind): string =>
  `game_${key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)}${ENDING[kind]}`

type Place = { name: string; registers: InstanceType<Prom['Registry']>[] }

function openMetric(prom: Prom, definition: MetricDefinition, place: Place): object {
  const { kind, help, labels, buckets = SECONDS } = definition
  const options = { ...place, help, labelNames: [...labels] }
  const bounded = new BoundedLabels(labels)
  if (kind === 'counter') {
    const made = new prom.Counter(options)
    return { add: (by: number, given?: Labels) => made.inc(bounded.of(given), notNegative(by)) }
  }
  if (kind === 'gauge') {
    const made = new prom.Gauge(options)
    return {
      set: (value: number, given?: Labels) => made.set(bounded.of(given), value),
      add: (by: number, given?: Labels) => made.inc(bounded.of(given), by),
    }
  }
  const made = new prom.Histogram({ ...options, buckets: [...buckets] })
  if (kind === 'histogram')
    return { observe: (value: number, given?: Labels) => made.observe(bounded.of(given), value) }
  const observe = (ms: number, given?: Labels) => made.observe(bounded.of(given), ms / 1000)
  return {
    observe,
    measure: (work: () => unknown, given?: Labels) => measure(work, ms => observe(ms, given)),
  }
}

function notNegative(by: number): number {
  if (by >= 0) return by
  throw new RangeError(`a counter only grows: expected a number from 0 on, got ${by}`)
}

function measure(work: () => unknown, note: (ms: number) => void): unknown {
  const begun = performance.now()
  const end = () => note(performance.now() - begun)
  try {
    const result = work()
    if (!isThenable(result)) {
      end()
      return result
    }
    void result.then(end, end)
    return result
  } catch (error) {
    end()
    throw error
  }
}

/** So many combinations and no more: what a game puts into a label by mistake, an account say, can't fill the memory. */
class BoundedLabels {
  readonly #names: readonly string[]
  readonly #known = new Set<string>()

  constructor(names: readonly string[]) {
    this.#names = names
  }

  of(given: Labels = {}): Record<string, string> {
    const values = this.#names.map(name => String(given[name] ?? '').slice(0, LONGEST))
    const key = values.join('\n')
    const isKnown = this.#known.has(key)
    if (!isKnown && this.#known.size >= MOST_SERIES) return this.#named(values.map(() => OTHER))
    if (!isKnown) this.#known.add(key)
    return this.#named(values)
  }

  #named(values: readonly string[]): Record<string, string> {
    return Object.fromEntries(this.#names.map((name, i) => [name, values[i]!]))
  }
}
