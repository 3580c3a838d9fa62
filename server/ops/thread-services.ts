// What every thread, main too, tells of itself and lets operators ask.

import type { LogOutlet } from '../core/log/log-outlet.ts'
import type { Thread } from '../core/thread/thread.ts'
import { diagnoseOnThread } from './diagnose/launch.ts'
import { Injection, injectionName } from './inject/injection.ts'
import { openMetrics } from './metrics/open-metrics.ts'
import { launchLooks } from './record/launch.ts'

export async function launchThreadServices(thread: Thread, { outlet }: { outlet: LogOutlet }): Promise<void> {
  await openMetrics(thread)
  await launchLooks(thread, outlet)
  await diagnoseOnThread(thread)
  await thread.launch(Injection, { thread }, { name: injectionName(thread.slot) })
}
