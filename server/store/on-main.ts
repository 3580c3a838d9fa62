// The stores on main, and the node's seat among those that share them.

import type { MainSetup } from '../setup/main-setup.ts'
import type { AroundStores } from '../setup/start-options.ts'
import { surround } from './around.ts'
import type { BoardStore } from './board-store.ts'
import { measureAll } from './meter/measure-all.ts'
import { storeCommands } from './meter/store-commands.ts'
import { StoreMeter } from './meter/store-meter.ts'
import { openBoardStore } from './open-board-store.ts'
import { openStores, type Stores } from './open-stores.ts'
import type { StoreConfig } from './settings.ts'

export interface StoresOptions {
  store: StoreConfig
  /** `config.board.redis`. */
  redis: string
  /** `node.id`. */
  node: number
  /** For tests. */
  around?: AroundStores | undefined
}

export interface AllStores extends Stores {
  boards: BoardStore
}

/** Throws StartError when one cannot be opened, also for an unreachable Redis. */
export async function storesOnMain(
  setup: MainSetup,
  { store, redis, node, around }: StoresOptions,
): Promise<AllStores> {
  const { log } = setup
  const boards = await openBoardStore({ ...store, redis, log, isStart: true })
  setup.onExit('board store', () => boards.close())
  const stores = await openStores(store, { node, log })
  setup.onExit('stores', () => stores.close())
  const meter = new StoreMeter(() => setup.node.thread.clock.now(), setup.node.thread.monitor)
  setup.metrics.add(meter.metrics())
  setup.commands.add(storeCommands({ node: setup.node, meter }))
  return measureAll(await surround({ ...stores, boards }, around), meter)
}
