import { describe, expect, test } from 'vitest'
import type { PoolBy } from '../../../server/core/place/pool.ts'
import { Seat } from '../../../server/core/place/pool-members.ts'
import type { Ref } from '../../../server/core/service/ref.ts'
import type { EndListener } from '../../../server/core/supervise/endings.ts'
import type { Outlet } from '../../../server/core/talk/outlet.ts'
import { createDeferred } from '../../../server/lib/deferred.ts'
import { refusal } from '../../support/refusal.ts'
import { type Asker, Member } from '../support/beings.ts'
import { Latch, Probe } from '../support/services.ts'
import { shareNode, startNode } from '../support/start-node.ts'

describe.each([0, 2])('on a node with %i workers', workers => {
  const shared = shareNode(workers)
  let notes: Ref<Probe>

  const join = async (by: PoolBy<Member>) => {
    const { node } = shared()
    notes ??= await node.launch(Probe, undefined)
    return node.pool(Member, { size: 4, by, options: { notes: notes.address } })
  }

  test('members stand on all serving threads, and take their turns', async () => {
    const { node } = shared()
    const pool = await join('turn')
    const rounds = [0, 1].map(() => Promise.all([1, 2, 3, 4].map(() => pool.call.where())))
    const [first, second] = await Promise.all(rounds)
    expect(second).toEqual(first)
    expect(new Set(first!.map(({ address }) => address)).size).toBe(4)
    expect(new Set(first!.map(({ slot }) => slot))).toEqual(new Set(node.slots))
  })

  test('whoever asks gets the same pool, on each thread; one of another size is refused', async () => {
    const { node } = shared()
    const pool = await join('turn')
    const mine = await Promise.all([1, 2, 3, 4].map(() => pool.call.where()))
    for (const slot of node.slots) {
      const asker = await node.launchOn<Asker>(slot, 'Asker', undefined)
      expect(mine.map(({ address }) => address)).toContain(await asker.call.pooled(notes.address))
    }
    const another = node.pool(Member, { size: 9, by: 'turn', options: { notes: notes.address } })
    await expect(another).rejects.toMatchObject({
      code: 'BAD_MESSAGE',
      message: expect.stringMatching(/^size: expected 4/),
    })
  })

  test('by load a message goes to the member with the fewest calls', async () => {
    const { node } = shared()
    const latch = await node.launch(Latch, undefined)
    const pool = await join('load')
    const busy = [1, 2, 3].map(() => pool.call.pass(latch.address))
    await latch.call.arrived(3)
    const free = [await pool.call.where(), await pool.call.where()]
    await latch.call.open()
    const taken = await Promise.all(busy)
    expect(new Set(taken).size).toBe(3)
    for (const { address } of free) expect(taken).not.toContain(address)
  })

  test('a member that ends is launched again, and what comes for it meanwhile waits', async () => {
    const { node } = shared()
    const pool = await join(({ args: [key] }) => String(key))
    const before = await pool.call.note('a', 1)
    const ended = new Promise(resolve => node.onEnded(node.ref(before.address), resolve))
    await node.end(node.ref(before.address))
    await ended
    const after = await Promise.all([pool.call.note('a', 2), pool.within(20_000).call.note('a', 3)])
    expect(after[0].address).not.toBe(before.address)
    expect(after[1]).toEqual(after[0])
    expect(after[0].slot).toBe(before.slot)
  })
})

test('a member whose thread is lost is launched again', async () => {
  const { node } = await startNode(1)
  const notes = await node.launch(Probe, undefined)
  const pool = await node.pool(Member, {
    by: ({ args: [key] }) => String(key),
    options: { notes: notes.address },
  })
  const before = await pool.call.note('a', 1)
  const lost = new Promise<void>(resolve => node.onEnded(node.ref(before.address), () => resolve()))
  node.ref<Member>(before.address).send.crash()
  await lost
  const after = await pool.within(30_000).call.note('a', 2)
  expect(after.address).not.toBe(before.address)
})

test('a call whose deadline is over when its member is there again is told so', async () => {
  const found = createDeferred<number>()
  const ended: EndListener[] = []
  const listen = (_: number, listener: EndListener) => {
    ended.push(listener)
    return () => undefined
  }
  const outlet: Outlet = {
    call: () => Promise.resolve('answered'),
    send: () => undefined,
    get urgent() {
      return outlet
    },
  }
  const seat = new Seat({ find: () => found.promise, listen }, 0, 1)
  ended[0]!('ended')
  const call = seat.call(outlet, { command: 'note', args: [], deadline: 1 })
  for (const until = performance.now() + 10; performance.now() < until; );
  // Before the loop comes to the timer.
  found.resolve(2)
  expect(await refusal(call)).toBe('TIMEOUT')
})
