import { describe, expect, test } from 'vitest'
import type { Ref } from '../../../server/core/service/ref.ts'
import { Latch } from '../support/services.ts'
import { failure, shareNode, startNode } from '../support/start-node.ts'
import { Talker } from '../support/talkers.ts'

const shared = shareNode(2)
const talkerOn = (slot: number): Promise<Ref<Talker>> =>
  shared().node.launchOn<Talker>(slot, 'Talker', undefined)

const WAYS = [
  [0, 0, 0],
  [1, 1, 1],
  [0, 0, 1],
  [0, 1, 0],
  [0, 1, 1],
  [1, 0, 1],
  [0, 1, 2],
  [1, 0, 2],
  [1, 2, 0],
] as const

test.each(WAYS)('a call from thread %i that thread %i hands on is answered by thread %i', async (...way) => {
  const [a, b, c] = await Promise.all(way.map(talkerOn))
  const target = [c!.address, 'echo', { n: 42 }] as const
  expect(await a!.call.forward([b!.address, 'handOn', target])).toEqual({ n: 42 })
  expect(await a!.call.forward([b!.address, 'handOnAfterATurn', target])).toEqual({ n: 42 })
})

describe.each([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 2],
])('a call that a service on thread %i hands on to thread %i', (middle, other) => {
  test('holds it up no longer: it may even end', async () => {
    const latch = await shared().node.launch(Latch, undefined)
    const [b, c] = [await talkerOn(middle), await talkerOn(other)]
    const handed = b.call.handOn([c.address, 'pass', latch.address, 'done'])
    await latch.call.arrived(1)
    expect(await b.call.echo('goes on')).toBe('goes on')
    await b.call.quit()
    await latch.call.open()
    expect(await handed).toBe('done')
  })

  test('has its caller’s deadline', async () => {
    const [b, c] = [await talkerOn(middle), await talkerOn(other)]
    const late = b.within(20).call.handOn([c.address, 'ask'])
    await expect(late).rejects.toEqual(failure('TIMEOUT'))
    await c.call.answer('nobody waits')
    expect(await c.call.echo('goes on')).toBe('goes on')
  })

  test('fails at once where it can not succeed', async () => {
    const [b, c] = [await talkerOn(middle), await talkerOn(other)]
    const unknown = b.call.handOn([c.address, 'nothing'])
    await expect(unknown).rejects.toEqual(failure('UNKNOWN_COMMAND'))
    const refused = b.call.handOn([c.address, 'refuse', 'no'])
    await expect(refused).rejects.toMatchObject({ code: 'TRY_AGAIN', message: 'not now' })
    await c.call.quit()
    const dead = b.call.handOn([c.address, 'echo', 1])
    await expect(dead).rejects.toEqual(failure('SERVICE_DEAD'))
  })

  test('is refused when it comes back to who waits for it, but not to who has handed it on', async () => {
    const [b, c] = [await talkerOn(middle), await talkerOn(other)]
    const cycle = c.call.forward([b.address, 'handOn', [c.address, 'echo', 1]])
    await expect(cycle).rejects.toEqual(failure('CALL_CYCLE'))
    const back = b.call.handOn([c.address, 'forward', [b.address, 'echo', 'back']])
    expect(await back).toBe('back')
    expect(await b.call.handOn([b.address, 'echo', 'to itself'])).toBe('to itself')
  })

  test('may be a message that nobody waits for', async () => {
    const [b, c] = [await talkerOn(middle), await talkerOn(other)]
    b.send.handOn([c.address, 'note', 'sent'])
    await expect.poll(() => c.call.notes()).toEqual(['sent'])
  })

  test('that is handed on with what can not be cloned is refused', async () => {
    const [b, c] = [await talkerOn(middle), await talkerOn(other)]
    const bad = b.call.handOn([c.address, 'giveFunction'])
    await expect(bad).rejects.toEqual(failure('NOT_CLONEABLE'))
  })
})

test('in production what can not be cloned is refused where it would cross, to who waits or in the log', async () => {
  const { node, logs } = await startNode(1, { development: false })
  const far = await node.launchOn<Talker>(1, 'Talker', undefined)
  await far.call.listen('news')
  class Careless extends Talker {
    override handOn() {
      return this.node.ref<Talker>(far.address).redirect.echo(() => 1)
    }
  }
  const careless = await node.launch(Careless, undefined)
  await expect(careless.call.handOn()).rejects.toEqual(failure('NOT_CLONEABLE'))
  await expect(far.urgent.call.echo(() => 1)).rejects.toEqual(failure('NOT_CLONEABLE'))
  node.publish('news', () => 1)
  await logs.wait('a message could not be sent', { command: 'deliver' })
  far.urgent.send.echo(() => 1)
  await logs.wait('a message could not be sent', { command: 'echo' })
  expect(await far.call.echo('alive')).toBe('alive')
})
