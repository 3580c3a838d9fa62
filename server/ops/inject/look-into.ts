// Has code evaluated where a service stops: main looks into workers, and a thread for the moment into main.

import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Address } from '../../core/address.ts'
import type { Node } from '../../core/node/node.ts'
import { askThread, serviceOf } from '../../setup/ask-threads.ts'
import { HELD_AT_MOST, serveStops } from './evaluate.ts'
import { type Injected, type Injection, injectionName, SETTLED_WITHIN, TURN_WITHIN } from './injection.ts'

const MAIN_SLOT = 0
/** ms for all of it; a thread that is stuck does not answer. */
const ANSWER_WITHIN = TURN_WITHIN + 2 * HELD_AT_MOST + SETTLED_WITHIN

/** Throws TRY_AGAIN while a thread looks into another and for a service that is busy, TIMEOUT for a thread that does not answer,
 * SERVICE_DEAD. */
export async function injectInto(
  node: Node,
  { slot, address }: { slot: number; address: Address },
  code: string,
): Promise<Injected> {
  const { inspector } = node.thread.monitor
  const injection = (await serviceOf<Injection>(node, injectionName(slot))).within(ANSWER_WITHIN)
  const stop = (): Promise<Injected> => askThread(node, slot, () => injection.call.stop(address))
  if (slot === MAIN_SLOT) return inspector.alone(() => whileLookedInto(code, stop))
  return inspector.into(slot, async inspection => {
    await serveStops(inspection, code)
    return stop()
  })
}

/** Runs `work` while another thread looks into this one. */
async function whileLookedInto<T>(code: string, work: () => Promise<T>): Promise<T> {
  const looker = new Worker(new URL('./main-looker.ts', import.meta.url), { name: 'inject', workerData: code })
  const ended = once(looker, 'exit')
  try {
    await Promise.race([once(looker, 'message'), ended])
    return await work()
  } finally {
    looker.postMessage('end')
    await ended
  }
}
