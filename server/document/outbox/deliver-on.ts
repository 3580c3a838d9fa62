// What waits in outboxes is delivered although nobody opens its documents: after the start, and after a thread has been lost with
// what it was delivering. For main.

import { setTimeout as sleep } from 'node:timers/promises'
import type { MainSetup } from '../../setup/main-setup.ts'

/** A service of a thread that delivers. */
interface Delivering {
  deliverAll(): void
}

/** ms that a thread may take to start; then it is waited for again. */
const START = 60_000
const RETRY = 1000

/** `nameOn`: the name of the service of the thread in this slot. */
export function deliverFromThreads(
  setup: MainSetup,
  threads: number,
  nameOn: (slot: number) => string,
): void {
  setup.onThreadLost(slot => void deliverOn(nameOn(slot), setup))
  void deliverOn(nameOn(threads === 0 ? 0 : 1), setup)
}

/** Asks the service of a thread, as soon as there is one, to deliver what waits in outboxes. */
async function deliverOn(name: string, { node, log }: MainSetup): Promise<void> {
  while (!node.isStopping) {
    try {
      const thread = await node.query<Delivering>(name, START)
      return await thread.call.deliverAll()
    } catch (error) {
      if (node.isStopping) return
      log.warn({ err: error, service: name }, 'what waits in outboxes could not be delivered yet; retrying')
      await sleep(RETRY, undefined, { ref: false })
    }
  }
}
