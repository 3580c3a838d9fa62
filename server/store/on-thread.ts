// The stores of a serving thread.

import type { Thread } from '../core/thread/thread.ts'
import { surround } from './around.ts'
import { measureStores } from './measured.ts'
import type { AllStores, StoresOptions } from './on-main.ts'
import { openBoardStore } from './open-board-store.ts'
import { openStores } from './open-stores.ts'

/** An unreachable Redis is logged and asked again. Throws StartError when another store cannot be opened. */
export async function storesOnThread(
  { log, exitHooks, metrics }: Thread,
  { store, redis, node, around }: StoresOptions,
): Promise<AllStores> {
  const stores = await openStores(store, { node, log })
  exitHooks.add('stores', () => stores.close())
  const boards = await openBoardStore({ ...store, redis, log, isStart: false })
  exitHooks.add('board store', () => boards.close())
  const measured = measureStores(await surround({ ...stores, boards }, around))
  metrics.add(measured.metrics)
  return measured.stores
}
