// Publish and subscribe against a plain model: every subscription has heard exactly what was published, on any thread, while it
// was there, in order.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ref } from '../../../server/core/service/ref.ts'
import { Service } from '../../../server/core/service/service.ts'
import type { Subscription } from '../../../server/core/talk/subscription.ts'
import { cases } from '../../support/cases.ts'
import { LooseThreads } from '../support/loose-threads.ts'

const THREADS = 3

class Listener extends Service<{ pattern: string; heard: string[] }> {
  #subscription!: Subscription

  protected override async onStart(): Promise<void> {
    const { pattern, heard } = this.options
    this.#subscription = this.subscribe(pattern, (body: number, topic) => void heard.push(`${topic} ${body}`))
    await this.#subscription.ready()
  }

  end(): void {
    this.#subscription.end()
  }

  quit(): void {
    this.exit()
  }

  flush(): void {}
}

interface Known {
  slot: number
  fits: RegExp
  expected: string[]
  heard: string[]
  listener: Ref<Listener>
}

type Act = (on: { threads: LooseThreads; listeners: Known[] }) => Promise<void>

const part = fc.constantFrom('a', 'b')
const slot = fc.nat(THREADS - 1)
const topic = fc.array(part, { minLength: 1, maxLength: 3 }).map(parts => parts.join('.'))
const pattern = fc
  .tuple(fc.array(fc.oneof(part, fc.constant('*')), { maxLength: 3 }), fc.boolean())
  .map(([parts, isOpen]) => [...parts, ...(isOpen || parts.length === 0 ? ['**'] : [])].join('.'))

const fitting = (from: string): RegExp =>
  new RegExp(
    `^${from
      .split('.')
      .map(each => ({ '*': '[^.]+', '**': '.+' })[each] ?? each)
      .join('\\.')}$`,
  )

const subscribes = fc.record({ slot, pattern }).map(
  (given): Act =>
    async ({ threads, listeners }) => {
      const heard: string[] = []
      const options = { pattern: given.pattern, heard }
      const listener = await threads.in(given.slot).launch(Listener, options)
      listeners.push({ slot: given.slot, fits: fitting(given.pattern), expected: [], heard, listener })
    },
)

const ends = fc.record({ which: fc.nat(20), by: fc.constantFrom('end', 'quit') }).map(
  ({ which, by }): Act =>
    async ({ threads, listeners }) => {
      const [known] = listeners.splice(which, 1)
      if (!known) return
      await known.listener.call[by as 'end' | 'quit']()
      expect(known.heard).toEqual(known.expected)
      // Later on it hears nothing more.
      if (by === 'end') listeners.push({ ...known, fits: /$^/ })
      await threads.in(known.slot).topics.known()
    },
)

let count = 0
const publishes = fc.record({ slot, topic }).map(
  (given): Act =>
    async ({ threads, listeners }) => {
      const thread = threads.in(given.slot)
      thread.publish(given.topic, ++count)
      for (const { fits, expected } of listeners)
        if (fits.test(given.topic)) expected.push(`${given.topic} ${count}`)
      await thread.topics.known()
    },
)

const losesThread = fc.integer({ min: 1, max: THREADS - 1 }).map(
  (lost): Act =>
    async ({ threads, listeners }) => {
      await checkAll(listeners)
      await threads.replace(lost)
      for (const known of [...listeners])
        if (known.slot === lost) listeners.splice(listeners.indexOf(known), 1)
    },
)

async function checkAll(listeners: readonly Known[]): Promise<void> {
  for (const { listener, heard, expected } of listeners) {
    await listener.call.flush()
    expect(heard).toEqual(expected)
  }
}

test('random subscribes, ends, publishes and lost threads', async () => {
  const acts = fc.array(
    fc.oneof(
      { weight: 5, arbitrary: subscribes },
      { weight: 2, arbitrary: ends },
      { weight: 8, arbitrary: publishes },
      { weight: 1, arbitrary: losesThread },
    ),
    { minLength: 10, maxLength: 40 },
  )
  const property = fc.asyncProperty(acts, async list => {
    const on = { threads: await LooseThreads.open(THREADS), listeners: [] as Known[] }
    try {
      for (const act of list) await act(on)
      await checkAll(on.listeners)
    } finally {
      await on.threads.close()
    }
  })
  await fc.assert(property, { numRuns: cases(10, 60) })
})
