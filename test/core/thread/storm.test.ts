import { expect, test } from 'vitest'
import type { Ref } from '../../../server/core/service/ref.ts'
import { startNode } from '../support/start-node.ts'
import type { Storm } from '../support/storm.ts'

const OUTCOMES = ['answered', 'CALL_CYCLE', 'MAILBOX_FULL', 'SERVICE_DEAD', 'THREAD_LOST', 'TIMEOUT']

test('services on three threads that call each other at random, and die, leave no call open or answered twice', async () => {
  const { node } = await startNode(2)
  const refs: Ref<Storm>[] = []
  for (let i = 0; i < 30; i++) {
    const kind = ['ConcurrentStorm', 'TalkingStorm', 'TalkingStorm', 'Storm', 'Storm'][i % 5]!
    refs.push(await node.launchOn<Storm>(i % 3, kind, i))
  }
  const addresses = refs.map(ref => ref.address)
  const calls: Promise<string>[] = []
  for (let i = 0; i < 600; i++) {
    const ref = refs[i % refs.length]!.within(100)
    const start = i % 7 ? ref : ref.urgent
    if (i % 60 === 50) start.send.quit()
    if (i === 400) refs[1]!.send.crash()
    calls.push(
      start.call.wander(addresses, 1 + (i % 6), i).then(
        () => 'answered',
        error => error.code,
      ),
    )
    if (i % 20 === 0) await calls[i]
  }
  const outcomes = await Promise.all(calls)
  expect(outcomes).toHaveLength(600)
  expect(OUTCOMES).toEqual(expect.arrayContaining([...new Set(outcomes)]))
  expect(outcomes).toContain('answered')
  for (const ref of refs) {
    const open = () =>
      ref.call.counts().then(
        ({ made, settled }) => made - settled,
        () => 0,
      )
    await expect.poll(open).toBe(0)
  }
})
