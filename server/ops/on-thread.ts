// What operators can ask of a worker; main's own part is launched by on-main.ts.

import type { Thread } from '../core/thread/thread.ts'
import { diagnoseOnThread } from './diagnose/launch.ts'

export async function opsOnThread(thread: Thread): Promise<void> {
  await diagnoseOnThread(thread)
}
