import { describe, expect, onTestFinished, test } from 'vitest'
import { Service } from '../../../server/core/service/service.ts'
import { type Asker, Local, Single } from '../support/beings.ts'
import { Latch, Probe } from '../support/services.ts'
import { failure, shareNode, startNode } from '../support/start-node.ts'

describe.each([0, 2])('on a node with %i workers', workers => {
  const shared = shareNode(workers)

  const start = async () => {
    const { node } = shared()
    const latch = await node.launch(Latch, undefined)
    const starts = await node.launch(Probe, undefined)
    const slots = [...new Set([0, ...node.slots])]
    const askers = await Promise.all(slots.map(slot => node.launchOn<Asker>(slot, 'Asker', undefined)))
    onTestFinished(async () => node.end(await node.unique(Single, { starts: starts.address })))
    return { node, latch, starts, askers, slots }
  }

  test('however many ask for the only one of its class, it is launched once, and all get the same', async () => {
    const { node, latch, starts, askers } = await start()
    const options = { starts: starts.address, latch: latch.address }
    const asked = [...askers, ...askers].map(asker => asker.call.unique(options))
    await latch.call.arrived(1)
    await latch.call.open()
    const addresses = new Set(await Promise.all(asked))
    addresses.add((await node.unique(Single, options)).address)
    expect(addresses.size).toBe(1)
    expect(await starts.call.notes()).toHaveLength(1)
  })

  test('when it has ended, whoever asks next launches another', async () => {
    const { node, starts, askers } = await start()
    const options = { starts: starts.address }
    const first = await node.unique(Single, options)
    await node.end(first)
    const next = await askers.at(-1)!.call.unique(options)
    expect(next).not.toBe(first.address)
    expect(await starts.call.notes()).toHaveLength(2)
  })

  test('one that cannot start is an error for all who wait, and the next tries again', async () => {
    const { node, starts, askers } = await start()
    const nowhere = await Promise.allSettled(askers.map(asker => asker.call.unique({ starts: 12345 })))
    for (const asked of nowhere)
      expect(asked).toEqual({ status: 'rejected', reason: failure('SERVICE_DEAD') })
    const single = await node.unique(Single, { starts: starts.address })
    expect(await single.call.echo('there')).toBe('there')
  })

  test('the one of a thread is another on each thread', async () => {
    const { node, askers, slots } = await start()
    const ask = () => Promise.all(askers.map(asker => asker.call.here()))
    const addresses = await ask()
    expect(new Set(addresses).size).toBe(slots.length)
    expect(await ask()).toEqual(addresses)
    for (const [i, address] of addresses.entries())
      expect(await node.ref<Local>(address).call.where()).toBe(slots[i])
    expect((await node.here(Local)).address).toBe(addresses[0])
  })
})

test('when the thread that launches it is lost, the next of those who wait launches it', async () => {
  const { node, latch } = await startNode(2)
  const starts = await node.launch(Probe, undefined)
  const [one, two] = [1, 2].map(slot => node.launchOn<Asker>(slot, 'Asker', undefined))
  const lost = (await one!).call.unique({ starts: starts.address, latch: latch.address })
  const told = expect(lost).rejects.toEqual(failure('THREAD_LOST'))
  await latch.call.arrived(1)
  const waits = (await two!).within(20_000).call.unique({ starts: starts.address })
  ;(await one!).send.crash()
  await told
  expect(await node.ref<Single>(await waits).call.echo('there')).toBe('there')
  expect(await starts.call.notes()).toEqual(['start on 1', 'start on 2'])
})

test('a class that no game lists is launched where it is asked for; another of its name is refused', async () => {
  const { node } = await startNode(0)
  const make = () =>
    class Odd extends Service {
      echo(value: unknown): unknown {
        return value
      }
    }
  const [first, second] = [make(), make()]
  expect(await (await node.unique(first)).call.echo(1)).toBe(1)
  await expect((async () => node.unique(second))()).rejects.toEqual(failure('NAME_TAKEN'))
})
