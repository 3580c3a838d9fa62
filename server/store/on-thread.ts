// The stores of a serving thread.

import type { Thread } from '../core/thread/thread.ts'
import { surround } from './around.ts'
import type { AllStores, StoresOptions } from './on-main.ts'
import { openBoardStore } from './open-board-store.ts'
import { openStores } from './open-stores.ts'
import { watched } from './watched-store.ts'

/** An unreachable Redis is logged and asked again. Throws StartError when another store cannot be opened. */
export async function storesOnThread(
  { log, exitHooks, monitor }: Thread,
  { store, redis, node, around }: StoresOptions,
): Promise<AllStores> {
  const stores = await openStores(store, { node, log })
  exitHooks.add('stores', () => stores.close())
  const boards = await openBoardStore({ ...store, redis, log, isStart: false })
  exitHooks.add('board store', () => boards.close())
  const all = await surround({ ...stores, boards }, around)
  const { roles, rooms } = all
  return {
    ...all,
    roles: watched(roles, 'roles', monitor),
    rooms: watched(rooms, 'rooms', monitor),
    boards: watched(all.boards, 'boards', monitor),
  }
}
