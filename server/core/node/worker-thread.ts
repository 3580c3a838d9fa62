// A worker thread's own side of its life: it starts with what main gave it, serves, and leaves by one way only, whether on
// request or after an uncaught error: its exit hooks (last registered first), its services, its report to main, the end.

import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { StartError } from '../errors.ts'
import type { Logger } from '../log/log.ts'
import { reportRejection } from '../rejections.ts'
import type { Services } from '../thread/registry.ts'
import { Thread } from '../thread/thread.ts'
import { HeapWatch } from '../watch/heap-watch.ts'
import { inspectMain } from '../watch/inspection.ts'
import type { Label } from '../watch/monitor.ts'
import type { WatchLimits } from '../watch/watch-limits.ts'

/** What main passes to a worker. `data` belongs to the application. */
export interface WorkerSeed<D> {
  nodeId: number
  slot: number
  life: number
  development: boolean
  status: SharedArrayBuffer
  watch: WatchLimits
  time: SharedArrayBuffer | undefined
  peers: { slot: number; life: number; port: MessagePort }[]
  data: D
}

/** main → worker */
export type ToWorker =
  | { kind: 'peer'; slot: number; life: number; port: MessagePort }
  | { kind: 'label'; label: Label }
  | { kind: 'reload' }
  /** `isStop`: all threads leave. */
  | { kind: 'leave'; ms: number; isStop: boolean }

/** worker → main */
export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'failed'; message: string; isStartError: boolean }
  | { kind: 'label'; label: Label }
  | { kind: 'leaving'; error: string }
  | { kind: 'left'; problems: string[] }

const MAIN_SLOT = 0

const LEAVE_WITHIN = 8000

export interface WorkerSetup<D> {
  log(seed: WorkerSeed<D>): Logger
  services: Services
  /** Makes the thread serve. What it opens, it closes in exit hooks. */
  serve(thread: Thread, seed: WorkerSeed<D>): Promise<void>
  /** How long, in ms, the thread may take to leave after an error of its own; 8000 by default. */
  leaveWithin?: number
}

export async function runWorker<D>(setup: WorkerSetup<D>): Promise<void> {
  const seed = workerData as WorkerSeed<D>
  const log = setup.log(seed)
  const thread = new Thread({ ...seed, log, services: setup.services })
  thread.monitor.onLabel = label => tell({ kind: 'label', label })
  thread.monitor.inspector.open = async () => inspectMain()
  for (const { slot, life, port } of seed.peers) thread.connect(slot, life, port)
  const leave = leaver(thread)
  const { leaveWithin = LEAVE_WITHIN } = setup
  const leaveAfter = (error: unknown, fields: object, message: string) => {
    log.fatal(fields, message)
    tell({ kind: 'leaving', error: String(error) })
    void leave(leaveWithin)
  }
  process.on('uncaughtException', error =>
    leaveAfter(error, { err: error }, 'uncaught error, this thread leaves'),
  )
  const full = 'the heap of this thread is nearly full, it leaves'
  new HeapWatch(seed.watch.heap, heap => leaveAfter(full, { heap }, full)).start()
  process.on('unhandledRejection', reason => reportRejection(thread, reason))
  parentPort!.on('message', (message: ToWorker) => {
    if (message.kind === 'peer') thread.connect(message.slot, message.life, message.port)
    else if (message.kind === 'label') thread.monitor.learnLabel(MAIN_SLOT, message.label)
    else if (message.kind === 'reload') void thread.reloadHooks.run(log)
    else {
      thread.isNodeStopping = message.isStop
      void leave(message.ms)
    }
  })
  try {
    await thread.start()
    const hears = thread.topics.known()
    await setup.serve(thread, seed)
    await hears
    tell({ kind: 'ready' })
  } catch (error) {
    if (!(error instanceof StartError)) log.fatal({ err: error }, 'the thread could not start')
    const message = error instanceof Error ? error.message : String(error)
    tell({ kind: 'failed', message, isStartError: error instanceof StartError })
    await leave(leaveWithin)
  }
}

const tell = (message: FromWorker): void => parentPort!.postMessage(message)

/** Leaves once, however often it is called. */
function leaver(thread: Thread): (ms: number) => Promise<void> {
  let isLeaving = false
  return async ms => {
    if (isLeaving) return
    isLeaving = true
    const deadline = performance.now() + ms
    const failed = await thread.exitHooks.run(deadline)
    for (const { hook, error } of failed) thread.log.error({ err: error, hook }, 'an exit hook failed')
    const late = await thread.close(deadline)
    if (late.length > 0) thread.log.error({ services: late }, 'services had not ended at the deadline')
    thread.monitor.inspector.close()
    await thread.monitor.inspector.beforeEnd()
    tell({ kind: 'left', problems: failed.map(({ hook, error }) => `${hook}: ${error}`) })
    process.exit(0)
  }
}
