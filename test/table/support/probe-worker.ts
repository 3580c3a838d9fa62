// A worker thread with the fixture's tables and a probe.

import { pino } from 'pino'
import { runWorker } from '../../../server/core/node/worker-thread.ts'
import { tablesOnThread } from '../../../server/table/on-thread.ts'
import { tables } from './fixture-tables.ts'
import { Probe } from './probe.ts'

await runWorker({
  log: () => pino({ level: 'silent' }),
  services: {},
  async serve(thread) {
    const holder = await tablesOnThread(thread, { set: tables, development: true })
    await thread.launch(Probe, { holder }, { name: `.probe/${thread.slot}` })
  },
})
