// A node with boards in the test's process: a real embedded store, a clock that the test moves.

import pino from 'pino'
import { onTestFinished } from 'vitest'
import { type Board, type BoardContext, createBoardService } from '../../../server/board/board.ts'
import { BoardKeeper, boards } from '../../../server/board/board-keeper.ts'
import type { BoardDefinitions } from '../../../server/board/define-board.ts'
import { Tally } from '../../../server/core/metrics/tally.ts'
import { Node } from '../../../server/core/node/node.ts'
import { ManualClock } from '../../../server/lib/clock.ts'
import type { BoardStore } from '../../../server/store/board-store.ts'
import { EmbeddedBoardStore } from '../../../server/store/embedded/board/board-store.ts'
import { openEnvironment } from '../../../server/store/embedded/environment/environment.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

export function openBoardStore(folder = temporaryFolder()): EmbeddedBoardStore {
  const environment = openEnvironment(folder)
  onTestFinished(() => environment.close())
  return new EmbeddedBoardStore(environment)
}

export interface BoardHarness<D extends BoardDefinitions> extends Partial<Omit<BoardContext, 'definitions'>> {
  definitions: D
  clock?: ManualClock
  store?: BoardStore
}

/** The declared boards, running; `tick` does what they do every second. */
export async function startBoards<D extends BoardDefinitions>(harness: BoardHarness<D>) {
  const clock = harness.clock ?? new ManualClock()
  const store = harness.store ?? openBoardStore()
  const edit = harness.edit ?? (() => Promise.reject(new Error('no roles in this test')))
  const context = {
    owner: 'test',
    running: new Set<Board>(),
    updates: new Tally(),
    ...harness,
    clock,
    store,
    edit,
  }
  const service = createBoardService(context)
  const node = await Node.start({ id: 0, log: pino({ level: 'silent' }), services: { board: service } })
  onTestFinished(async () => void (await node.stop(2000)))
  const keeper = new BoardKeeper(node)
  for (const name of Object.keys(harness.definitions)) await keeper.open(name)
  const tick = async (name: keyof D & string): Promise<void> => {
    const ref = await node.query<{ tick(): Promise<void> }>(`.board/${name}`)
    await ref.call.tick()
  }
  return { node, keeper, clock, store, tick, boards: boards(harness.definitions, node) }
}
