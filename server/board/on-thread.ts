// What a serving thread needs for boards: their store, their class among the thread's services, and an end in order
// (no reward is begun any more, everything is stored, the store is closed).

import type { Config } from '../config.ts'
import { isDoneBy } from '../core/exit.ts'
import type { AnyServiceClass } from '../core/service/service.ts'
import type { Thread } from '../core/thread/thread.ts'
import { systemClock } from '../lib/clock.ts'
import { SortedSet } from '../lib/sorted-set/sorted-set.ts'
import type { BoardStore } from '../store/board-store.ts'
import { openBoardStore } from '../store/open-board-store.ts'
import { type Board, type BoardContext, createBoardService } from './board.ts'
import { BOARD_SERVICE, type BoardHandles, boards } from './board-keeper.ts'
import type { BoardDefinitions, EditRole } from './define-board.ts'

/** ms at the end of a stop that are left for roles. */
const TO_SAVE = 2200

export interface ThreadBoardsOptions {
  config: Config
  definitions: BoardDefinitions
  /** Of the thread; gets the class of the boards. */
  services: Record<string, AnyServiceClass>
  edit: EditRole
}

export const openBoards = (config: Config, { log }: Thread, isStart = false): Promise<BoardStore> =>
  openBoardStore({
    path: config.store.path,
    minFree: config.store.minFree,
    redis: config.board.redis,
    createSet: order => new SortedSet({ order }),
    isStart,
    log,
  })

/** Returns the handles for this thread's agents. Its exit hooks run before those that were there already. */
export async function openThreadBoards(
  thread: Thread,
  options: ThreadBoardsOptions,
): Promise<BoardHandles<BoardDefinitions>> {
  const { config, definitions, services, edit } = options
  const store = await openBoards(config, thread)
  thread.exitHooks.add('board store', () => store.close())
  const running = new Set<Board>()
  const owner = `${config.node.id}/${thread.slot}/${process.pid}`
  const context: BoardContext = { definitions, store, clock: systemClock, edit, owner, running }
  services[BOARD_SERVICE] = createBoardService(() => context)
  thread.exitHooks.add('boards', async deadline => {
    const settled = Promise.all([...running].map(board => board.settle()))
    if (!(await isDoneBy(deadline - TO_SAVE, settled)))
      thread.log.warn('boards still wait for the store; they go on at the next start')
  })
  return boards(definitions, thread)
}
