// What a worker thread runs; start-worker.js is its entry.

import { workerData } from 'node:worker_threads'
import { createLogger, openOutlet, reopenLog } from './core/log/log.ts'
import { runWorker, type WorkerSeed } from './core/node/worker-thread.ts'
import { liveGame } from './kit/live-game.ts'
import { openGame } from './kit/load-game.ts'
import { launchThreadServices } from './ops/thread-services.ts'
import { type ServeSeed, serve } from './serve.ts'

/** `hidden`: texts that no line of the log shows. */
type Seed = ServeSeed & { hidden: readonly string[] }

const { config, code, hidden } = (workerData as WorkerSeed<Seed>).data
const game = await openGame(code.modules, config.game)
const outlet = openOutlet({ ...config.log, hidden })

await runWorker<Seed>({
  log: ({ nodeId, slot }) => createLogger(config.log, { node: nodeId, thread: slot }, outlet),
  services: game.services,
  serve: async (thread, { data: seed }) => {
    thread.reloadHooks.add('log', () => reopenLog(outlet, thread.log))
    await launchThreadServices(thread, { outlet })
    await serve(thread, liveGame(game, thread.code), seed)
  },
})
