// A worker that ends: V8's inspector ends the process when it is asked about a thread that is being taken down.

import { expect, test, vi } from 'vitest'
import { Inspector } from '../../../server/core/watch/inspector.ts'
import { failure, startNode } from '../support/start-node.ts'

test('no thread is looked into from before a worker ends until main has seen its end', async () => {
  const { node } = await startNode(2)
  const { stuck, inspector } = node.thread.monitor
  const forget = inspector.forget.bind(inspector)
  const look = (): Promise<unknown> => stuck.stackOf(1).catch((error: unknown) => error)
  let atEnd: Promise<unknown> | undefined
  vi.spyOn(inspector, 'forget').mockImplementation(slot => {
    // It has ended, and main hears of it now.
    atEnd ??= look()
    forget(slot)
  })
  await node.restart(2, 1000)
  expect(await atEnd).toEqual(failure('TRY_AGAIN'))
  expect(await look()).not.toEqual(failure('TRY_AGAIN'))
})

test('a worker that looks into main when it ends keeps nobody from looking', async () => {
  const looking = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT))
  const [main, worker] = [new Inspector(looking, 0), new Inspector(looking, 1)]
  const look = async (): Promise<string> => 'looks'
  void worker.alone(() => new Promise(() => undefined))
  await expect(main.alone(look)).rejects.toEqual(failure('TRY_AGAIN'))
  await worker.beforeEnd()
  main.forget(1)
  expect(await main.alone(look)).toBe('looks')
})
