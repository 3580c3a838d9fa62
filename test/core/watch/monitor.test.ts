import { expect, test, vi } from 'vitest'
import { STUCK } from '../support/log-book.ts'
import { ConcurrentProbe, Probe } from '../support/services.ts'
import { probeOn, startNode } from '../support/start-node.ts'

const watch = { beat: 10, slow: 30, stuck: 60 }

test('a handler that waits for too long is logged with service and command, and again at its end', async () => {
  const { node, logs, latch } = await startNode(0, { watch })
  const probe = await node.launch(Probe, undefined, { name: '.slow' })
  const call = probe.call.pass(latch.address)
  await logs.wait('a slow handler is still waiting', { service: '.slow', command: 'pass' })
  await latch.call.open()
  await call
  const [line] = await logs.wait('a slow handler has ended', { service: '.slow', command: 'pass' })
  expect(line!.ms).toBeGreaterThan(watch.slow)
  expect(logs.find('a slow handler is still waiting', { service: '.slow' })).toHaveLength(1)
})

test('who waits for a name does not make the registry look slow', async () => {
  // A busy machine holds threads for longer than 30 ms.
  const slow = 500
  const { node, logs } = await startNode(0, { watch: { ...watch, slow } })
  const found = node.query('.late')
  const probe = await node.launch(Probe, undefined, { name: '.busy' })
  probe.send.spin(2 * slow)
  await logs.wait('a slow handler has ended', { service: '.busy' })
  const late = await node.launch(Probe, undefined, { name: '.late' })
  expect((await found).address).toBe(late.address)
  await expect(node.query('.never', 1)).rejects.toThrow(/no service was named|TIMEOUT|in time|no answer/)
  expect(logs.find('a slow handler has ended').map(({ service }) => service)).toEqual(['.busy'])
  expect(logs.find('a slow handler is still waiting')).toEqual([])
})

test('of overlapping handlers each slow one is logged, however busy the service is', async () => {
  const { node, logs, latch } = await startNode(0, { watch })
  const probe = await node.launch(ConcurrentProbe, undefined, { name: '.slow' })
  const calls = [probe.call.pass(latch.address), probe.call.pass(latch.address)]
  await logs.wait('a slow handler is still waiting', { service: '.slow', command: 'pass' }, 2)
  expect(await probe.call.echo('quick')).toBe('quick')
  await latch.call.open()
  await Promise.all(calls)
  await logs.wait('a slow handler has ended', { service: '.slow' }, 2)
})

test('a handler that keeps the thread busy is logged, alone and among others', async () => {
  const { node, logs } = await startNode(1, { watch })
  for (const slot of [0, 1]) {
    const probe = await node.launchOn<Probe>(slot, 'Probe', undefined, { name: `.busy/${slot}` })
    const fields = { thread: slot, service: `.busy/${slot}`, command: 'spin' }
    // Time is told to workers by main, which a busy machine may hold while the handler runs.
    for (let tries = 0; tries < 100 && logs.find('a slow handler has ended', fields).length === 0; tries++) {
      probe.send.note('before')
      probe.send.spin(60)
      probe.send.note('after')
      await probe.call.echo('')
    }
    await logs.wait('a slow handler has ended', fields)
  }
})

/** A busy machine holds threads for longer than the 60 ms above, and looking into those costs time. */
const patient = { ...watch, stuck: 400 }
/** The line of Probe's loops, and its frame. */
const AT = /^test\/core\/support\/services\.ts:\d+:\d+$/
const SPIN = /^Probe\.spinUntil test\/core\/support\/services\.ts:\d+:\d+$/
const newSignal = () => new Int32Array(new SharedArrayBuffer(4))

test('a worker whose loop is stuck is reported by main with service, command, file and line', async () => {
  const { node, logs } = await startNode(1, { watch: patient })
  const probe = await probeOn(node, 1)
  const signal = newSignal()
  probe.send.spinUntil(signal)
  const [line] = await logs.wait(STUCK, { thread: 0, stuck: 1, command: 'spinUntil' })
  Atomics.store(signal, 0, 1)
  expect(line!.service).toMatch(/^Probe:2\.[0-9a-f]{8}$/)
  expect(line!.at).toMatch(AT)
  expect(line!.stack).toContainEqual(expect.stringMatching(SPIN))
})

test('a main thread that is stuck is reported by the first worker with file and line', async () => {
  const stuck = newSignal()
  const { node, logs } = await startNode(1, { watch: patient }, { stuck })
  const probe = await node.launch(Probe, undefined)
  probe.send.spinUntil(stuck)
  const [line] = await logs.wait(STUCK, { thread: 1, stuck: 0, command: 'spinUntil' })
  expect(line!.service).toMatch(/^Probe:1\./)
  expect(line!.stack).toContainEqual(expect.stringMatching(SPIN))
})

const HELD = 1500

test('a thread that is held on purpose is not stuck, and what waits meanwhile is not slow', async () => {
  const { node, logs, latch } = await startNode(1, { watch: { beat: 10, slow: 1000, stuck: 400 } })
  const probe = await node.launch(Probe, undefined, { name: '.waiting' })
  const call = probe.call.pass(latch.address)
  await latch.call.arrived(1)
  const { holds, slowest } = node.thread.monitor
  holds.during(() => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, HELD))
  // The other thread has looked in the meantime, and looks again.
  expect(await (await probeOn(node, 1)).call.echo('done')).toBe('done')
  await latch.call.open()
  await call
  expect(holds.of(0)).toBeUndefined()
  expect(logs.find(STUCK)).toEqual([])
  expect(logs.find('a slow handler has ended')).toEqual([])
  expect(slowest.list().filter(({ slowest: { ms } }) => ms >= HELD)).toEqual([])
})

test('a clock that somebody sets makes no thread stuck and no handler slow', async () => {
  const { node, logs, latch } = await startNode(1, { watch: { beat: 10 } })
  const probe = await node.launch(Probe, undefined)
  const call = probe.call.pass(latch.address)
  await latch.call.arrived(1)
  const hour = 3_600_000
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => Math.floor(performance.timeOrigin) + hour)
  try {
    expect(node.thread.monitor.findStuck()).toEqual([])
    await latch.call.open()
    await call
    expect(logs.find('a slow handler has ended')).toEqual([])
  } finally {
    clock.mockRestore()
  }
})

test('a worker that has ended is not reported as stuck', async () => {
  const failing = { slot: 1, life: 3, isStartError: true, text: 'no more' }
  const { node, logs } = await startNode(1, { watch }, { failing })
  ;(await probeOn(node, 1)).send.crash('boom')
  await logs.wait('a worker has ended, another takes its place', {}, 3)
  expect(node.thread.monitor.findStuck()).toEqual([])
})
