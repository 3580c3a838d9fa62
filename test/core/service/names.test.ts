import { expect, test } from 'vitest'
import type { Ref } from '../../../server/core/service/ref.ts'
import { Probe } from '../support/services.ts'
import { failure, probeOn, shareNode, startNode } from '../support/start-node.ts'

const shared = shareNode(2)

test('a query waits until the name is there, from any thread', async () => {
  const { node } = shared()
  const [one, two] = [await probeOn(node, 1), await probeOn(node, 2)]
  const early = [node.query<Probe>('.late').then(ref => ref.address), one.call.query('.late')]
  const address = await two.call.launchHere('.late')
  expect(await Promise.all(early)).toEqual([address, address])
})

test('a query gives up at its deadline, and names what it waited for', async () => {
  const { node } = shared()
  const wanted = { code: 'TIMEOUT', cause: { message: 'no service was named .never within 20 ms' } }
  await expect((await probeOn(node, 1)).call.query('.never', 20)).rejects.toMatchObject(wanted)
})

test('a name that is taken fails the launch, and the one that has it keeps it', async () => {
  const { node } = shared()
  const owner = await node.launch(Probe, undefined, { name: '.taken' })
  await expect(node.launch(Probe, undefined, { name: '.taken' })).rejects.toEqual(failure('NAME_TAKEN'))
  const remote = node.launchOn(1, 'Probe', undefined, { name: '.taken' })
  await expect(remote).rejects.toEqual(failure('NAME_TAKEN'))
  expect((await node.query('.taken')).address).toBe(owner.address)
})

test('a name is free when its service has ended, and nobody remembers the old one', async () => {
  const { node } = shared()
  const one = await probeOn(node, 1)
  const first = await node.launch(Probe, undefined, { name: '.again' })
  expect(await one.call.query('.again')).toBe(first.address)
  await first.call.quit()
  const find = () =>
    node.query('.again', 20).then(
      () => 'found',
      error => error.code,
    )
  await expect.poll(find).toBe('TIMEOUT')
  const second = await node.launchOn<Probe>(1, 'Probe', undefined, { name: '.again' })
  expect(await one.call.query('.again')).toBe(second.address)
  expect(second.address).not.toBe(first.address)
})

test('a name is free when its thread has ended', async () => {
  const { node } = await startNode(1)
  const lost: Ref<Probe> = await node.launchOn(1, 'Probe', undefined, { name: '.on-worker' })
  const ended = new Promise<void>(resolve => node.onWorkerLost(() => resolve()))
  lost.send.crash('boom')
  await ended
  const next = await node.launch(Probe, undefined, { name: '.on-worker' })
  expect((await node.query('.on-worker')).address).toBe(next.address)
})

test('a query that waits does not keep the node from stopping', async () => {
  const { node } = await startNode(0)
  const waiting = expect(node.query('.never', 60_000)).rejects.toEqual(failure('SERVICE_DEAD'))
  expect(await node.stop()).toEqual({ problems: [], stuck: [] })
  await waiting
})
