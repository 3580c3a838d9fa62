// A worker thread with the fixture's tables and a reader.

import { pino } from 'pino'
import { runWorker } from '../../../server/core/node/worker-thread.ts'
import { tablesOnThread } from '../../../server/table/on-thread.ts'
import { tables } from '../../table/support/fixture-tables.ts'
import { TableReader } from './table-reader.ts'

await runWorker({
  log: () => pino({ level: 'silent' }),
  services: {},
  async serve(thread) {
    const holder = await tablesOnThread(thread, { set: tables })
    await thread.launch(TableReader, { holder }, { name: `.reader/${thread.slot}` })
  },
})
