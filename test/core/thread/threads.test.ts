import { describe, expect, test } from 'vitest'
import { AppError } from '../../../server/core/errors.ts'
import type { Ref } from '../../../server/core/service/ref.ts'
import { type ConcurrentProbe, Probe } from '../support/services.ts'
import { failure, probeOn, shareNode, startNode } from '../support/start-node.ts'

const numbers = Array.from({ length: 500 }, (_, i) => String(i))

describe('between threads', () => {
  const shared = shareNode(2)

  test('calls and sends from one service to another arrive in the order they were made', async () => {
    const { node } = shared()
    const [one, two] = [await probeOn(node, 1), await probeOn(node, 2)]
    for (const n of numbers) one.send.tell([two.address, 'note', n])
    await one.call.echo('all told')
    expect(await one.call.forward([two.address, 'notes'])).toEqual(numbers)
  })

  test('what is sent is a copy that keeps its types', async () => {
    const { node } = shared()
    const probe = await probeOn(node, 1)
    const value = {
      map: new Map([[1, new Set(['a'])]]),
      at: new Date(5),
      bytes: new Uint8Array([1, 2]),
      big: 2n ** 60n,
    }
    const back = await probe.call.echo(value)
    expect(back).toEqual(value)
    expect(back).not.toBe(value)
  })

  test('an AppError crosses with its code, its message and the text of its cause', async () => {
    const { node } = shared()
    const error = await (await probeOn(node, 1)).call.refuse('the disk is full').catch(e => e)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'TRY_AGAIN', message: 'not now' })
    expect(error.cause).toMatchObject({ message: 'the disk is full' })
  })

  test('a bug is INTERNAL for the caller, and in the log with its stack and the id of the call', async () => {
    const { node, logs } = shared()
    const probe = await probeOn(node, 1)
    for (const call of [probe.call.fail('oh'), probe.call.failLater('oh')])
      await expect(call).rejects.toMatchObject({ code: 'INTERNAL', cause: { message: 'oh' } })
    const [line] = await logs.wait('a handler failed', { thread: 1, service: '.probe/1' }, 2)
    expect(line).toMatchObject({ command: 'fail', call: expect.stringMatching(/^:\d+\.[0-9a-f]{8}#\d+$/) })
    expect((line!.err as { stack: string }).stack).toContain('services.ts')
  })

  test('a service is launched on another thread by its name', async () => {
    const { node } = shared()
    const probe: Ref<Probe> = await node.launchOn<Probe>(2, 'Probe', undefined, { name: '.there' })
    expect(await probe.call.echo(1)).toBe(1)
    expect(await (await probeOn(node, 1)).call.query('.there')).toBe(probe.address)
    await expect(node.launchOn(2, 'Nothing', undefined)).rejects.toEqual(failure('UNKNOWN_COMMAND'))
    await expect(node.launchOn(2, 'constructor', undefined)).rejects.toEqual(failure('UNKNOWN_COMMAND'))
    await expect(node.launchOn(9, 'Probe', undefined)).rejects.toEqual(failure('THREAD_LOST'))
  })

  test('a launch on another thread is waited for until its deadline', async () => {
    const { node, latch } = shared()
    const late = node.launchOn(1, 'CallsAtStart', [latch.address, 'pass'], { deadline: 20 })
    await expect(late).rejects.toEqual(failure('TIMEOUT'))
  })

  for (const development of [true, false]) {
    const mode = development ? 'development' : 'production'
    test(`in ${mode} what can't be cloned is refused, and what stands beside it arrives`, async () => {
      const { node, logs } = development ? shared() : await startNode(1, { development })
      const probe = await probeOn(node, 1)
      const before = probe.call.echo('before')
      const bad = probe.call.echo(() => 1)
      const after = probe.call.echo('after')
      await expect(bad).rejects.toEqual(failure('NOT_CLONEABLE'))
      expect(await Promise.all([before, after])).toEqual(['before', 'after'])
      await expect(probe.call.giveFunction()).rejects.toEqual(failure('NOT_CLONEABLE'))
      if (development) return expect(() => probe.send.echo(() => 1)).toThrow(failure('NOT_CLONEABLE'))
      probe.send.echo(() => 1)
      await logs.wait('a message could not be sent', { command: 'echo' })
      expect(await probe.call.echo('alive')).toBe('alive')
    })
  }

  test('many calls wait at the same time, and each gets its own answer', async () => {
    const { node } = shared()
    const probe = await node.launchOn<ConcurrentProbe>(1, 'ConcurrentProbe', undefined)
    const answers = await Promise.all(numbers.map(n => probe.call.echo(n)))
    expect(answers).toEqual(numbers)
  })
})

describe('two nodes in one process', () => {
  test('do not know of each other', async () => {
    const [a, b] = [await startNode(1), await startNode(1)]
    await a.node.launch(Probe, undefined, { name: '.only-a' })
    await expect(b.node.query('.only-a', 20)).rejects.toEqual(failure('TIMEOUT'))
    await a.node.stop()
    expect(await (await probeOn(b.node, 1)).call.echo('b lives')).toBe('b lives')
  })
})

test('with no workers everything is on main, slot 0', async () => {
  const { node } = await startNode(0)
  expect(node.slots).toEqual([0])
  const probe = await node.launchOn<Probe>(0, 'Probe', undefined)
  expect(await probe.call.echo(1)).toBe(1)
})
