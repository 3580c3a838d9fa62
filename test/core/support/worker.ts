// The worker thread of the runtime's tests. `data` says what is special about it.

import { StartError } from '../../../server/core/errors.ts'
import { runWorker, type WorkerSeed } from '../../../server/core/node/worker-thread.ts'
import { createLog } from './log-book.ts'
import { nodeServices } from './node-services.ts'
import { Probe } from './services.ts'

export interface WorkerData {
  channel: string
  /** The slot that can't start, from which life on, and how it fails. */
  failing?: { slot: number; life: number; isStartError: boolean; text: string }
  /** See createLog. */
  stuck?: Int32Array
}

await runWorker<WorkerData>({
  log: seed => createLog(seed.data.channel, seed.slot, seed.data.stuck),
  leaveWithin: 1000,
  services: nodeServices,
  async serve(thread, seed) {
    failIfToldTo(seed)
    thread.exitHooks.add('first', () => thread.log.info({ hook: 'first' }, 'hook'))
    thread.exitHooks.add('second', () => thread.log.info({ hook: 'second' }, 'hook'))
    await thread.launch(Probe, undefined, { name: `.probe/${seed.slot}` })
  },
})

function failIfToldTo({ slot, life, data: { failing } }: WorkerSeed<WorkerData>): void {
  if (!failing || failing.slot !== slot || life < failing.life) return
  throw failing.isStartError ? new StartError(failing.text) : new Error(failing.text)
}
