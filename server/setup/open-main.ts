// Opens the main thread of a node: its log, its runtime, and a watch on its heap.

import { createLogger, type LogOptions, openOutlet, reopenLog } from '../core/log/log.ts'
import { Node } from '../core/node/node.ts'
import type { Services } from '../core/thread/registry.ts'
import { HeapWatch } from '../core/watch/heap-watch.ts'
import { MainSetup } from './main-setup.ts'
import type { StandInService } from './start-options.ts'

export interface OpenMainOptions {
  node: { id: number }
  log: LogOptions
  development: boolean
  heap: { leaveAt: number }
  watch: { errors: number; errorsWithin: number }
  /** Texts that the log does not show. */
  hidden: readonly string[]
  /** Classes that launchOn() finds by name on main. */
  services: Services
  /** A time of day that can be moved, for tests. */
  time?: SharedArrayBuffer | undefined
  /** For tests. */
  standIns?: readonly StandInService[] | undefined
  /** The node can't go on and should be stopped. */
  onDoomed(reason: string): void
}

/** Throws StartError when the log's file can't be opened. */
export async function openMain(options: OpenMainOptions): Promise<MainSetup> {
  const { development, services, time, standIns = [], onDoomed, hidden } = options
  const { id } = options.node
  const { leaveAt } = options.heap
  const outlet = openOutlet({ ...options.log, hidden })
  const log = createLogger(options.log, { node: id, thread: 0 }, outlet)
  const watch = { ...options.watch, heap: leaveAt }
  const node = await Node.start({ id, log, services, development, watch, time })
  const setup = new MainSetup(node, outlet, new Set(standIns.map(({ name }) => name)))
  for (const standIn of standIns) await standIn.launch(node)
  setup.onReload('log', () => reopenLog(outlet, log))
  const heapWatch = new HeapWatch(leaveAt, heap => {
    log.fatal({ heap }, 'the heap of the main thread is nearly full, the server stops')
    onDoomed('the heap of the main thread is nearly full')
  })
  heapWatch.start()
  setup.onExit('heap watch', () => heapWatch.stop())
  return setup
}
