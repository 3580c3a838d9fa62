// What every thread, main too, tells of itself and lets operators ask.

import type { LogOutlet } from '../core/log/log-outlet.ts'
import type { Thread } from '../core/thread/thread.ts'
import { MetricsService, metricsOf } from './metrics/metrics-service.ts'
import { threadMetrics } from './metrics/thread-metrics.ts'
import { launchLooks } from './record/launch.ts'

export async function launchThreadServices(thread: Thread, { outlet }: { outlet: LogOutlet }): Promise<void> {
  thread.metrics.add(threadMetrics(thread))
  await thread.launch(MetricsService, { book: thread.metrics }, { name: metricsOf(thread.slot) })
  await launchLooks(thread, outlet)
}
