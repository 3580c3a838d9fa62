import { describe, expect, onTestFinished, test } from 'vitest'
import type { Ref } from '../../../server/core/service/ref.ts'
import type { ServiceClass } from '../../../server/core/service/service.ts'
import { ConcurrentPhoenix, Eternal, Mortal, Parent, Phoenix } from '../support/beings.ts'
import { Latch } from '../support/services.ts'
import { failure, shareNode, startNode } from '../support/start-node.ts'

const dead = failure('SERVICE_DEAD')
/** In production, as instances write into the options that they share. */
const oneErrorIsTooMany = { development: false, watch: { errors: 0, exit: 2000 } }

describe.each([0, 2])('on a serving thread of a node with %i workers', workers => {
  const shared = shareNode(workers, oneErrorIsTooMany)

  const launch = async <S extends Phoenix>(
    type: ServiceClass<S, { seen: string[]; failStarts?: number }>,
    failStarts = 0,
  ): Promise<Ref<S>> => {
    const { node } = shared()
    const it = await node.launchOn(workers, type, { seen: [], failStarts }, { name: '.it' })
    onTestFinished(() => node.end(it))
    return it
  }

  const makeLatch = () => shared().node.launch(Latch, undefined)

  test('a service that fails begins anew: the messages that wait get the new instance', async () => {
    const it = await launch(Phoenix)
    await it.call.add()
    const burns = expect(it.call.fail()).rejects.toEqual(failure('INTERNAL'))
    expect(await Promise.all([it.call.add(), it.call.add()])).toEqual([1, 2])
    await burns
    expect(await it.call.seen()).toEqual(['start', 'exit', 'start'])
    expect((await shared().node.query('.it')).address).toBe(it.address)
  })

  test('calls that have begun get SERVICE_DEAD, and those that have not wait for the new instance', async () => {
    const latch = await makeLatch()
    const it = await launch(ConcurrentPhoenix)
    await it.call.add()
    const begun = it.call.pass(latch.address)
    const told = expect(begun).rejects.toEqual(dead)
    await latch.call.arrived(1)
    await expect(it.call.fail()).rejects.toEqual(failure('INTERNAL'))
    await told
    const waits = it.call.add()
    await latch.call.open()
    expect(await waits).toBe(1)
    expect(await it.call.seen()).toEqual(['start', 'exit', 'start'])
  })

  test('with `always` also one that ends by itself; what it was doing is answered', async () => {
    const it = await launch(Eternal)
    await it.call.add()
    expect(await it.call.quit()).toBe('last words')
    expect(await it.call.add()).toBe(1)
  })

  test('with `never` it ends, and listeners hear that it has failed', async () => {
    const { node } = shared()
    const it = await launch(Mortal)
    const ended = new Promise(resolve => node.onEnded(it, resolve))
    await expect(it.call.fail()).rejects.toEqual(failure('INTERNAL'))
    expect(await ended).toBe('failed')
    await expect(it.call.add()).rejects.toEqual(dead)
  })

  test('an instance that cannot start is tried again', async () => {
    const it = await launch(Phoenix, 2)
    await expect(it.call.fail()).rejects.toEqual(failure('INTERNAL'))
    expect(await it.call.add()).toBe(1)
    expect(await it.call.seen()).toEqual(['start', 'exit', 'start', 'exit', 'start', 'exit', 'start'])
  })

  test("after too many new starts it ends, and its parent's rule runs: a new parent launches a new child", async () => {
    const { node } = shared()
    const parent = await launch(Parent)
    const child = await node.query<Phoenix>('.child')
    const ended = new Promise(resolve => node.onEnded(child, resolve))
    for (let i = 0; i < 3; i++) await expect(child.call.fail()).rejects.toEqual(failure('INTERNAL'))
    expect(await ended).toBe('failed')
    await expect.poll(() => parent.call.seen()).toEqual(['start', 'exit', 'start'])
    const next = await node.query<Phoenix>('.child')
    expect(next.address).not.toBe(child.address)
    expect(await next.call.add()).toBe(1)
  })

  test('what a supervised service has launched ends with it', async () => {
    const { node } = shared()
    const parent = await launch(Parent)
    const child = await node.query<Phoenix>('.child')
    await node.end(parent)
    await expect(child.call.add()).rejects.toEqual(dead)
  })
})

test('a message that never ends does not keep a new instance from its place', async () => {
  const { node, latch, logs } = await startNode(0, { ...oneErrorIsTooMany, watch: { errors: 0, exit: 20 } })
  const it = await node.launch(ConcurrentPhoenix, { seen: [] })
  await expect(Promise.all([it.call.pass(latch.address), it.call.fail()])).rejects.toEqual(
    failure('INTERNAL'),
  )
  expect(await it.call.add()).toBe(1)
  await logs.wait('messages of an old instance have not ended in time; a new one begins beside them')
})

test('one that is ended from outside while it begins anew ends for good', async () => {
  const { node, latch } = await startNode(0, oneErrorIsTooMany)
  const it = await node.launch(ConcurrentPhoenix, { seen: [] })
  const begun = expect(it.call.pass(latch.address)).rejects.toEqual(dead)
  await expect(it.call.fail()).rejects.toEqual(failure('INTERNAL'))
  const waits = expect(it.call.add()).rejects.toEqual(dead)
  const ended = node.end(it)
  await latch.call.open()
  await Promise.all([begun, waits, ended])
})

test('a rule that is none fails the launch', async () => {
  const { node } = await startNode(0)
  class Odd extends Phoenix {
    static override restart = 'sometimes' as never
  }
  await expect(node.launch(Odd, { seen: [] })).rejects.toThrow(
    'restart: expected "always", "onError" or "never"',
  )
})

test('answers that an instance owes fail when it is replaced', async () => {
  const { node } = await startNode(0, oneErrorIsTooMany)
  class Owing extends Phoenix {
    answerLater() {
      return this.defer<string>()
    }
  }
  const it = await node.launch(Owing, { seen: [] })
  const owed = expect(it.call.answerLater()).rejects.toEqual(dead)
  await expect(it.call.fail()).rejects.toEqual(failure('INTERNAL'))
  await owed
  expect(await it.call.add()).toBe(1)
})
