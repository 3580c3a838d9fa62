// The worker thread of the benchmark of calls: Calls of another thread come here, or bare messages for the peer.

import { parentPort, workerData } from 'node:worker_threads'
import { pino } from 'pino'
import { runWorker } from '../../../server/core/node/worker-thread.ts'
import { Adder, Caller } from './calls-services.ts'

if (workerData === 'bare') answerBatches()
else {
  await runWorker({
    log: () => pino({ level: 'silent' }),
    services: { Adder, Caller },
    serve: async () => undefined,
  })
}

/** The least that calls in batches can cost: one array of numbers in, one out. */
function answerBatches(): void {
  parentPort!.on('message', (batch: number[]) => {
    for (let i = 1; i < batch.length; i += 2) batch[i] = batch[i]! + 1
    parentPort!.postMessage(batch)
  })
}
