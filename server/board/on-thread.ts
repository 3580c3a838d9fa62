// The leaderboards that a serving thread has, and the handles of all of them for its agents. At the end no reward is
// begun any more, and everything is stored.

import { replaceRecord } from '../core/code/replace-record.ts'
import { isDoneBy } from '../core/exit-hooks.ts'
import { readCounter } from '../core/metrics/metric.ts'
import { Tally } from '../core/metrics/tally.ts'
import type { Thread } from '../core/thread/thread.ts'
import type { BoardStore } from '../store/board-store.ts'
import { Calendar } from '../work/schedule/calendar.ts'
import { type Board, createBoardService } from './board.ts'
import { BOARD_SERVICE, type BoardHandles, boards } from './board-keeper.ts'
import type { BoardDefinitions, EditRole } from './define-board.ts'

/** ms at the end of a stop that are left for roles. */
const TO_SAVE = 2200

export interface BoardsOnThreadOptions {
  /** The game's. */
  definitions: BoardDefinitions | undefined
  store: BoardStore
  /** Change roles for rewards. */
  edits: { edit: EditRole }
}

export function boardsOnThread(
  thread: Thread,
  { definitions = {}, store, edits }: BoardsOnThreadOptions,
): BoardHandles<BoardDefinitions> {
  const running = new Set<Board>()
  const updates = new Tally()
  thread.metrics.add({
    gatehouse_board_updates_total: readCounter(
      'scores written to leaderboards, by board; rank: all that are made over HTTP',
      () => updates.samples('board'),
      { labels: ['board'] },
    ),
  })
  const owner = `${thread.nodeId}/${thread.slot}/${process.pid}`
  const edit: EditRole = (uid, change, id) => edits.edit(uid, change, id)
  const context = { definitions, store, clock: thread.clock, edit, owner, running, updates }
  thread.offer(BOARD_SERVICE, createBoardService(context))
  thread.timeHooks.add('boards', () => Promise.all([...running].map(board => board.tick())))
  thread.exitHooks.add('boards', async deadline => {
    const settled = Promise.all([...running].map(board => board.settle()))
    if (!(await isDoneBy(deadline - TO_SAVE, settled)))
      thread.log.warn('boards still wait for the store; they go on at the next start')
  })
  const handles = boards(definitions, thread)
  thread.code.add('boards', ({ boards: next = {} }: { boards?: BoardDefinitions }) => {
    for (const { period, timeZone } of Object.values(next)) new Calendar(period, timeZone)
    return () => {
      replaceRecord(handles, { ...boards(next, thread), ...inBoth(handles, next) })
      for (const board of running)
        board.follow().catch(error => thread.log.error({ err: error }, NOT_FOLLOWED))
    }
  })
  return handles
}

const NOT_FOLLOWED = 'a board could not go over to new code'

/** The handles that stay. */
const inBoth = (handles: object, next: object): object =>
  Object.fromEntries(Object.entries(handles).filter(([name]) => Object.hasOwn(next, name)))
