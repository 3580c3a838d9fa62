// A worker thread with the fixture's tables and a reader.

import { pino } from 'pino'
import { runWorker } from '../../../server/core/node/worker-thread.ts'
import { openThreadTables } from '../../../server/table/thread-tables.ts'
import { tables } from '../../table/support/fixture-tables.ts'
import { TableReader } from './table-reader.ts'

await runWorker({
  log: () => pino({ level: 'silent' }),
  services: {},
  async serve(thread) {
    const holder = await openThreadTables(thread, tables)
    await thread.launch(TableReader, { holder }, { name: `.reader/${thread.slot}` })
  },
})
