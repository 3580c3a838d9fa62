// The service `.metrics/<slot>`: gives what its thread counts to main, when somebody scrapes.

import type { MetricBook, MetricDescription, MetricFamily } from '../../core/metrics/metric-book.ts'
import { Service } from '../../core/service/service.ts'

export class MetricsService extends Service<{ book: MetricBook }> {
  static concurrent = true

  read(): Promise<MetricFamily[]> {
    return this.options.book.read()
  }

  list(): MetricDescription[] {
    return this.options.book.list()
  }
}

export const metricsOf = (slot: number): string => `.metrics/${slot}`
