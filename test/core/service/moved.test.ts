// A service that goes on elsewhere: its address leads there, for a while.

import { expect, onTestFinished, test } from 'vitest'
import { Service } from '../../../server/core/service/service.ts'
import { createDeferred } from '../../../server/lib/deferred.ts'
import { LooseThreads } from '../support/loose-threads.ts'

/** Remembers what it was told. */
class Listener extends Service<void> {
  static immediate: ReadonlySet<string> = new Set(['shout'])
  readonly heard: string[] = []
  readonly leave = createDeferred<void>()

  say(word: string): string {
    this.heard.push(word)
    return `${word}: heard`
  }

  shout(word: string): string {
    return this.say(word)
  }

  where(): number {
    return this.address
  }

  async fail(): Promise<never> {
    throw new Error('as the test wants it')
  }

  /** Goes on as `address`, while what is said waits. */
  async moveTo(address: number, ms: number): Promise<void> {
    await this.leave.promise
    this.turn.moveTo(address, ms)
  }
}

async function open() {
  const threads = await LooseThreads.open(2)
  onTestFinished(() => threads.close())
  const [here, there] = [threads.in(0), threads.in(1)]
  const old = await here.make(Listener, undefined)
  const next = await there.make(Listener, undefined)
  const [from, to] = [old.where(), next.where()]
  return { threads, here, there, old, next, from, to }
}

test('what waits, and what comes, is passed on in order, and answers come back', async () => {
  const { here, there, old, next, from, to } = await open()
  const ref = here.ref<Listener>(from)
  const far = there.ref<Listener>(from)
  const moved = ref.call.moveTo(to, 60_000)
  const first = ref.call.say('one')
  ref.send.say('two')
  old.leave.resolve()
  await moved
  const third = ref.call.say('three')
  expect(await first).toBe('one: heard')
  expect(await third).toBe('three: heard')
  expect(await far.call.shout('four')).toBe('four: heard')
  await expect(far.call.fail()).rejects.toMatchObject({ code: 'INTERNAL' })
  expect(next.heard).toEqual(['one', 'two', 'three', 'four'])
})

test('after its time the old address is dead, and the service itself is not', async () => {
  const { here, old, from, to } = await open()
  old.leave.resolve()
  await here.ref<Listener>(from).call.moveTo(to, 1)
  await expect
    .poll(() =>
      here
        .ref<Listener>(from)
        .call.say('late')
        .catch((error: { code: string }) => error.code),
    )
    .toBe('SERVICE_DEAD')
  expect(await here.ref<Listener>(to).call.say('well')).toBe('well: heard')
})

test('when the thread that it went to ends, who calls the old address is told', async () => {
  const { threads, here, old, from, to } = await open()
  old.leave.resolve()
  await here.ref<Listener>(from).call.moveTo(to, 60_000)
  await threads.replace(1)
  await expect(here.ref<Listener>(from).call.say('anybody?')).rejects.toMatchObject({ code: 'SERVICE_DEAD' })
})

test('who listens for its end, on any thread, is told when it ends where it is now', async () => {
  const { here, there, old, from, to } = await open()
  const heard: string[] = []
  const listen = (name: string, threads = [here, there]) =>
    threads.forEach((thread, i) => {
      thread.onEnded(thread.ref(from), how => heard.push(`${name} ${i}: ${how}`))
    })
  listen('early')
  const taken = there.onEnded(there.ref(from), () => heard.push('taken away'))
  old.leave.resolve()
  await here.ref<Listener>(from).call.moveTo(to, 60_000)
  listen('late')
  taken()
  // Its old address leads there no longer.
  await here.end(here.ref(from))
  expect(heard).toEqual([])
  await here.end(here.ref(to))
  await expect
    .poll(() => heard.toSorted())
    .toEqual(['early 0: ended', 'early 1: ended', 'late 0: ended', 'late 1: ended'])
})
