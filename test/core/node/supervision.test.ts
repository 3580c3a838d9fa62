import { expect, test } from 'vitest'
import { StartError } from '../../../server/core/errors.ts'
import type { Probe } from '../support/services.ts'
import { failure, probeOn, startNode } from '../support/start-node.ts'

test('a worker with an uncaught error leaves by the way, and a new one takes its slot', async () => {
  const { node, logs } = await startNode(2)
  const old = await probeOn(node, 2)
  old.send.crash('boom')
  await logs.wait('uncaught error, this thread leaves', { thread: 2 })
  await logs.wait('a worker has ended, another takes its place', { worker: 2 })
  expect(logs.find('hook', { thread: 2 }).map(line => line.hook)).toEqual(['second', 'first'])
  await expect(old.call.echo(1)).rejects.toEqual(failure('SERVICE_DEAD'))
  const successor = await node.query<Probe>('.probe/2', 20_000)
  expect(successor.address).not.toBe(old.address)
  expect(await (await probeOn(node, 1)).call.forward([successor.address, 'echo', 'hello'])).toBe('hello')
})

test('a promise that nobody waits for is logged with its service when it is rejected, and its thread stays', async () => {
  const { node, logs } = await startNode(1)
  const probe = await probeOn(node, 1)
  await probe.call.forget('boom')
  const [line] = await logs.wait('unhandled promise rejection', { thread: 1 })
  expect(line).toMatchObject({ service: '.probe/1', err: { message: 'boom' } })
  await probe.call.forget('')
  await logs.wait('unhandled promise rejection', { thread: 1 }, 2)
  expect(await probe.call.echo('alive')).toBe('alive')
})

// What is not collected makes it leave, or else ends the process: npm run fault -- heap.
test('what can be collected does not make a worker leave', async () => {
  const { node, logs } = await startNode(1, {}, {}, 64)
  const probe = await probeOn(node, 1)
  for (let n = 0; n < 300; n++) await probe.call.litter(1)
  expect(logs.find('the heap of this thread is nearly full, it leaves')).toEqual([])
})

test('onWorkerLost is awaited before the place is taken, and may fail', async () => {
  const { node, logs, latch } = await startNode(1)
  const lost: number[] = []
  node.onWorkerLost(() => {
    throw new Error('no')
  })
  node.onWorkerLost(async slot => {
    await latch.call.pass()
    lost.push(slot)
  })
  ;(await probeOn(node, 1)).send.crash('boom')
  await latch.call.arrived(1)
  expect(logs.find('a worker has ended, another takes its place')).toEqual([])
  expect(node.slots).toEqual([])
  await latch.call.open()
  await logs.wait('a worker has ended, another takes its place')
  expect(lost).toEqual([1])
  expect(logs.find('could not clean up after a worker')).toHaveLength(1)
})

test('everyone who waits for a service on a thread that dies is told: main and other workers', async () => {
  const { node, logs, latch } = await startNode(2)
  const [one, two] = [await probeOn(node, 1), await probeOn(node, 2)]
  const direct = two.call.pass(latch.address)
  await latch.call.arrived(1)
  const queued = two.call.echo('waits behind')
  const fromOther = one.call.forward([two.address, 'echo', 'waits too'])
  const stuck = [direct, queued, fromOther].map(call =>
    call.then(
      () => 'answered',
      error => error.code,
    ),
  )
  const crasher = await node.launchOn<Probe>(2, 'Probe', undefined)
  crasher.send.crash('boom')
  await logs.wait('uncaught error, this thread leaves', { thread: 2 })
  expect(await Promise.all(stuck)).toEqual(['THREAD_LOST', 'SERVICE_DEAD', 'SERVICE_DEAD'])
  await logs.wait('services had not ended at the deadline', { thread: 2 })
})

test('a StartError of a worker reaches main with its message; another error too', async () => {
  const start = (isStartError: boolean) =>
    startNode(1, {}, { failing: { slot: 1, life: 0, isStartError, text: 'the port is taken' } })
  await expect(start(true)).rejects.toSatisfy(
    error => error instanceof StartError && error.message === 'the port is taken',
  )
  await expect(start(false)).rejects.toThrow('the port is taken')
})

test('a worker that keeps failing is tried again after longer and longer waits', async () => {
  const failing = { slot: 1, life: 3, isStartError: true, text: 'no more' }
  const { node, logs } = await startNode(1, {}, { failing })
  ;(await probeOn(node, 1)).send.crash('boom')
  const tries = await logs.wait('a worker has ended, another takes its place', { worker: 1 }, 3)
  expect(tries.map(line => line.wait)).toEqual([100, 200, 400])
  expect(logs.find('a new worker could not start', { reason: 'no more' })).toHaveLength(2)
})

test('a worker that does not serve yet is not restarted, and comes up', async () => {
  const { node, logs } = await startNode(1)
  const restarted = node.restart(1, 1000)
  await logs.wait('a worker has left as it was told, another takes its place', { worker: 1 })
  await expect(node.restart(1, 1000)).rejects.toEqual(failure('TRY_AGAIN'))
  await restarted
  expect(await (await probeOn(node, 1)).call.echo('here')).toBe('here')
})
