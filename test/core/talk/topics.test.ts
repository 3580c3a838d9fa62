import { describe, expect, test } from 'vitest'
import { Service } from '../../../server/core/service/service.ts'
import { Latch } from '../support/services.ts'
import { failure, shareNode } from '../support/start-node.ts'
import type { Talker } from '../support/talkers.ts'

const shared = shareNode(2)
const talkerOn = (slot: number) => shared().node.launchOn<Talker>(slot, 'Talker', undefined)

describe.each([0, 1, 2])('what is published on thread %i', from => {
  test('is heard on every thread, in order, by those whose pattern fits', async () => {
    const publisher = await talkerOn(from)
    const talkers = await Promise.all([0, 1, 2].map(talkerOn))
    const patterns = [`t${from}.guild.*`, `t${from}.**`, `t${from}.guild.42`]
    for (const [i, talker] of talkers.entries()) await talker.call.listen(patterns[i]!)
    await publisher.call.publish(`t${from}.guild.42`, 1, 2)
    await publisher.call.publish(`t${from}.guild.42.left`, 3)
    await publisher.call.publish(`t${from}`, 4)
    const heard = [`t${from}.guild.42: 1`, `t${from}.guild.42: 2`]
    await expect.poll(() => talkers[1]!.call.notes()).toEqual([...heard, `t${from}.guild.42.left: 3`])
    await expect.poll(() => talkers[0]!.call.notes()).toEqual(heard)
    await expect.poll(() => talkers[2]!.call.notes()).toEqual(heard)
  })

  test('comes in the order of all else that is sent to the subscriber', async () => {
    const [publisher, other] = [await talkerOn(from), await talkerOn(1)]
    await other.call.listen(`order${from}`)
    const notes = []
    for (let n = 0; n < 50; n++) {
      publisher.send.publish(`order${from}`, n)
      publisher.send.tell([other.address, 'note', `sent ${n}`])
      notes.push(`order${from}: ${n}`, `sent ${n}`)
    }
    await publisher.call.echo('all told')
    await expect.poll(() => other.call.notes()).toEqual(notes)
  })

  test('is not heard by a subscription that has ended, nor by one whose service has', async () => {
    const [publisher, one, two] = [await talkerOn(from), await talkerOn(1), await talkerOn(1)]
    await one.call.listen(`end${from}`)
    await one.call.listen(`stay${from}`)
    await two.call.listen(`end${from}`)
    await one.call.endListening(0)
    await two.call.quit()
    await publisher.call.publish(`end${from}`, 1)
    await publisher.call.publish(`stay${from}`, 2)
    await expect.poll(() => one.call.notes()).toEqual([`stay${from}: 2`])
  })
})

test('a subscription that ends hears nothing more, even of what waits in its mailbox', async () => {
  const { node } = shared()
  const latch = await node.launch(Latch, undefined)
  const talker = await talkerOn(0)
  await talker.call.listen('mine')
  const busy = talker.call.pass(latch.address)
  await latch.call.arrived(1)
  node.publish('mine', 'waits')
  talker.urgent.send.endListening(0)
  await latch.call.open()
  await busy
  expect(await talker.call.notes()).toEqual(['begin ', 'end '])
})

test.each([0, 1])(
  'a subscriber on thread %i that is too slow is told what it misses, and where',
  async slot => {
    const { node, logs } = shared()
    const topic = `storm${slot}`
    const latch = await node.launch(Latch, undefined)
    const slow = await talkerOn(slot)
    await slow.call.listen(topic)
    const busy = slow.call.pass(latch.address)
    await latch.call.arrived(1)
    for (let n = 0; n < 1500; n++) node.publish(topic, n)
    await latch.call.open()
    await busy
    await expect.poll(async () => (await slow.call.notes()).at(-1)).toBe('missed 500')
    node.publish(topic, 'after the gap')
    await expect.poll(async () => (await slow.call.notes()).at(-1)).toBe(`${topic}: after the gap`)
    const notes = await slow.call.notes()
    const heard = Array.from({ length: 1000 }, (_, n) => `${topic}: ${n}`)
    expect(notes).toEqual(['begin ', 'end ', ...heard, 'missed 500', `${topic}: after the gap`])
    await logs.wait('a subscriber was too slow: messages were dropped', { pattern: topic, missed: 500 })
  },
)

test('a mailbox that is full of other messages costs no subscriber more than a gap', async () => {
  const { node } = shared()
  const latch = await node.launch(Latch, undefined)
  const slow = await talkerOn(0)
  await slow.call.listen('full')
  const busy = slow.call.pass(latch.address)
  await latch.call.arrived(1)
  for (let n = 0; n < 4096; n++) slow.send.echo(n)
  for (let n = 0; n < 10; n++) node.publish('full', n)
  await latch.call.open()
  await busy
  await expect.poll(async () => (await slow.call.notes()).at(-1)).toBe('missed 10')
})

test('what is no topic, no pattern, or can not be cloned is refused where it is published', async () => {
  const { node } = shared()
  for (const topic of ['', 'a..b', 'a.*', '**', 'a b', `${'x'.repeat(256)}`])
    expect(() => node.publish(topic, 1), topic).toThrow(RangeError)
  expect(() => node.publish('fine', () => 1)).toThrow(failure('NOT_CLONEABLE'))
  for (const pattern of ['', 'a.**.b', 'a*', '***'])
    await expect((await talkerOn(0)).call.listen(pattern), pattern).rejects.toEqual(failure('INTERNAL'))
})

test('a service hears what is published while it starts, and its listener may fail', async () => {
  const { node, logs } = shared()
  const seen: unknown[] = []
  class Starter extends Service<void> {
    protected override onStart(): void {
      this.subscribe('start.*', (body: number, topic) => {
        seen.push([topic, body])
        if (body === 1) throw new Error('the first')
      })
      this.node.publish('start.now', 1)
    }

    flush(): void {}
  }
  const starter = await node.launch(Starter, undefined)
  node.publish('start.later', 2)
  await starter.call.flush()
  expect(seen).toEqual([
    ['start.now', 1],
    ['start.later', 2],
  ])
  await logs.wait('a handler failed', { command: 'topic' })
})
