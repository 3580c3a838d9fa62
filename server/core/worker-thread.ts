// A worker thread's own side of its life: it starts with what main gave it, serves, and leaves by one way only, be it
// asked to or after an uncaught error: its exit hooks (last registered first), its services, its last words, the end.

import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { StartError } from './errors.ts'
import type { Logger } from './log.ts'
import type { Services } from './registry.ts'
import { Thread } from './thread.ts'

/** What main hands to a worker. `data` is the application's. */
export interface WorkerSeed<D> {
  nodeId: number
  slot: number
  life: number
  development: boolean
  status: SharedArrayBuffer
  peers: { slot: number; life: number; port: MessagePort }[]
  data: D
}

/** main → worker */
export type ToWorker =
  | { kind: 'peer'; slot: number; life: number; port: MessagePort }
  | { kind: 'lost'; life: number }
  | { kind: 'leave'; ms: number }

/** worker → main */
export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'failed'; message: string; isStartError: boolean }
  | { kind: 'label'; id: number; label: string }
  | { kind: 'leaving'; error: string }
  | { kind: 'left'; problems: string[] }

/** How long a worker may take to leave after an error of its own. */
const LEAVE_AFTER_ERROR = 8000

export interface WorkerSetup<D> {
  log(seed: WorkerSeed<D>): Logger
  services: Services
  /** Makes the thread serve; what it opens it closes in exit hooks. */
  serve(thread: Thread, seed: WorkerSeed<D>): Promise<void>
}

export async function runWorker<D>(setup: WorkerSetup<D>): Promise<void> {
  const seed = workerData as WorkerSeed<D>
  const log = setup.log(seed)
  const thread = new Thread({ ...seed, log, services: setup.services })
  thread.monitor.onLabel = (id, label) => tell({ kind: 'label', id, label })
  for (const { slot, life, port } of seed.peers) thread.connect(slot, life, port)
  const leave = leaver(thread)
  process.on('uncaughtException', error => {
    log.fatal({ err: error }, 'uncaught error, this thread leaves')
    tell({ kind: 'leaving', error: String(error) })
    void leave(LEAVE_AFTER_ERROR)
  })
  parentPort!.on('message', (message: ToWorker) => {
    if (message.kind === 'peer') thread.connect(message.slot, message.life, message.port)
    else if (message.kind === 'lost') thread.lose(message.life)
    else void leave(message.ms)
  })
  try {
    await thread.open()
    await setup.serve(thread, seed)
    tell({ kind: 'ready' })
  } catch (error) {
    if (!(error instanceof StartError)) log.fatal({ err: error }, 'the thread could not start')
    tell({ kind: 'failed', message: (error as Error).message, isStartError: error instanceof StartError })
    await leave(LEAVE_AFTER_ERROR)
  }
}

const tell = (message: FromWorker): void => parentPort!.postMessage(message)

/** Leaves once, however often it is asked. */
function leaver(thread: Thread): (ms: number) => Promise<void> {
  let isLeaving = false
  return async ms => {
    if (isLeaving) return
    isLeaving = true
    const problems = await thread.exitHooks.run(performance.now() + ms)
    for (const { hook, error } of problems) thread.log.error({ err: error, hook }, 'an exit hook failed')
    await thread.close()
    tell({ kind: 'left', problems: problems.map(({ hook, error }) => `${hook}: ${error}`) })
    process.exit(0)
  }
}
