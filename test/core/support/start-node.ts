// A node for one test, with workers when asked for; it is stopped when the test is over.

import { expect, onTestFinished } from 'vitest'
import { Node, type NodeOptions } from '../../../server/core/node/node.ts'
import type { Ref } from '../../../server/core/service/ref.ts'
import { createLog, LogBook } from './log-book.ts'
import { CallsAtStart, ConcurrentProbe, Latch, Probe } from './services.ts'
import { ConcurrentStorm, Storm } from './storm.ts'
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
): Promise<TestNode> {
  const logs = new LogBook()
  const services = { CallsAtStart, ConcurrentProbe, ConcurrentStorm, Latch, Probe, Storm }
  const node = await Node.start({ id: 1, log: createLog(logs.channel, 0), services, ...options })
  const latch = await node.launch(Latch, undefined)
  onTestFinished(async () => {
    latch.send.open()
    await node.stop()
    logs.close()
  })
  await node.startWorkers({ url: workerUrl, count: workers, heap, data: { channel: logs.channel, ...data } })
  return { node, logs, latch }
}

/** The Probe that the worker in `slot` starts with. */
export const probeOn = (node: Node, slot: number): Promise<Ref<Probe>> => node.query<Probe>(`.probe/${slot}`)

export const failure = (code: string) => expect.objectContaining({ name: 'AppError', code })
