// The worker thread of the benchmark of publish.

import { pino } from 'pino'
import { runWorker } from '../../../server/core/node/worker-thread.ts'
import { Publisher, Subscribers } from './publish-services.ts'

await runWorker({
  log: () => pino({ level: 'silent' }),
  services: { Publisher, Subscribers },
  serve: async () => undefined,
})
