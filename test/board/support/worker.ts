// A worker thread with boards, for tests: `.crash/SLOT` ends it with an uncaught error.

import pino from 'pino'
import { type BoardContext, createBoardService } from '../../../server/board/board.ts'
import { Tally } from '../../../server/core/metrics/tally.ts'
import { runWorker } from '../../../server/core/node/worker-thread.ts'
import { Service } from '../../../server/core/service/service.ts'
import { systemClock } from '../../../server/lib/clock.ts'
import { EmbeddedBoardStore } from '../../../server/store/embedded/board/board-store.ts'
import { openEnvironment } from '../../../server/store/embedded/environment/environment.ts'

export class Crash extends Service {
  crash(): void {
    setImmediate(() => {
      throw new Error('as the test wants it')
    })
  }
}

await runWorker<{ folder: string }>({
  log: () => pino({ level: 'silent' }),
  services: {},
  async serve(thread, { data, slot }) {
    const environment = openEnvironment(data.folder)
    thread.exitHooks.add('store', () => environment.close())
    const context: BoardContext = {
      definitions: { gold: {} },
      store: new EmbeddedBoardStore(environment),
      clock: systemClock,
      edit: () => Promise.resolve(),
      owner: String(slot),
      running: new Set(),
      updates: new Tally(),
    }
    thread.offer('board', createBoardService(context))
    thread.exitHooks.add('boards', () => Promise.all([...context.running].map(board => board.settle())))
    await thread.launch(Crash, undefined, { name: `.crash/${slot}` })
  },
})
