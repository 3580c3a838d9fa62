// Has code evaluated where a service stops: main looks into workers, and a thread for the moment into main.

import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Address } from '../../core/address.ts'
import type { Node } from '../../core/node/node.ts'
import { askThread, serviceOf } from '../../setup/ask-threads.ts'
import { HELD_AT_MOST, serveStops } from './evaluate.ts'
import {
  type Injected,
  type Injection,
  injectionName,
  SETTLED_WITHIN,
  type Stopped,
  TURN_WITHIN,
} from './injection.ts'

const MAIN_SLOT = 0
/** ms for a service to stop and go on; a thread that is stuck does not answer. */
const STOPPED_WITHIN = TURN_WITHIN + 2 * HELD_AT_MOST
const MARGIN = 1000

/**
 * Throws TRY_AGAIN while a thread looks into another and for a service that is busy, TIMEOUT for a thread that does not answer,
 * SERVICE_DEAD.
 */
export async function injectInto(
  node: Node,
  { slot, address }: { slot: number; address: Address },
  code: string,
): Promise<Injected> {
  const injection = await serviceOf<Injection>(node, injectionName(slot))
  const stop = (): Promise<Stopped> =>
    askThread(node, slot, () => injection.within(STOPPED_WITHIN).call.stop(address))
  const stopped = await whileLookedInto(node, slot, code, stop)
  if ('how' in stopped) return stopped
  // Nobody looks any more: it may take a while.
  return injection.within(SETTLED_WITHIN + MARGIN).call.settled(stopped.promise)
}

/** Runs `work` while code is evaluated wherever a service of that thread stops. */
function whileLookedInto<T>(node: Node, slot: number, code: string, work: () => Promise<T>): Promise<T> {
  const { inspector } = node.thread.monitor
  if (slot === MAIN_SLOT) return inspector.alone(() => whileOneLooks(code, work))
  return inspector.into(slot, async inspection => {
    await serveStops(inspection, code)
    return work()
  })
}

/** Runs `work` while another thread looks into this one. */
async function whileOneLooks<T>(code: string, work: () => Promise<T>): Promise<T> {
  const looker = new Worker(new URL('./main-looker.ts', import.meta.url), {
    name: 'inject',
    workerData: code,
  })
  const ended = once(looker, 'exit')
  try {
    await Promise.race([once(looker, 'message'), ended])
    return await work()
  } finally {
    looker.postMessage('end')
    await ended
  }
}
