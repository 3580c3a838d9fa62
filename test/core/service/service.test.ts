import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { Service } from '../../../server/core/service/service.ts'
import { ConcurrentProbe, Probe } from '../support/services.ts'
import { failure, startNode } from '../support/start-node.ts'

describe('a service', () => {
  test('handles one message to its end before the next, in the order they came', async () => {
    const { node, latch } = await startNode()
    const probe = await node.launch(Probe, undefined)
    const calls = ['a', 'b', 'c'].map(what => probe.call.pass(latch.address, what))
    probe.send.note('d')
    await latch.call.arrived(1)
    await latch.call.open()
    expect(await Promise.all(calls)).toEqual(['a', 'b', 'c'])
    expect(await probe.call.notes()).toEqual([
      ...['begin a', 'end a', 'begin b', 'end b', 'begin c', 'end c'],
      'd',
    ])
  })

  test('that is concurrent lets messages overlap', async () => {
    const { node, latch } = await startNode()
    const probe = await node.launch(ConcurrentProbe, undefined)
    const calls = ['a', 'b'].map(what => probe.call.pass(latch.address, what))
    await latch.call.arrived(2)
    await latch.call.open()
    await Promise.all(calls)
    expect(await probe.call.notes()).toEqual(['begin a', 'begin b', 'end a', 'end b'])
  })

  test('gets no message before onStart is done', async () => {
    const { node } = await startNode()
    const seen: string[] = []
    class Starter extends Service<void> {
      protected override async onStart() {
        this.node.ref<Starter>(this.address).send.hear()
        await nextTurn()
        seen.push('started')
      }

      hear() {
        seen.push('heard')
      }

      flush() {}
    }
    const starter = await node.launch(Starter, undefined)
    await starter.call.flush()
    expect(seen).toEqual(['started', 'heard'])
  })
})

test('an unknown command, a private member and what every object has are refused', async () => {
  const { node } = await startNode()
  const probe = await node.launch(Probe, undefined)
  const open = probe as unknown as { call: Record<string, () => Promise<unknown>> }
  for (const command of ['nothing', 'exit', 'onStart', 'constructor', 'toString', 'options', '__proto__'])
    await expect(open.call[command]!()).rejects.toEqual(failure('UNKNOWN_COMMAND'))
})
