// How a game declares what it counts and measures: `metrics: { duels: counter({ … }) }`. The kit serves each under a name
// made of its key: `duelsWon` is game_duels_won_total.

export type MetricKind = 'counter' | 'gauge' | 'histogram' | 'timer'

/** `L`: its labels. */
export interface MetricDefinition<K extends MetricKind = MetricKind, L extends string = string> {
  readonly kind: K
  /** One sentence for Prometheus, without a stop. */
  readonly help: string
  readonly labels: readonly L[]
  /** Upper bounds of a histogram, rising. */
  readonly buckets?: readonly number[]
}

export type MetricDefinitions = Readonly<Record<string, MetricDefinition>>

interface Options<L extends string> {
  help: string
  /** Each with few values, never one per player: what goes beyond 200 combinations is counted as `other`. */
  labels?: readonly L[]
}

const define = <K extends MetricKind, L extends string>(
  kind: K,
  { help, labels = [] }: Options<L>,
): MetricDefinition<K, L> => ({ kind, help, labels })

/** What only grows: duels, gold spent. */
export const counter = <L extends string = never>(options: Options<L>) => define('counter', options)

/** What rises and falls; the gauges of all threads are added up. */
export const gauge = <L extends string = never>(options: Options<L>) => define('gauge', options)

/** How values are spread: `buckets` are upper bounds, rising. */
export const histogram = <L extends string = never>({
  buckets,
  ...options
}: Options<L> & { buckets: readonly number[] }): MetricDefinition<'histogram', L> => ({
  ...define('histogram', options),
  buckets,
})

/** How long something takes. */
export const timer = <L extends string = never>(options: Options<L>) => define('timer', options)

/** The last argument: there is none for a metric without labels. */
export type LabelsOf<L extends string> = [L] extends [never] ? [] : [labels: Readonly<Record<L, string>>]

export interface Counter<L extends string> {
  /** Throws RangeError for less than 0. */
  add(by: number, ...labels: LabelsOf<L>): void
}

export interface Gauge<L extends string> {
  set(value: number, ...labels: LabelsOf<L>): void
  /** `by` may be negative. */
  add(by: number, ...labels: LabelsOf<L>): void
}

export interface Histogram<L extends string> {
  observe(value: number, ...labels: LabelsOf<L>): void
}

export interface Timer<L extends string> {
  observe(ms: number, ...labels: LabelsOf<L>): void
  /** Measures until what `work` returns is there, also when it throws; returns that. */
  measure<T>(work: () => T, ...labels: LabelsOf<L>): T
}

type HandleOf<D> =
  D extends MetricDefinition<infer K, infer L>
    ? K extends 'counter'
      ? Counter<L>
      : K extends 'gauge'
        ? Gauge<L>
        : K extends 'histogram'
          ? Histogram<L>
          : Timer<L>
    : never

/** What handlers, services and rooms have as `metrics`. */
export type Metrics<D extends MetricDefinitions> = { readonly [K in keyof D]: HandleOf<D[K]> }

/** Throws TypeError naming what does not fit. */
export function checkMetrics(definitions: MetricDefinitions): void {
  for (const [key, { help, labels, buckets }] of Object.entries(definitions)) {
    if (!/^[a-z][a-zA-Z0-9]{0,63}$/.test(key))
      throw new TypeError(`metrics.${key}: expected a name in camelCase, letters and digits only`)
    if (help.trim() === '') throw new TypeError(`metrics.${key}.help: expected a sentence, got nothing`)
    const wrong = labels.find(
      label => !/^[a-z][a-z0-9_]*$/.test(label) || label === 'le' || label === 'thread',
    )
    if (wrong !== undefined)
      throw new TypeError(
        `metrics.${key}.labels: expected names in small letters, not le or thread, got ${JSON.stringify(wrong)}`,
      )
    if (buckets && (buckets.length === 0 || buckets.some((each, i) => i > 0 && each <= buckets[i - 1]!)))
      throw new TypeError(
        `metrics.${key}.buckets: expected numbers that rise, got ${JSON.stringify(buckets)}`,
      )
  }
}
