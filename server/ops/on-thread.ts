// What every thread, main too, tells of itself.

import type { Thread } from '../core/thread/thread.ts'
import { MetricsService, metricsOf } from './metrics/metrics-service.ts'
import { threadMetrics } from './metrics/thread-metrics.ts'

export async function opsOnThread(thread: Thread): Promise<void> {
  thread.metrics.add(threadMetrics(thread))
  await thread.launch(MetricsService, { book: thread.metrics }, { name: metricsOf(thread.slot) })
}
