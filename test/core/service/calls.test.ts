import { describe, expect, test } from 'vitest'
import type { Ref } from '../../../server/core/service/ref.ts'
import { ConcurrentProbe, Latch, Probe } from '../support/services.ts'
import { failure, shareNode, startNode, type TestNode } from '../support/start-node.ts'

const shared = shareNode(2)

describe('a call', () => {
  test('that is not answered within its deadline rejects with TIMEOUT, on each side of a link', async () => {
    const { node, latch } = shared()
    for (const slot of [0, 1]) {
      const probe = await node.launchOn<Probe>(slot, 'Probe', undefined)
      const late = probe.within(20).call.pass(latch.address)
      await expect(late).rejects.toMatchObject({ code: 'TIMEOUT', cause: 'no answer to "pass" in time' })
    }
  })

  test('to an address that is not there, or whose service has ended, rejects with SERVICE_DEAD', async () => {
    const { node } = shared()
    const nowhere = node.ref<Probe>(12345)
    await expect(nowhere.call.notes()).rejects.toEqual(failure('SERVICE_DEAD'))
    for (const slot of [0, 1]) {
      const probe = await node.launchOn<Probe>(slot, 'Probe', undefined)
      expect(await probe.call.quit()).toBe('last words')
      await expect(probe.call.notes()).rejects.toEqual(failure('SERVICE_DEAD'))
      probe.send.note('into the void')
    }
  })

  test('that waits when the service ends is answered with SERVICE_DEAD, the one in progress as usual', async () => {
    const { node, latch } = await startNode(0)
    const probe = await node.launch(Probe, undefined)
    const first = probe.call.pass(latch.address, 'done')
    const [quit, behind] = [probe.call.quit(), probe.call.echo('never')]
    const refused = expect(behind).rejects.toEqual(failure('SERVICE_DEAD'))
    await latch.call.open()
    expect(await Promise.all([first, quit])).toEqual(['done', 'last words'])
    await refused
  })

  test('is refused with MAILBOX_FULL when 4096 wait; the log warns at 1024', async () => {
    const { node, latch, logs } = await startNode(0, { development: false })
    const probe = await node.launch(Probe, undefined)
    const inProgress = probe.call.pass(latch.address)
    await latch.call.arrived(1)
    for (let i = 0; i < 4096; i++) probe.send.note(`${i}`)
    for (let i = 0; i < 3; i++) await expect(probe.call.echo(1)).rejects.toEqual(failure('MAILBOX_FULL'))
    for (let i = 0; i < 3; i++) probe.send.note('lost')
    await latch.call.open()
    await inProgress
    const count = () =>
      probe.call.notes().then(
        notes => notes.length,
        error => error.code,
      )
    await expect.poll(count).toBe(4096 + 2)
    const [grows] = await logs.wait('the mailbox grows')
    expect(grows).toMatchObject({ waiting: 1024, command: 'pass' })
    expect(logs.find('a message was not delivered')).toMatchObject([
      { code: 'MAILBOX_FULL', busyWith: 'pass' },
    ])
  })
})

describe('a call that would wait for itself is refused at once', () => {
  const pair = async ({ node }: TestNode, where: [number, number]): Promise<[Ref<Probe>, Ref<Probe>]> => [
    await node.launchOn<Probe>(where[0], 'Probe', undefined),
    await node.launchOn<Probe>(where[1], 'Probe', undefined),
  ]

  for (const where of [
    [0, 0],
    [1, 1],
    [1, 2],
    [0, 1],
  ] as [number, number][]) {
    test(`A → B → A, on the threads ${where}`, async () => {
      const [a, b] = await pair(shared(), where)
      const cycle = a.call.forward([b.address, 'forward', [a.address, 'echo', 1]])
      await expect(cycle).rejects.toEqual(failure('CALL_CYCLE'))
      expect(await a.call.echo('goes on')).toBe('goes on')
    })
  }

  test('A → B → C → A over three threads', async () => {
    const started = shared()
    const [a, b] = await pair(started, [0, 1])
    const [c] = await pair(started, [2, 2])
    const cycle = a.call.forward([b.address, 'forward', [c.address, 'forward', [a.address, 'echo', 1]]])
    await expect(cycle).rejects.toEqual(failure('CALL_CYCLE'))
  })

  test('a service that calls itself', async () => {
    const { node } = shared()
    const probe = await node.launch(Probe, undefined)
    await expect(probe.call.forward([probe.address, 'echo', 1])).rejects.toEqual(failure('CALL_CYCLE'))
  })

  for (const slot of [0, 1]) {
    test(`a service that is called by the one it launches on thread ${slot}, in its onStart`, async () => {
      const { node } = shared()
      const probe = await node.launchOn<Probe>(slot, 'Probe', undefined)
      const cycle = probe.call.launchCaller([probe.address, 'echo', 1])
      await expect(cycle).rejects.toEqual(failure('CALL_CYCLE'))
    })
  }

  test('but not one that nobody awaits: it has its turn when the caller is done', async () => {
    const [a, b] = await pair(shared(), [0, 1])
    expect(await a.call.start([b.address, 'forward', [a.address, 'echo', 'back']])).toBe('started')
    await expect.poll(() => a.call.notes()).toEqual(['got back'])
  })

  test('but not one to a concurrent service', async () => {
    const { node } = shared()
    const [here] = await pair({ node } as TestNode, [1, 1])
    const both = await node.launch(ConcurrentProbe, undefined)
    expect(await both.call.forward([here.address, 'forward', [both.address, 'echo', 1]])).toBe(1)
    expect(await both.call.forward([both.address, 'echo', 1])).toBe(1)
  })

  test('and not one that comes back in a later turn of the service', async () => {
    const latch = await shared().node.launch(Latch, undefined)
    const [a, b] = await pair(shared(), [0, 1])
    await a.call.start([b.address, 'forward', [a.address, 'echo', 'back']])
    const next = a.call.pass(latch.address)
    await latch.call.arrived(1)
    await latch.call.open()
    await next
    await expect.poll(() => a.call.notes()).toContain('got back')
  })
})

describe('in development', () => {
  test('what is sent is frozen, so that nobody changes it on one thread either', async () => {
    const { node } = await startNode(0)
    const probe = await node.launch(Probe, undefined)
    const value = { list: [{ n: 1 }] }
    const back = (await probe.call.echo(value)) as typeof value
    expect(back).toBe(value)
    expect(() => back.list.push({ n: 2 })).toThrow(TypeError)
    expect(() => Object.assign(back.list[0]!, { n: 2 })).toThrow(TypeError)
  })

  test('an instance of a class is refused, as it would arrive without its class', async () => {
    class Point {
      x = 1
    }
    const { node } = await startNode(0)
    const probe = await node.launch(Probe, undefined)
    await expect(probe.call.echo({ at: [new Point()] })).rejects.toMatchObject({
      code: 'NOT_CLONEABLE',
      cause: 'an instance of Point would arrive on another thread without its class',
    })
    for (const fine of [new Date(0), new Map([[{}, [1]]]), Buffer.from('a'), new TypeError('x'), null, [[]]])
      expect(await probe.call.echo(fine)).toBe(fine)
  })
})
