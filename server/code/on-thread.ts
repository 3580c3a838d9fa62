// The game's code on a worker: it goes over when main says so.

import type { Thread } from '../core/thread/thread.ts'
import { CodeDesk, deskName } from './code-desk.ts'
import { CodeSwitch, type RunningCode } from './code-switch.ts'
import type { ModuleSet } from './modules.ts'

export interface CodeOnThreadOptions {
  /** As this thread has loaded it. */
  seed: RunningCode
  open(modules: ModuleSet): Promise<object>
}

/** After everything here that follows the code, and before players come. Main has its own side. */
export async function codeOnThread(thread: Thread, { seed, open }: CodeOnThreadOptions): Promise<void> {
  if (thread.slot === 0) return
  const own = await CodeSwitch.open({ thread, current: seed, open })
  await thread.launch(CodeDesk, { thread, switch: own }, { name: deskName(thread.slot) })
}
