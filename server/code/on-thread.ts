// The game's code on a worker: it goes over when main says so.

import type { Thread } from '../core/thread/thread.ts'
import { CodeDesk, deskName } from './code-desk.ts'
import { CodeSwitch, type RunningCode } from './code-switch.ts'
import type { ModuleSet } from './modules.ts'

/** What serving threads get of the game's code. */
export interface CodeSeed {
  code: RunningCode
}

type OpenGame = (modules: ModuleSet) => Promise<object>

/** After everything here that follows the code, and before players come. Main has its own side. */
export async function codeOnThread(thread: Thread, { code }: CodeSeed, open: OpenGame): Promise<void> {
  if (thread.slot === 0) return
  const own = await CodeSwitch.open({ thread, current: code, open })
  await thread.launch(CodeDesk, { thread, switch: own }, { name: deskName(thread.slot) })
}
