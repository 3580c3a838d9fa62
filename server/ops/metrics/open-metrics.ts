// What every thread, main too, shows of itself, and the service by which main reads all that the thread counts.

import type { Thread } from '../../core/thread/thread.ts'
import { MetricsService, metricsOf } from './metrics-service.ts'
import { threadMetrics } from './thread-metrics.ts'

export async function openMetrics(thread: Thread): Promise<void> {
  thread.metrics.add(threadMetrics(thread))
  await thread.launch(MetricsService, { book: thread.metrics }, { name: metricsOf(thread.slot) })
}
