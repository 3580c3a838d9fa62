import { describe, expect, expectTypeOf, test } from 'vitest'
import type { Ref } from '../../../server/core/service/ref.ts'
import type { AnsweredBy, Answerer } from '../../../server/core/talk/answerer.ts'
import type { Later } from '../../../server/core/talk/later.ts'
import { ConcurrentProbe } from '../support/services.ts'
import { failure, shareNode } from '../support/start-node.ts'
import { Talker } from '../support/talkers.ts'

const shared = shareNode(2)
const talkerOn = (slot: number): Promise<Ref<Talker>> =>
  shared().node.launchOn<Talker>(slot, 'Talker', undefined)

describe.each([0, 1])('a service on thread %i that answers later', slot => {
  test.each(['ask', 'askAfterATurn'] as const)('goes on with its messages meanwhile: %s', async ask => {
    const talker = await talkerOn(slot)
    const asked = [talker.call[ask](), talker.call[ask]()]
    expect(await talker.call.echo('another message')).toBe('another message')
    expect(await talker.call.answer('at last')).toEqual([true, true])
    expect(await Promise.all(asked)).toEqual(['at last', 'at last'])
    expect(await talker.call.answer('too late')).toEqual([false, false])
  })

  test('lets its caller have the deadline', async () => {
    const talker = await talkerOn(slot)
    await expect(talker.within(20).call.ask()).rejects.toEqual(failure('TIMEOUT'))
    await talker.call.answer('nobody waits')
    expect(await talker.call.echo('goes on')).toBe('goes on')
  })

  test('answers with an error; one that is a bug is INTERNAL, and in the log', async () => {
    const talker = await talkerOn(slot)
    const refused = talker.call.ask()
    await talker.call.failLaters('NOT_ALLOWED')
    await expect(refused).rejects.toEqual(failure('NOT_ALLOWED'))
    const broken = talker.call.ask()
    await talker.call.failLaters(undefined)
    await expect(broken).rejects.toEqual(failure('INTERNAL'))
    await shared().logs.wait('a handler failed', { thread: slot, command: 'ask' })
  })

  test('and ends, or can not go on: who waits is told at once', async () => {
    const talker = await talkerOn(slot)
    const asked = expect(talker.within(60_000).call.ask()).rejects.toEqual(failure('SERVICE_DEAD'))
    await talker.call.quit()
    await asked
  })

  test('and throws, or answers before it has returned', async () => {
    const talker = await talkerOn(slot)
    await expect(talker.call.askAndThrow()).rejects.toEqual(failure('TRY_AGAIN'))
    expect(await talker.call.askAndAnswer('early')).toBe('early')
    expect(await talker.call.answer('again')).toEqual([true, false])
  })
})

test('for its caller it is an ordinary call', () => {
  interface Asked {
    duel(): Later<string> | number
    price(item: string): Answerer<number>
    soon(): Promise<AnsweredBy<boolean> | null>
  }
  expectTypeOf<Ref<Asked>['call']['duel']>().toEqualTypeOf<() => Promise<string | number>>()
  expectTypeOf<Ref<Asked>['call']['price']>().toEqualTypeOf<(item: string) => Promise<number>>()
  expectTypeOf<Ref<Asked>['call']['soon']>().toEqualTypeOf<() => Promise<boolean | null>>()
})

test('an answer that can not be cloned is refused, and the caller told', async () => {
  const talker = await talkerOn(1)
  const asked = expect(talker.call.ask()).rejects.toEqual(failure('NOT_CLONEABLE'))
  class Local extends Talker {
    override askAndAnswer() {
      return super.askAndAnswer(() => 1)
    }
  }
  const local = await shared().node.launch(Local, undefined)
  await expect(local.call.askAndAnswer()).rejects.toEqual(failure('NOT_CLONEABLE'))
  await talker.call.failLaters('NOT_CLONEABLE')
  await asked
})

test('a concurrent service may answer later too, and a message without a caller is answered to nobody', async () => {
  class Both extends Talker {
    static concurrent = true
  }
  const both = await shared().node.launch(Both, undefined)
  both.send.ask()
  const asked = both.call.ask()
  await both.call.answer(1)
  expect(await asked).toBe(1)
})

describe.each([
  [0, 0, 0],
  [0, 1, 2],
])('with services on the threads %i, %i and %i', (one, two, three) => {
  test('a call to somebody who waits for an answer that is owed is refused, until it is given', async () => {
    const [a, b, c] = [await talkerOn(one), await talkerOn(two), await talkerOn(three)]
    const waits = a.call.forward([b.address, 'ask'])
    await expect.poll(() => b.call.owed()).toBe(1)
    await expect(b.call.forward([a.address, 'echo', 1])).rejects.toEqual(failure('CALL_CYCLE'))
    const overC = b.call.forward([c.address, 'forward', [a.address, 'echo', 1]])
    await expect(overC).rejects.toEqual(failure('CALL_CYCLE'))
    expect(await b.call.forward([c.address, 'echo', 'others are called as ever'])).toContain('others')
    expect(await b.call.answerAndForward([a.address, 'echo', 'now it may'])).toBe('now it may')
    expect(await waits).toBe('first')
  })
})

test('who had an answer may be called again, also by a message that came while others were owed one', async () => {
  const [a, b, c] = [await talkerOn(0), await talkerOn(0), await talkerOn(0)]
  const first = a.call.forward([b.address, 'ask'])
  await expect.poll(() => b.call.owed()).toBe(1)
  const second = c.call.forward([b.address, 'ask'])
  await expect.poll(() => b.call.owed()).toBe(2)
  await b.call.answerOne('to a')
  expect(await first).toBe('to a')
  expect(await b.call.forward([a.address, 'echo', 'again'])).toBe('again')
  await expect(b.call.forward([c.address, 'echo', 1])).rejects.toEqual(failure('CALL_CYCLE'))
  await b.call.answer('to c')
  expect(await second).toBe('to c')
})

test('a call by somebody whom nobody waits for is refused to nobody', async () => {
  const [a, b] = [await talkerOn(0), await shared().node.launch(ConcurrentProbe, undefined)]
  const asked = a.call.ask()
  expect(await a.call.forward([b.address, 'echo', 1])).toBe(1)
  await a.call.answer('done')
  expect(await asked).toBe('done')
})
