// What operators can ask of a worker; main's own part is launched by on-main.ts.

import type { LogOutlet } from '../core/log/log-outlet.ts'
import type { Thread } from '../core/thread/thread.ts'
import { launchLooks } from './record/launch.ts'

export async function opsOnThread(thread: Thread, { outlet }: { outlet: LogOutlet }): Promise<void> {
  await launchLooks(thread, outlet)
}
