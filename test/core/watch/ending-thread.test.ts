// A worker that ends: V8's inspector ends the process when it is asked about a thread that is being taken down.

import { expect, test, vi } from 'vitest'
import { failure, startNode } from '../support/start-node.ts'

test('no thread is looked into from before a worker ends until main has seen its end', async () => {
  const { node } = await startNode(2)
  const { stuck } = node.thread.monitor
  const forget = stuck.forget.bind(stuck)
  const look = (): Promise<unknown> => stuck.stackOf(1).catch((error: unknown) => error)
  let atEnd: Promise<unknown> | undefined
  vi.spyOn(stuck, 'forget').mockImplementation(slot => {
    // It has ended, and main hears of it now.
    atEnd ??= look()
    forget(slot)
  })
  await node.restart(2, 1000)
  expect(await atEnd).toEqual(failure('TRY_AGAIN'))
  expect(await look()).not.toEqual(failure('TRY_AGAIN'))
})

test('a worker that looks into main itself ends all the same', async () => {
  const { node } = await startNode(1)
  // Worker 1 looks, and its session is closed before main has answered.
  Atomics.store(node.thread.monitor.looking, 0, 1 + 1)
  await node.restart(1, 1000)
  expect(node.thread.monitor.looking[0]).toBe(0)
})
