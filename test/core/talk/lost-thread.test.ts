import { expect, test } from 'vitest'
import { startNode } from '../support/start-node.ts'
import type { Talker } from '../support/talkers.ts'

test('when a thread is lost, who waits for it is told at once; the one in its place hears, and is heard', async () => {
  const { node, logs, latch } = await startNode(2)
  const on = (slot: number) => node.launchOn<Talker>(slot, 'Talker', undefined)
  const [here, other, lost] = [await on(0), await on(1), await on(2)]
  for (const talker of [here, other, lost]) await talker.call.listen('news')
  const codeOf = (call: Promise<unknown>) => call.catch(error => error.code)
  const deferred = codeOf(lost.within(60_000).call.ask())
  const busy = await on(2)
  const target = [busy.address, 'pass', latch.address] as const
  const handedOn = codeOf(here.within(60_000).call.forward([other.address, 'handOn', target]))
  await latch.call.arrived(1)
  ;(await on(2)).send.crash('boom')
  for (const told of [await deferred, await handedOn]) expect(told).toMatch(/^(SERVICE_DEAD|THREAD_LOST)$/)
  await logs.wait('a worker has ended, another takes its place')
  await node.query('.probe/2', 20_000)
  const next = await on(2)
  await next.call.listen('news')
  await next.call.publish('news', 'from the new one')
  node.publish('news', 'to the new one')
  const news = ['news: from the new one', 'news: to the new one']
  for (const talker of [other, next])
    await expect.poll(async () => (await talker.call.notes()).sort()).toEqual(news)
}, 60_000)
