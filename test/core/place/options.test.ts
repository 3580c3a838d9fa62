import { describe, expect, test } from 'vitest'
import { Booth } from '../support/beings.ts'
import { shareNode, startNode } from '../support/start-node.ts'

describe.each([0, 2])('on a serving thread of a node with %i workers', workers => {
  const shared = shareNode(workers)

  test('options are checked by the class, which gives the defaults', async () => {
    const { node } = shared()
    const booth = await node.launchOn(workers, Booth, { owner: 'bob' })
    expect(await booth.call.given()).toEqual({ owner: 'bob', slots: 10 })
    const byName = await node.launchOn<Booth>('any', 'Booth', { owner: 'eve', slots: 2 })
    expect(await byName.call.given()).toEqual({ owner: 'eve', slots: 2 })
  })

  test('wrong ones fail the launch, each named with what was expected, and the name stays free', async () => {
    const { node } = shared()
    const wrong = node.launchOn(workers, 'Booth', { slots: 0 }, { name: '.booth' })
    await expect(wrong).rejects.toMatchObject({
      code: 'BAD_MESSAGE',
      message:
        'Booth: options.owner: expected a text, got nothing; options.slots: expected at least 1, got 0',
    })
    await node.launchOn(workers, 'Booth', { owner: 'bob' }, { name: '.booth' })
  })
})

test('they are typed: as they are given, and as the service has them', async () => {
  const { node } = await startNode(0)
  const booth = await node.launch(Booth, { owner: 'bob' })
  const slots: number = (await booth.call.given()).slots
  expect(slots).toBe(10)
  // @ts-expect-error: owner is always given
  await expect(node.launch(Booth, { slots: 5 })).rejects.toThrow()
  // @ts-expect-error: slots is a number
  await expect(node.launch(Booth, { owner: 'bob', slots: '5' })).rejects.toThrow()
  // @ts-expect-error: it takes options
  await expect(node.unique(Booth)).rejects.toThrow()
})
