// A process that plays a share of the bots, for the one that leads. It obeys that one only: Ctrl-C in a terminal reaches
// both, and is the other's to answer. When the other is gone, it ends.

import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Crowd } from './crowd.ts'
import type { BotScript } from './define-bot.ts'
import type { FromPlayers, Plan, ToPlayers } from './plan.ts'
import { Samples } from './samples.ts'

/** ms between two batches. */
const BATCH_EVERY = 500

export function playForLeader(): void {
  const samples = new Samples()
  let crowd: Crowd | undefined
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
  process.once('disconnect', () => process.exit(1))
  // Of a listener, or of something that a script did not await.
  process.on('uncaughtException', error => samples.mistake(error, 0))
  process.on('message', async (order: ToPlayers) => {
    if (order.kind === 'plan') crowd = await prepare(order.plan, order.index, samples)
    if (order.kind === 'go') start(crowd!, samples)
    if (order.kind === 'stop') await stop(crowd, samples)
  })
}

async function prepare(plan: Plan, index: number, samples: Samples): Promise<Crowd | undefined> {
  try {
    const crowd = new Crowd(plan, index, await loadScript(plan.script), samples)
    tell({ kind: 'ready' })
    return crowd
  } catch (error) {
    tell({ kind: 'refused', reason: (error as Error).message })
    return undefined
  }
}

async function loadScript(file: string): Promise<BotScript> {
  const loaded = (await import(pathToFileURL(resolve(file)).href)) as { default?: Partial<BotScript> }
  if (typeof loaded.default?.play === 'function') return loaded.default as BotScript
  throw new Error(`${file}: expected \`export default defineBot(async bot => { … })\``)
}

function start(crowd: Crowd, samples: Samples): void {
  void crowd.play().then(() => tell({ kind: 'finished' }))
  setInterval(() => tell({ kind: 'batch', batch: samples.take() }), BATCH_EVERY)
}

async function stop(crowd: Crowd | undefined, samples: Samples): Promise<void> {
  await crowd?.stop()
  tell({ kind: 'batch', batch: samples.take() })
  process.send!({ kind: 'done' } satisfies FromPlayers, () => process.exit(0))
}

const tell = (message: FromPlayers): void => void process.send!(message)
