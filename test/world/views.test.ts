import { expect, test } from 'vitest'
import { Mirror } from '../support/world/mirror.ts'
import { Fuzz } from './support/fuzz.ts'
import { bodyOf, FIELDS, SmallWorld } from './support/small-world.ts'

test('whoever lacks nothing has exactly what it sees, whatever becomes of its connection', () => {
  const sum = { frames: 0, fulls: 0, losses: 0, exact: 0 }
  for (let seed = 1; seed <= 24; seed++) {
    const counts = new Fuzz(seed).run()
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += counts[name]
  }
  expect(sum.losses).toBeGreaterThan(100)
  expect(sum.fulls).toBeGreaterThan(sum.losses)
  expect(sum.exact).toBeGreaterThan(1000)
})

/** Patches since the last time. */
const patches = (small: SmallWorld, member: Parameters<SmallWorld['take']>[0]) =>
  small.take(member).map(frame => bodyOf(frame) as Record<string, never> & { patch: Record<string, unknown> })

test('a slow client gets nothing while it is nearly a second behind, then the newest state once', () => {
  const small = new SmallWorld({ tick: 50 })
  const member = small.enter('anna')
  const mover = small.world.lists.movers!.spawn({ name: 'a' }) as never as { x: number }
  for (let i = 1; i <= 60; i++) {
    mover.x = i
    small.world.run(1)
  }
  const sent = patches(small, member)
  expect(sent.length).toBe(17)
  const last = sent.at(-1)!.patch.tick as number
  small.world.report(1, [['seen', member.connection, last]])
  mover.x = 61
  small.world.run(1)
  const [newest, ...more] = patches(small, member)
  expect(more).toEqual([])
  expect(newest).toMatchObject({ patch: { tick: 61 }, movers: [{ x: 61 }] })
})

test('on a slow line as many patches are on their way as may be, not one a round trip', () => {
  const small = new SmallWorld({ tick: 50 })
  const member = small.enter('anna')
  const mover = small.world.lists.movers!.spawn({ name: 'a' }) as never as { x: number }
  const acks: { at: number; tick: number }[] = []
  let came = 0
  for (let tick = 1; tick <= 400; tick++) {
    mover.x = tick
    small.world.run(1)
    for (const frame of small.take(member)) {
      acks.push({ at: tick + 30, tick: (bodyOf(frame).patch as { tick: number }).tick })
      came++
    }
    while (acks[0] && acks[0].at <= tick)
      small.world.report(1, [['seen', member.connection, acks.shift()!.tick]])
  }
  // 17 in each of its round trips.
  expect(came).toBeGreaterThan(0.9 * 17 * (400 / 30))
})

test('a patch of what nobody sees change is not sent', () => {
  const small = new SmallWorld({ tick: 50 })
  const member = small.enter('anna')
  small.world.run(1)
  expect(patches(small, member)).toMatchObject([{ patch: { is_full: true } }])
  small.world.run(5)
  expect(patches(small, member)).toEqual([])
})

test('without ticks a patch follows the message that has changed something', () => {
  const small = new SmallWorld({})
  const [anna, bert] = [small.enter('anna'), small.enter('bert')]
  small.settle()
  expect(patches(small, anna)).toMatchObject([{ patch: { tick: 1, is_full: true } }])
  const { notes } = small.world.lists
  const card = notes!.spawn({ text: 'ace' }, { only: [bert] })
  notes!.spawn({ text: 'table' })
  small.settle()
  expect(patches(small, anna)).toMatchObject([{ notes: [{ text: 'table' }] }])
  expect(patches(small, bert).at(-1)!.notes).toMatchObject([{ text: 'ace' }, { text: 'table' }])
  small.world.store.show(card, undefined)
  small.settle()
  expect(patches(small, anna)).toMatchObject([{ notes: [{ id: card.id, text: 'ace' }] }])
  small.world.store.show(card, [anna])
  small.settle()
  expect(patches(small, bert)).toMatchObject([{ patch: { gone: [card.id] } }])
})

test('with a budget what waits longest goes first, and nothing waits for ever', () => {
  const small = new SmallWorld({ tick: 50, sight: 1000, budget: 2000 })
  const member = small.enter('anna')
  small.world.follow(member, { x: 0, y: 0 })
  const movers = Array.from({ length: 40 }, (_, i) =>
    small.world.lists.movers!.spawn({ x: i * 10, y: 0 }),
  ) as never as {
    id: number
    x: number
  }[]
  const mirror = new Mirror(FIELDS)
  let oldest = 0
  for (let tick = 1; tick <= 600; tick++) {
    for (const mover of movers) mover.x += tick % 2 ? 1 : -1
    small.world.run(1)
    for (const frame of small.take(member)) mirror.apply(bodyOf(frame))
    small.world.report(1, [['seen', member.connection, mirror.tick]])
    if (tick > 100)
      for (const { id } of movers) oldest = Math.max(oldest, tick - (mirror.changedAt.get(id) ?? 0))
  }
  expect(mirror.entities.size).toBe(40)
  expect(oldest).toBeLessThan(40)
})

test('who comes back keeps what it has, and gets whole what it may lack', () => {
  const small = new SmallWorld({ tick: 50 })
  const anna = small.enter('anna')
  const { movers } = small.world.lists
  const [still, moved] = [
    movers!.spawn({ name: 'still' }),
    movers!.spawn({ name: 'moved' }) as never as { hp: number; id: number },
  ]
  small.world.run(1)
  small.world.report(1, [['seen', anna.connection, 1]])
  moved.hp = 7
  small.world.run(1)
  const late = movers!.spawn({ name: 'late' })
  small.world.run(1)
  small.world.remove(anna)
  small.take(anna)
  const { life } = small.world.joined()
  const again = small.enter('anna', { since: 2, life })
  small.world.run(1)
  const [patch] = patches(small, again)
  expect(patch!.patch).toMatchObject({ is_full: true, keep: [still.id, moved.id] })
  expect(patch!.movers).toMatchObject([{ id: late.id, name: 'late' }])
  small.world.remove(again)
  const stranger = small.enter('anna', { since: 3, life: life + 1 })
  small.world.run(1)
  expect(patches(small, stranger)[0]!.patch).not.toHaveProperty('keep', expect.arrayContaining([still.id]))
})
