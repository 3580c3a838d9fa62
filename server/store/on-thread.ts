// The stores of a serving thread.

import type { Thread } from '../core/thread/thread.ts'
import { surround } from './around.ts'
import { measureAll } from './meter/measure-all.ts'
import { StoreMeter } from './meter/store-meter.ts'
import { StoresService } from './meter/stores-service.ts'
import type { AllStores, StoresOptions } from './on-main.ts'
import { openBoardStore } from './open-board-store.ts'
import { openStores } from './open-stores.ts'

/** An unreachable Redis is logged and asked again. Throws StartError when another store cannot be opened. */
export async function storesOnThread(
  thread: Thread,
  { store, redis, node, around }: StoresOptions,
): Promise<AllStores> {
  const { log, exitHooks, clock, slot, monitor } = thread
  const stores = await openStores(store, { node, log })
  exitHooks.add('stores', () => stores.close())
  const boards = await openBoardStore({ ...store, redis, log, isStart: false })
  exitHooks.add('board store', () => boards.close())
  const meter = new StoreMeter(() => clock.now(), monitor)
  thread.metrics.add(meter.metrics())
  await thread.launch(StoresService, { meter }, { name: `.stores/${slot}` })
  return measureAll(await surround({ ...stores, boards }, around), meter)
}
