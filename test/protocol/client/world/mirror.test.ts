import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JoinedRoom } from '../../../../protocol/client/world/index.ts'
import { View } from '../../../../protocol/client/world/view.ts'
import { cases } from '../../../support/cases.ts'
import { happenings, StreamedWorld } from './patch-streams.ts'
import { hero, JOINED, shot, ViewByHand } from './view-by-hand.ts'

test('whatever a server says of a world, and whatever of it is late or lost, the mirror is what it has said last', () => {
  fc.assert(
    fc.property(happenings, all => {
      const [world, { arena, receive }] = [new StreamedWorld(), bound(new ViewByHand())]
      for (const happening of all) {
        const body = world.go(happening)
        if (!body) continue
        receive(body)
        expect(arena.tick).toBe(world.tick)
        for (const list of ['heroes', 'shots'] as const)
          expect(new Map([...arena[list]].map(each => [each.id, { ...each }]))).toEqual(world.seen(list))
      }
    }),
    { numRuns: cases(100, 2000) },
  )
})

const bound = (hand: ViewByHand) => ({ arena: hand.arena, receive: hand.receive.bind(hand) })

test('a patch is applied whole before it is told: who left, then who entered, then what changed', () => {
  const hand = new ViewByHand()
  const { arena } = hand
  hand.patch({ tick: 1, is_full: true }, { heroes: [hero(1), hero(2)], shots: [shot(3)] })
  const told: string[] = []
  const say = (what: string) => told.push(`${what}; heroes ${[...arena.heroes].map(({ id }) => id)}`)
  arena.heroes.on.change('hp', ({ id, hp }, before) => say(`${id} has ${hp}, had ${before}`))
  arena.heroes.on.enter(({ id, uid }) => say(`${uid} enters as ${id}`))
  arena.heroes.on.leave(({ id }) => say(`${id} leaves`))
  arena.shots.on.leave(({ id }) => say(`shot ${id} leaves`))
  hand.patch({ tick: 2, gone: [2, 3] }, { heroes: [{ id: 1, hp: 90 }, hero(4)] })
  expect(told).toEqual([
    '2 leaves; heroes 1,4',
    'shot 3 leaves; heroes 1,4',
    'uid 4 enters as 4; heroes 1,4',
    '1 has 90, had 100; heroes 1,4',
  ])
})

test('an entity is one object until it leaves, and what stays the same is not told', () => {
  const hand = new ViewByHand()
  const { arena } = hand
  hand.patch({ tick: 1, is_full: true }, { heroes: [hero(1)] })
  const one = arena.heroes.get(1)
  const told: unknown[] = []
  const stop = arena.heroes.on.change('x', (_, before) => told.push(before))
  hand.patch({ tick: 2 }, { heroes: [{ id: 1, x: 0, hp: 5 }] })
  hand.patch({ tick: 3 }, { heroes: [{ id: 1, x: 2.5 }] })
  stop()
  hand.patch({ tick: 4 }, { heroes: [{ id: 1, x: 3 }] })
  expect(told).toEqual([0])
  expect(arena.heroes.get(1)).toBe(one)
  expect(one).toEqual(hero(1, { x: 3, hp: 5 }))
})

test('patches of other views and old ones are dropped; a full one counts whenever it comes', () => {
  const hand = new ViewByHand()
  const { arena } = hand
  const heard: number[] = []
  arena.listen('patch', ({ tick }) => heard.push(tick))
  hand.patch({ tick: 2, is_full: true }, { heroes: [hero(1)] })
  hand.patch({ tick: 2 }, { heroes: [hero(2)] })
  hand.patch({ tick: 3, view: 9 }, { heroes: [hero(3)] })
  hand.patch({ tick: 1, is_full: true }, { heroes: [hero(4)] })
  expect(heard).toEqual([2, 1])
  expect([...arena.heroes].map(({ id }) => id)).toEqual([4])
})

test('in another life of the world all that was seen leaves before anything enters', () => {
  const hand = new ViewByHand()
  const { arena } = hand
  hand.patch({ tick: 900, is_full: true }, { heroes: [hero(1, { hp: 7 })] })
  const told: string[] = []
  arena.heroes.on.leave(({ hp }) => told.push(`leave ${hp}`))
  arena.heroes.on.enter(({ hp }) => told.push(`enter ${hp}`))
  hand.view.rejoined({ ...JOINED, view: 2, life: 2 })
  hand.patch({ tick: 3, is_full: true }, { heroes: [hero(1)] })
  expect(told).toEqual(['leave 7', 'enter 100'])
  expect(arena.tick).toBe(3)
})

test('what is no view, no world or no field is said', () => {
  const { frames, arena } = new ViewByHand()
  const make = (name: string, joined: JoinedRoom) => new View({ frames, name, joined, now: () => 0 })
  expect(() => make('room_left', JOINED)).toThrow(
    'view: expected a push that begins with a Patch, got room_left',
  )
  expect(() => make('arena', { room: JOINED.room })).toThrow('room: expected a world, got arena')
  expect(() => arena.heroes.on.change('mana' as 'hp', () => undefined)).toThrow(
    'field: expected one of uid, x, y, angle, hp, is_bot, got mana',
  )
})
