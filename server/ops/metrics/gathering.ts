// A scrape: asks every thread for its numbers, merges them, and writes them as Prometheus reads them. It keeps true: a
// counter never falls, because what a thread has counted is kept when it ends, or when it does not answer in time.

import type { MetricFamily } from '../../core/metrics/metric-book.ts'
import type { Node } from '../../core/node/node.ts'
import { type MetricsService, metricsOf } from './metrics-service.ts'

/** ms that a thread may take. */
const PATIENCE = 2000
const MAIN = 0

export class Gathering {
  readonly #node: Node
  /** Slot -> what it said last. */
  readonly #last = new Map<number, readonly MetricFamily[]>()
  /** What threads that have ended had counted; put together at the next scrape. */
  #ended: readonly (readonly MetricFamily[])[] = []
  #running: Promise<string> | undefined

  constructor(node: Node) {
    this.#node = node
  }

  /** Those who scrape at the same time get the same. */
  scrape(): Promise<string> {
    this.#running ??= this.#scrape().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** The thread in this slot has ended: another may take its place, and counts from 0. */
  lost(slot: number): void {
    const last = this.#last.get(slot)
    this.#last.delete(slot)
    if (last) this.#ended = [...this.#ended, last.filter(isLasting)]
  }

  async #scrape(): Promise<string> {
    const slots = [...new Set([MAIN, ...this.#node.slots])]
    const answers = await Promise.all(slots.map(slot => this.#ask(slot)))
    const up = upOf(slots, answers)
    const { AggregatorRegistry } = await import('prom-client')
    await this.#mergeEnded()
    const known = slots.map(slot => this.#last.get(slot) ?? [])
    const shown = known.map((families, i) => (answers[i] ? families : families.filter(isLasting)))
    return AggregatorRegistry.aggregate([...shown, ...this.#ended, [up]] as never[]).metrics()
  }

  async #mergeEnded(): Promise<void> {
    const parts = this.#ended
    if (parts.length < 2) return
    const merged = await merge(parts)
    // Others may have ended meanwhile.
    this.#ended = [merged, ...this.#ended.slice(parts.length)]
  }

  /** undefined when it does not answer in time. */
  async #ask(slot: number): Promise<readonly MetricFamily[] | undefined> {
    try {
      const service = await this.#node.query<MetricsService>(metricsOf(slot), PATIENCE)
      const answer = await service.within(PATIENCE).call.read()
      this.#last.set(slot, answer)
      return answer
    } catch {
      return undefined
    }
  }
}

const isLasting = ({ type }: MetricFamily): boolean => type !== 'gauge'

async function merge(parts: readonly (readonly MetricFamily[])[]): Promise<readonly MetricFamily[]> {
  const { AggregatorRegistry } = await import('prom-client')
  const merged = await AggregatorRegistry.aggregate(parts as never[]).getMetricsAsJSON()
  return merged as unknown as MetricFamily[]
}

const upOf = (slots: readonly number[], answers: readonly unknown[]): MetricFamily => ({
  ...THREAD_UP,
  aggregator: 'max',
  values: slots.map((slot, i) => ({ labels: { thread: String(slot) }, value: answers[i] ? 1 : 0 })),
})

export const THREAD_UP = {
  name: 'gatehouse_thread_up',
  help: 'whether a thread has answered this scrape; its gauges are missing otherwise',
  type: 'gauge',
  labels: ['thread'],
} as const
