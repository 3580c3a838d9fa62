// Numbers for Prometheus as a thread has them: each is described once, and read only when somebody scrapes. What has to be
// counted meanwhile is counted by its owner, in a field, a Tally or a Histogram.

import type { Histogram } from './histogram.ts'

export type MetricType = 'counter' | 'gauge' | 'histogram'
export type Labels = Readonly<Record<string, string>>

export interface Sample {
  readonly labels?: Labels
  readonly value: number
}

/** A number, samples with labels, or nothing now. */
export type Reading = number | undefined | readonly Sample[]

interface Described {
  /** One sentence without a stop, for HELP and the manual. */
  readonly help: string
  readonly labels: readonly string[]
  /** How the numbers of several threads become one. */
  readonly merge: 'sum' | 'max'
  /** Every thread is shown for itself, by the label `thread`. */
  readonly isPerThread: boolean
}

export interface NumberMetric extends Described {
  readonly type: 'counter' | 'gauge'
  read(): Reading | Promise<Reading>
}

export interface HistogramMetric extends Described {
  readonly type: 'histogram'
  read(): Iterable<readonly [Labels, Histogram]>
}

export type Metric = NumberMetric | HistogramMetric

interface Options {
  labels?: readonly string[]
  merge?: Described['merge']
  isPerThread?: boolean
}

const described = (
  help: string,
  { labels = [], merge = 'sum', isPerThread = false }: Options,
): Described => ({
  help,
  labels: isPerThread ? ['thread', ...labels] : labels,
  merge,
  isPerThread,
})

/** Only ever grows; its name ends in `_total`. */
export const readCounter = (help: string, read: NumberMetric['read'], options: Options = {}): Metric => ({
  ...described(help, options),
  type: 'counter',
  read,
})

export const readGauge = (help: string, read: NumberMetric['read'], options: Options = {}): Metric => ({
  ...described(help, options),
  type: 'gauge',
  read,
})

export const readHistogram = (
  help: string,
  read: HistogramMetric['read'],
  options: Options = {},
): Metric => ({
  ...described(help, options),
  type: 'histogram',
  read,
})
