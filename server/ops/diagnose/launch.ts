// What every thread has for those who look into it, and the commands that use it.

import type { Thread } from '../../core/thread/thread.ts'
import type { MainSetup } from '../../setup/main-setup.ts'
import type { Threads as Services } from '../look/threads.ts'
import { Diagnosis, diagnosisName } from './diagnosis.ts'
import { fileCommands } from './file-commands.ts'
import { DiagnosisFiles } from './files.ts'
import { interruptCommand } from './interrupt-command.ts'
import { leakCommands } from './leak-commands.ts'
import { memoryCommands } from './memory-commands.ts'
import { profileCommands } from './profile-commands.ts'
import { stackCommand } from './stack-command.ts'
import { Threads } from './threads.ts'

export async function diagnoseOnThread(thread: Thread): Promise<void> {
  await thread.launch(Diagnosis, { thread }, { name: diagnosisName(thread.slot) })
}

/** `services` finds them. `folder`: where files go. */
export function addDiagnosis({ node, commands }: MainSetup, services: Services, folder: string): void {
  const tools = { threads: new Threads(node, services), files: new DiagnosisFiles(folder) }
  commands.add({
    stack: stackCommand(tools.threads),
    interrupt: interruptCommand(tools.threads),
    ...profileCommands(tools),
    ...leakCommands(tools),
    ...memoryCommands(tools),
    ...fileCommands(tools.files),
  })
}
