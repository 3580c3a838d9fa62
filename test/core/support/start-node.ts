// A node with workers when asked for, for one test or for those of a suite; it is stopped when they are over.

import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { Node, type NodeOptions } from '../../../server/core/node/node.ts'
import type { Ref } from '../../../server/core/service/ref.ts'
import { createLog, LogBook } from './log-book.ts'
import { nodeServices } from './node-services.ts'
import { Latch, type Probe } from './services.ts'
import type { WorkerData } from './worker.ts'

export const workerUrl = new URL('./worker.ts', import.meta.url)

export interface TestNode {
  node: Node
  logs: LogBook
  latch: Ref<Latch>
}

export async function startNode(
  workers = 0,
  options: Partial<NodeOptions> = {},
  data: Partial<WorkerData> = {},
  heap = 0,
  onEnd: (stop: () => Promise<void>) => void = onTestFinished,
): Promise<TestNode> {
  const logs = new LogBook()
  const node = await Node.start({
    id: 1,
    log: createLog(logs.channel, 0),
    services: nodeServices,
    ...options,
  })
  const latch = await node.launch(Latch, undefined)
  onEnd(async () => {
    latch.send.open()
    await node.stop()
    logs.close()
  })
  await node.startWorkers({ url: workerUrl, count: workers, heap, data: { channel: logs.channel, ...data } })
  return { node, logs, latch }
}

/** A node that the tests of a suite share; call it in the suite. */
export function shareNode(workers: number, options: Partial<NodeOptions> = {}): () => TestNode {
  let started: TestNode
  let stop = async (): Promise<void> => undefined
  beforeAll(async () => {
    started = await startNode(workers, options, {}, 0, work => {
      stop = work
    })
  })
  afterAll(() => stop())
  return () => started
}

/** The Probe that the worker in `slot` starts with. */
export const probeOn = (node: Node, slot: number): Promise<Ref<Probe>> => node.query<Probe>(`.probe/${slot}`)

export const failure = (code: string) => expect.objectContaining({ name: 'AppError', code })
