import { describe, expect, test } from 'vitest'
import type { Ref } from '../../../server/core/service/ref.ts'
import { Latch, Probe } from '../support/services.ts'
import { failure, shareNode } from '../support/start-node.ts'

const shared = shareNode(2)

/** On three threads, one after the other. */
const probes = (count: number): Promise<Ref<Probe>[]> =>
  Promise.all(
    Array.from({ length: count }, (_, i) => shared().node.launchOn<Probe>(i % 3, 'Probe', undefined)),
  )

describe('asking many', () => {
  test('gives what came and what failed, in the order of the refs', async () => {
    const refs = await probes(4)
    await refs[1]!.call.quit()
    const latch = await shared().node.launch(Latch, undefined)
    const stuck = refs[2]!.call.pass(latch.address)
    const { came, failed } = await shared().node.all(refs, ref =>
      (ref === refs[2] ? ref.within(20) : ref).call.echo(ref.address),
    )
    expect(came.map(({ ref, value }) => [ref, value])).toEqual([
      [refs[0], refs[0]!.address],
      [refs[3], refs[3]!.address],
    ])
    expect(failed.map(({ ref, error }) => [ref, error.code])).toEqual([
      [refs[1], 'SERVICE_DEAD'],
      [refs[2], 'TIMEOUT'],
    ])
    await latch.call.open()
    await stuck
  })

  test('is told at once when too few can answer, though others still may', async () => {
    const refs = await probes(3)
    await refs[0]!.call.quit()
    await refs[1]!.call.quit()
    const latch = await shared().node.launch(Latch, undefined)
    const ask = (ref: Ref<Probe>) => ref.within(60_000).call.pass(latch.address)
    await expect(shared().node.all(refs, ask, { atLeast: 2 })).rejects.toMatchObject({
      code: 'SERVICE_DEAD',
      cause: expect.stringContaining('expected at least 2, got 1 at most'),
    })
    await latch.call.open()
  })

  test('of whom there are none, or too few, is no answer at all', async () => {
    const { node } = shared()
    expect(await node.all([], () => 1)).toEqual({ came: [], failed: [] })
    await expect(node.all([], () => 1, { atLeast: 1 })).rejects.toEqual(failure('SERVICE_DEAD'))
    await expect(node.first([], () => 1)).rejects.toEqual(failure('SERVICE_DEAD'))
  })

  test('gives the first that answers; when none does, what the last has failed with', async () => {
    const refs = await probes(3)
    await refs[0]!.call.quit()
    const latch = await shared().node.launch(Latch, undefined)
    const stuck = refs[1]!.call.pass(latch.address)
    const { ref, value } = await shared().node.first(refs, each => each.call.echo('first'))
    expect([ref, value]).toEqual([refs[2], 'first'])
    const none = shared().node.first(refs.slice(0, 2), each => each.call.echo(1), { within: 20 })
    await expect(none).rejects.toEqual(failure('TIMEOUT'))
    await latch.call.open()
    await stuck
  })

  test('gives each answer and each failure as it comes', async () => {
    const refs = await probes(3)
    const latches = await Promise.all(refs.map(() => shared().node.launch(Latch, undefined)))
    const at = (ref: Ref<Probe>) => refs.findIndex(({ address }) => address === ref.address)
    const seen: unknown[] = []
    const asked = shared().node.each(refs, async ref => {
      await latches[at(ref)]!.call.pass()
      return at(ref) === 1 ? ref.call.refuse('no') : at(ref)
    })
    await latches[2]!.call.open()
    for await (const { ref, value, error } of asked) {
      seen.push([at(ref), value, error?.code])
      const next = { 2: 1, 1: 0 }[at(ref)]
      if (next !== undefined) await latches[next]!.call.open()
    }
    expect(seen).toEqual([
      [2, 2, undefined],
      [1, undefined, 'TRY_AGAIN'],
      [0, 0, undefined],
    ])
  })

  test('by a service that one of them waits for fails for that one at once', async () => {
    const [caller] = await probes(1)
    const { node } = shared()
    class Asker extends Probe {
      async askAll(addresses: number[]) {
        const refs = addresses.map(address => this.node.ref<Probe>(address))
        const { came, failed } = await this.node.all(refs, ref => ref.call.echo(1))
        return [came.length, ...failed.map(({ error }) => error.code)]
      }
    }
    const asker = await node.launch(Asker, undefined)
    const [other] = await probes(1)
    const asked = caller!.call.forward([asker.address, 'askAll', [caller!.address, other!.address]])
    expect(await asked).toEqual([1, 'CALL_CYCLE'])
  })
})
