import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Service } from '../../../server/core/service/service.ts'
import { Probe } from '../support/services.ts'
import { failure, probeOn, startNode } from '../support/start-node.ts'

interface Behaviour {
  seen: string[]
  onStart?(self: Actor): unknown
  onExit?(self: Actor): unknown
}

/** A service that does in its life what a test says. */
class Actor extends Service<Behaviour> {
  override onStart() {
    return this.options.onStart?.(this)
  }

  override onExit() {
    this.options.seen.push('exit')
    return this.options.onExit?.(this)
  }

  hear(what: string) {
    this.options.seen.push(what)
  }

  quit() {
    this.exit()
  }

  override after(ms: number, work: () => unknown) {
    return super.after(ms, work)
  }

  override every(ms: number, work: () => unknown) {
    return super.every(ms, work)
  }

  override fork(work: (signal: AbortSignal) => unknown) {
    super.fork(work)
  }
}

test('timers run as messages of their service, until they are cancelled', async () => {
  const { node, latch } = await startNode(0)
  const seen: string[] = []
  const onStart = (self: Actor) => {
    self.after(0, () => seen.push('cancelled'))()
    const cancel = self.every(1, async () => {
      await nextTurn()
      if (seen.push('round') < 3) return
      cancel()
      self.after(5, () => latch.send.open())
    })
  }
  await node.launch(Actor, { seen, onStart })
  await latch.call.pass()
  expect(seen).toEqual(['round', 'round', 'round'])
})

test('a timer that was cancelled does not run, also when its message waited already', async () => {
  const { node } = await startNode(0)
  const seen: string[] = []
  const onStart = async (self: Actor) => {
    const cancel = [self.after(0, () => seen.push('once')), self.every(1, () => seen.push('round'))]
    await new Promise(resolve => setTimeout(resolve, 5))
    for (const stop of cancel) stop()
  }
  const actor = await node.launch(Actor, { seen, onStart })
  await actor.call.hear('a message behind them')
  expect(seen).toEqual(['a message behind them'])
})

test('timers end with their service, and none starts after its end', async () => {
  const { node, latch } = await startNode(0)
  const seen: string[] = []
  const starts = (self: Actor) => {
    self.every(1, () => seen.push('round'))
    self.after(1, () => seen.push('once'))
  }
  const actor = await node.launch(Actor, { seen, onStart: starts, onExit: starts })
  await actor.call.quit()
  await node.launch(Actor, { seen: [], onStart: self => self.after(10, () => latch.send.open()) })
  await latch.call.pass()
  expect(seen).toEqual(['exit'])
})

test('a timer that setTimeout could not count to is refused', async () => {
  const { node } = await startNode(0)
  const onStart = (self: Actor) => self.after(2 ** 31, () => undefined)
  await expect(node.launch(Actor, { seen: [], onStart })).rejects.toThrow(RangeError)
})

test('a service whose onStart throws is not there, its name is free, and onExit cleans up', async () => {
  const { node } = await startNode(0)
  const seen: string[] = []
  let address = 0
  const onStart = async (self: Actor) => {
    address = (self as unknown as { address: number }).address
    await nextTurn()
    throw new Error('no table')
  }
  await expect(node.launch(Actor, { seen, onStart }, { name: '.x' })).rejects.toThrow('no table')
  expect(seen).toEqual(['exit'])
  await expect(node.ref<Actor>(address).call.hear('?')).rejects.toEqual(failure('SERVICE_DEAD'))
  await node.launch(Actor, { seen }, { name: '.x' })
})

test('one failing message does not stop the mailbox', async () => {
  const { node, logs } = await startNode(0)
  const probe = await node.launch(Probe, undefined)
  probe.send.fail('one')
  probe.send.refuse('two')
  const failing = [probe.call.fail('three'), probe.call.failLater('four'), probe.call.refuse('five')]
  const codes = await Promise.all(failing.map(call => call.then(String, error => error.code)))
  expect(codes).toEqual(['INTERNAL', 'INTERNAL', 'TRY_AGAIN'])
  expect(await probe.call.echo('alive')).toBe('alive')
  await logs.wait('a message sent without a caller failed', { command: 'refuse' })
  await logs.wait('a handler failed', {}, 3)
})

test('services that keep each other busy for ever do not keep timers from running', async () => {
  const { node } = await startNode(0, { development: false })
  let isOver = false
  const adder = await node.launch(Probe, undefined)
  const loop = (async () => {
    while (!isOver) await adder.call.echo(1)
  })()
  setTimeout(() => {
    isOver = true
  }, 1)
  await loop
})

test('exit hooks run once, the last registered first; a late or failing one is reported', async () => {
  const { node } = await startNode(0)
  const ran: string[] = []
  const add = (name: string, run: () => unknown) =>
    node.onExit(name, () => {
      ran.push(name)
      return run()
    })
  add('first', () => undefined)
  add('fails', () => Promise.reject(new Error('disk full')))
  add('never ends', () => new Promise(() => undefined))
  add('last', () => undefined)
  const [report, again] = await Promise.all([node.stop(300), node.stop()])
  expect(ran).toEqual(['last', 'never ends', 'fails', 'first'])
  expect(report.problems).toEqual([
    'never ends: Error: exit hook "never ends" is late',
    'fails: Error: disk full',
  ])
  expect(again).toBe(report)
})

test('the hooks behind a late one still have time to do their work', async () => {
  const { node } = await startNode(0)
  const deadlines: Record<string, number> = {}
  const add = (name: string, result?: unknown) =>
    node.onExit(name, deadline => {
      deadlines[name] = deadline
      return result
    })
  add('first')
  add('second')
  add('never ends', new Promise(() => undefined))
  const { problems } = await node.stop(2000)
  expect(problems).toEqual(['never ends: Error: exit hook "never ends" is late'])
  const end = deadlines.first!
  expect(end - deadlines['never ends']!).toBeCloseTo(400, 3)
  expect(deadlines.second).toBeGreaterThan(deadlines['never ends']!)
  expect(deadlines.second).toBeLessThanOrEqual(end)
})

test('an onExit that hangs is logged, and the name of its service is free', async () => {
  const { node, logs } = await startNode(0, { watch: { exit: 20 } })
  const hangs = () => new Promise(() => undefined)
  const old = await node.launch(Actor, { seen: [], onExit: hangs }, { name: '.guild' })
  const second = node.launch(Actor, { seen: [], onExit: hangs }, { name: '.guild' })
  await expect(second).rejects.toEqual(failure('NAME_TAKEN'))
  await old.call.quit()
  await logs.wait('a service has not ended in time; its name is free', {
    service: '.guild',
    command: 'onExit',
  })
  const next = await node.launch(Actor, { seen: [] }, { name: '.guild' })
  expect((await node.query('.guild')).address).toBe(next.address)
  await expect(old.call.hear('?')).rejects.toEqual(failure('SERVICE_DEAD'))
  expect((await node.stop(300)).problems).toHaveLength(2)
})

test('a handler that hangs does not keep the name of a service that ends', async () => {
  const { node, logs } = await startNode(0, { watch: { exit: 20 } })
  const onStart = (self: Actor) => {
    self.after(0, () => {
      self.quit()
      return new Promise(() => undefined)
    })
  }
  await node.launch(Actor, { seen: [], onStart }, { name: '.guild' })
  await logs.wait('a service has not ended in time; its name is free', {
    service: '.guild',
    command: 'timer',
  })
  await node.launch(Actor, { seen: [] }, { name: '.guild' })
  expect((await node.stop(300)).problems).toHaveLength(1)
})

test('an error in a timer of a service on main is logged with the service, and goes no further', async () => {
  const { node, logs } = await startNode(0)
  const onStart = (self: Actor) => {
    self.after(0, () => {
      throw new Error('once')
    })
    self.after(0, () => Promise.reject(new Error('once, later')))
    self.every(1, () => {
      throw new Error('again and again')
    })
    self.every(1, () => Promise.reject(new Error('again and again, later')))
  }
  const actor = await node.launch(Actor, { seen: [], onStart }, { name: '.timed' })
  await logs.wait('a handler failed', { service: '.timed', command: 'timer' }, 8)
  await actor.call.hear('still there')
})

test('at a stop services end, the last launched first; one that hangs is reported at the deadline', async () => {
  const { node } = await startNode(0)
  const ended: string[] = []
  for (const name of ['a', 'b', 'hangs', 'c']) {
    const onExit = () => {
      ended.push(name)
      return name === 'hangs' ? new Promise(() => undefined) : nextTurn()
    }
    await node.launch(Actor, { seen: [], onExit }, { name })
  }
  const { problems } = await node.stop(300)
  expect(ended).toEqual(['c', 'hangs', 'b', 'a'])
  expect(problems).toEqual([expect.stringContaining('hangs had not ended')])
})

test('a worker that is stuck at a stop is reported, and the others leave', async () => {
  const { node, logs } = await startNode(2)
  const stuck = await probeOn(node, 2)
  const gone = new Promise<number>(resolve => node.onWorkerLost(resolve))
  const signal = new Int32Array(new SharedArrayBuffer(4))
  stuck.send.spinUntil(signal)
  await expect.poll(() => node.thread.monitor.doing(2).command).toBe('spinUntil')
  const report = await node.stop(600)
  expect(report.stuck).toContain(2)
  expect(await gone).toBe(1)
  await logs.wait('a worker did not leave in time', { stuck: 2, command: 'spinUntil' })
  const end = new Promise<void>(resolve => node.onWorkerLost(slot => slot === 2 && resolve()))
  Atomics.store(signal, 0, 1)
  await end
})

test('a fork holds up no message, its error is logged with the service, and its signal tells of the end', async () => {
  const { node, logs } = await startNode(0)
  const seen: string[] = []
  const onStart = (self: Actor) => {
    self.fork(
      signal =>
        new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(void seen.push('told')))),
    )
    self.fork(() => Promise.reject(new Error('of a fork')))
  }
  const actor = await node.launch(Actor, { seen, onStart }, { name: '.actor' })
  await actor.call.hear('heard')
  const [line] = await logs.wait('a fork failed')
  expect(line).toMatchObject({ service: expect.stringMatching(/actor/i), err: { message: 'of a fork' } })
  await actor.call.quit()
  await nextTurn()
  expect(seen).toEqual(['heard', 'told', 'exit'])
})
