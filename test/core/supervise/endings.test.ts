import { describe, expect, test } from 'vitest'
import { Listener } from '../support/beings.ts'
import { Latch, type Probe } from '../support/services.ts'
import { failure, shareNode, startNode } from '../support/start-node.ts'

const nodes = { 0: shareNode(0), 2: shareNode(2) }

describe.each([
  [0, 0, 0],
  [2, 1, 2],
  [2, 0, 1],
  [2, 2, 0],
] as const)('with %i workers, from a service on thread %i to one on thread %i', (workers, from, to) => {
  const shared = nodes[workers]

  const start = async () => {
    const { node } = shared()
    const latch = await node.launch(Latch, undefined)
    const listener = await node.launchOn(from, Listener, undefined)
    const target = await node.launchOn<Probe>(to, 'Probe', undefined)
    const heard = () => expect.poll(() => listener.call.heard())
    return { node, latch, listener, target, heard }
  }

  test('the end of a service is heard once by each that listens, and by one that listens too late', async () => {
    const { node, listener, target, heard } = await start()
    await listener.call.listenTo(target.address)
    await listener.call.listenTo(target.address)
    const onMain = new Promise(resolve => node.onEnded(target, resolve))
    await target.call.quit()
    expect(await onMain).toBe('ended')
    await heard().toEqual(['ended', 'ended'])
    await listener.call.listenTo(target.address)
    await heard().toEqual(['ended', 'ended', 'ended'])
  })

  test('a service ends another: after its message in progress, and also when it has ended before', async () => {
    const { node, latch, listener, target } = await start()
    const inProgress = target.call.pass(latch.address, 'done')
    await latch.call.arrived(1)
    const ended = listener.call.endIt(target.address)
    await latch.call.open()
    expect(await Promise.all([inProgress, ended])).toEqual(['done', 'ended'])
    await expect(target.call.echo(1)).rejects.toEqual(failure('SERVICE_DEAD'))
    expect(await listener.call.endIt(target.address)).toBe('ended')
    await node.end(target)
  })

  test('a service cannot wait for its own end', async () => {
    const { listener } = await start()
    await expect(listener.call.endIt(listener.address)).rejects.toEqual(failure('CALL_CYCLE'))
  })

  test('a listener that was taken away hears nothing, and one whose service has ended disturbs nobody', async () => {
    const { node, listener, target } = await start()
    const heard: string[] = []
    node.onEnded(target, how => heard.push(how))()
    await listener.call.listenTo(target.address)
    await listener.call.quit()
    const last = new Promise(resolve => node.onEnded(target, resolve))
    await node.end(target)
    expect(await last).toBe('ended')
    expect(heard).toEqual([])
  })
})

test('the loss of a thread is heard once for each of its services, after what has ended there in order', async () => {
  const { node, latch } = await startNode(2)
  const listener = await node.launchOn(1, Listener, undefined)
  const stuck = await node.launchOn<Probe>(2, 'Probe', undefined)
  const idle = await node.launchOn<Probe>(2, 'Probe', undefined)
  const lost = expect(stuck.call.pass(latch.address)).rejects.toEqual(failure('THREAD_LOST'))
  await latch.call.arrived(1)
  for (const { address } of [stuck, idle]) await listener.call.listenTo(address)
  const onMain = [stuck, idle].map(ref => new Promise(resolve => node.onEnded(ref, resolve)))
  idle.send.crash('boom')
  expect(await Promise.all(onMain)).toEqual(['lost', 'ended'])
  await lost
  await listener.call.listenTo(stuck.address)
  await expect.poll(() => listener.call.heard()).toEqual(['ended', 'lost', 'lost'])
})
