// What every thread has for whoever looks at it.

import type { LogOutlet } from '../../core/log/log-outlet.ts'
import type { Thread } from '../../core/thread/thread.ts'
import { Look, lookName } from '../look/look.ts'
import { Recorder, recorderName } from './recorder.ts'

export async function launchLooks(thread: Thread, outlet: LogOutlet): Promise<void> {
  await thread.launch(Look, { thread }, { name: lookName(thread.slot) })
  await thread.launch(Recorder, { thread, outlet }, { name: recorderName(thread.slot) })
}
