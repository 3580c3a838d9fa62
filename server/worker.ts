// The entry of a worker thread.

import { workerData } from 'node:worker_threads'
import { createLogger, openOutlet, reopenLog } from './core/log/log.ts'
import { runWorker, type WorkerSeed } from './core/node/worker-thread.ts'
import { loadGame } from './kit/load-game.ts'
import { opsOnThread } from './ops/on-thread.ts'
import { type ServeSeed, serve } from './serve.ts'
import { secretsOf } from './settings/game-settings.ts'

const { config } = (workerData as WorkerSeed<ServeSeed>).data
const game = await loadGame(config.game)
const outlet = openOutlet({ ...config.log, hidden: secretsOf(game, config) })

await runWorker<ServeSeed>({
  log: ({ nodeId, slot }) => createLogger(config.log, { node: nodeId, thread: slot }, outlet),
  services: game.services,
  serve: async (thread, { data: seed }) => {
    thread.reloadHooks.add('log', () => reopenLog(outlet, thread.log))
    await opsOnThread(thread)
    await serve(thread, game, seed)
  },
})
