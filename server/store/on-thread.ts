// The stores of a serving thread.

import type { Thread } from '../core/thread/thread.ts'
import { surround } from './around.ts'
import type { AllStores, StoresOptions } from './on-main.ts'
import { openBoardStore } from './open-board-store.ts'
import { openStores } from './open-stores.ts'
import { watchedStores } from './watched-store.ts'

/** An unreachable Redis is logged and asked again. Throws StartError when another store cannot be opened. */
export async function storesOnThread(
  { log, exitHooks, monitor }: Thread,
  { store, redis, node, around }: StoresOptions,
): Promise<AllStores> {
  const stores = await openStores(store, { node, log })
  exitHooks.add('stores', () => stores.close())
  const boards = await openBoardStore({ ...store, redis, log, isStart: false })
  exitHooks.add('board store', () => boards.close())
  return watchedStores(await surround({ ...stores, boards }, around), monitor)
}
