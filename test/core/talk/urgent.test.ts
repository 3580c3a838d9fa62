import { describe, expect, test } from 'vitest'
import { Service } from '../../../server/core/service/service.ts'
import { Latch, Probe } from '../support/services.ts'
import { failure, shareNode } from '../support/start-node.ts'

const shared = shareNode(1)

describe.each([0, 1])('urgent messages to a service on thread %i', slot => {
  test('go before those that wait already, in their own order', async () => {
    const { node } = shared()
    const latch = await node.launch(Latch, undefined)
    const probe = await node.launchOn<Probe>(slot, 'Probe', undefined)
    const busy = probe.call.pass(latch.address)
    await latch.call.arrived(1)
    for (const what of ['a', 'b']) probe.send.note(what)
    for (const what of ['urgent a', 'urgent b']) probe.urgent.send.note(what)
    const asked = probe.urgent.call.notes()
    await latch.call.open()
    await busy
    const before = ['begin ', 'end ', 'urgent a', 'urgent b']
    expect(await asked).toEqual(before)
    expect(await probe.call.notes()).toEqual([...before, 'a', 'b'])
  })

  test('are answered as others are: CALL_CYCLE, deadlines, whoever is not there', async () => {
    const { node } = shared()
    const probe = await node.launchOn<Probe>(slot, 'Probe', undefined)
    class Hasty extends Probe {
      override forward([address, command, ...args]: [number, string, ...unknown[]]): Promise<unknown> {
        const ref = this.node.ref<Record<string, (...given: unknown[]) => unknown>>(address)
        return ref.urgent.call[command]!(...args)
      }
    }
    const hasty = await node.launch(Hasty, undefined)
    expect(await hasty.call.forward([probe.address, 'echo', 1])).toBe(1)
    const cycle = hasty.call.forward([probe.address, 'forward', [hasty.address, 'echo', 1]])
    await expect(cycle).rejects.toEqual(failure('CALL_CYCLE'))
    const latch = await node.launch(Latch, undefined)
    await expect(probe.urgent.within(20).call.pass(latch.address)).rejects.toEqual(failure('TIMEOUT'))
    await latch.call.open()
    await probe.call.quit()
    await expect(probe.urgent.call.echo(1)).rejects.toEqual(failure('SERVICE_DEAD'))
  })
})

test('of 10 000 urgent messages no other waits for more than 8', async () => {
  const TOTAL = 10_000
  class Crowded extends Service<{ order: string[] }> {
    #sent = 0
    readonly #me = this.node.ref<Crowded>(this.address)

    /** Each brings the next, so that there are always some. */
    urgent(): void {
      this.options.order.push('urgent')
      if (this.#sent++ < TOTAL) this.#me.urgent.send.urgent()
    }

    other(n: number): void {
      this.options.order.push(`other ${n}`)
    }

    fill(others: number, urgent: number): void {
      for (let n = 0; n < others; n++) this.#me.send.other(n)
      for (let n = 0; n < urgent; n++) this.#me.urgent.send.urgent()
    }
  }
  const order: string[] = []
  const crowded = await shared().node.launch(Crowded, { order })
  await crowded.call.fill(1300, 100)
  await expect.poll(() => order.length).toBe(TOTAL + 100 + 1300)
  const others = order.filter(what => what !== 'urgent')
  expect(others).toEqual(Array.from({ length: 1300 }, (_, n) => `other ${n}`))
  let waited = 0
  for (const what of order.slice(0, order.lastIndexOf('other 1299') + 1)) {
    waited = what === 'urgent' ? waited + 1 : 0
    expect(waited).toBeLessThanOrEqual(8)
  }
})
