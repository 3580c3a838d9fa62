// The metrics of one thread, which its capabilities add when they start. Read as plain data that can cross threads, in the
// form in which prom-client merges and writes it. It keeps true: a metric that can't be read is left out, and the others are
// there. A name may be added more than once, with the same meaning: main without workers has its own stores and a thread's.

import type { Histogram } from './histogram.ts'
import type { Labels, Metric, MetricType, Reading, Sample } from './metric.ts'

/** As prom-client's `getMetricsAsJSON` gives it. */
export interface MetricFamily {
  readonly name: string
  readonly help: string
  readonly type: MetricType
  readonly aggregator: 'sum' | 'max'
  readonly values: readonly (Sample & { readonly metricName?: string })[]
}

/** For the manual. */
export interface MetricDescription {
  readonly name: string
  readonly help: string
  readonly type: MetricType
  readonly labels: readonly string[]
}

/** More families, which somebody else keeps. */
export type MetricSource = () => Promise<readonly MetricFamily[]>

export class MetricBook {
  readonly #thread: string
  readonly #metrics: [name: string, metric: Metric][] = []
  readonly #sources: MetricSource[] = []

  /** `slot`: of the thread. */
  constructor(slot: number) {
    this.#thread = String(slot)
  }

  /** Throws TypeError for a name that Prometheus would not take, or that does not begin with gatehouse_. */
  add(metrics: Readonly<Record<string, Metric>>): void {
    for (const [name, metric] of Object.entries(metrics)) {
      if (!/^gatehouse_[a-z][a-z0-9_]*$/.test(name))
        throw new TypeError(`metrics.${name}: expected a name that begins with gatehouse_`)
      this.#metrics.push([name, metric])
    }
  }

  addSource(source: MetricSource): void {
    this.#sources.push(source)
  }

  list(): MetricDescription[] {
    return this.#metrics.map(([name, { help, type, labels }]) => ({ name, help, type, labels }))
  }

  async read(): Promise<MetricFamily[]> {
    const own = this.#metrics.map(async ([name, metric]) => [await this.#readOne(name, metric)])
    const more = this.#sources.map(source => source())
    const read = await Promise.allSettled([...own, ...more])
    return read.flatMap(each => (each.status === 'fulfilled' ? each.value : []))
  }

  async #readOne(name: string, metric: Metric): Promise<MetricFamily> {
    const { help, type, merge, isPerThread } = metric
    const own: Labels = isPerThread ? { thread: this.#thread } : {}
    const values =
      metric.type === 'histogram'
        ? [...metric.read()].flatMap(([labels, each]) => valuesOf(name, { ...own, ...labels }, each))
        : samplesOf(await metric.read()).map(({ labels, value }) => ({
            labels: { ...own, ...labels },
            value,
          }))
    return { name, help, type, aggregator: merge, values }
  }
}

function samplesOf(reading: Reading): readonly Sample[] {
  if (reading === undefined) return []
  return typeof reading === 'number' ? [{ value: reading }] : reading
}

function valuesOf(name: string, labels: Labels, histogram: Histogram): MetricFamily['values'] {
  const buckets = histogram.cumulative()
  return [
    ...buckets.map(([bound, value]) => ({
      metricName: `${name}_bucket`,
      labels: { ...labels, le: bound === Number.POSITIVE_INFINITY ? '+Inf' : String(bound) },
      value,
    })),
    { metricName: `${name}_sum`, labels, value: histogram.sum },
    { metricName: `${name}_count`, labels, value: buckets.at(-1)![1] },
  ]
}
