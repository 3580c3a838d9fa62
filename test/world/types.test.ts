import { describe, expect, test } from 'vitest'
import { protocol } from '../../protocol/generated/index.ts'
import { defineWorld, World } from '../../server/game/kit.ts'
import type { EntityIn, InputOf, Member } from '../../server/kit/index.ts'
import { WorldKind } from '../../server/world/define-world.ts'
import { SmallWorld } from './support/small-world.ts'

// What is wrong here does not compile: the lines marked so are checked by tsc in `npm run check`.

type Hero = EntityIn<'arena_view', 'heroes'>

class Right extends World<'arena_view', 'arena_steer', { hero: Hero }> {
  override onJoin(member: Member<{ hero: Hero }>): void {
    const hero = this.lists.heroes.spawn({ uid: member.uid, x: 1 })
    member.data = { hero }
    this.follow(member, hero)
  }

  override onInput({ data }: Member<{ hero: Hero }>, { go }: InputOf<'arena_steer'>): void {
    if (go) this.moved(data.hero, { x: 2 }, { snap: true })
  }
}

class Turns extends World<'cards_view'> {}

class Wrong extends Right {
  spawns(): void {
    // @ts-expect-error: a hero has no such field
    this.lists.heroes.spawn({ colour: 'red' })
    // @ts-expect-error: x is a number
    this.lists.heroes.spawn({ x: '1' })
    // @ts-expect-error: ids are the world's
    this.lists.heroes.spawn({ id: 7 })
    // @ts-expect-error: the view has no such list
    this.lists.cards.spawn({})
    // @ts-expect-error: the patch is no list
    this.lists.patch.spawn({})
    // @ts-expect-error: members are meant, not one
    this.lists.heroes.spawn({}, { only: 'uid' })
  }

  changes(hero: Hero): void {
    // @ts-expect-error: hp is a number
    hero.hp = 'full'
    // @ts-expect-error: an id stays
    hero.id = 7
    // @ts-expect-error: a field always has a value
    hero.name = undefined
    // @ts-expect-error: there is no such field
    this.moved(hero, { z: 1 }, { snap: true })
    // @ts-expect-error: a jump is asked for
    this.moved(hero, { x: 1 })
    // @ts-expect-error: the view has no such list
    this.near('cards', 0, 0, 1)
    // @ts-expect-error: a member sees from a place
    this.follow({} as Member<{ hero: Hero }>, { x: 1 })
  }

  // @ts-expect-error: the input of another world, which has none of its fields
  override onInput(_member: Member<{ hero: Hero }>, _input: { card: number }): void {}
}

// @ts-expect-error: the push of a chat is no view
class NoView extends World<'room_message'> {}

// @ts-expect-error: the request is no input
class NoInput extends World<'arena_view', 'cards_lay'> {}

describe('what a world gets wrong', () => {
  test('does not compile', () => {
    const parts = { view: 'arena_view', input: 'arena_steer', tick: 50 } as const
    const right = defineWorld(Right, parts)
    // @ts-expect-error: the view of another world
    defineWorld(Right, { ...parts, view: 'cards_view' })
    // @ts-expect-error: it is steered
    defineWorld(Right, { view: 'arena_view', tick: 50 })
    // @ts-expect-error: it takes no inputs
    defineWorld(Turns, { view: 'cards_view', input: 'arena_steer' })
    // @ts-expect-error: there is no such setting
    defineWorld(Turns, { view: 'cards_view', sigth: 100 })
    // @ts-expect-error: a radius is a number
    defineWorld(Right, { ...parts, sight: '100' })
    expect(right.world).toBeDefined()
    expect([Wrong, NoView, NoInput].every(type => type.prototype instanceof World)).toBe(true)
  })
  test.each([
    [{ view: 'fly' }, 'view: expected a message of the schema, got "fly"'],
    [{ view: 'room_message' }, 'view: expected a push that begins with patch 0 : Patch, got "room_message"'],
    [
      { input: 'cards_lay' },
      'input: expected a request that begins with head 0 : InputHead, got "cards_lay"',
    ],
    [{ tick: 1 }, 'tick: expected 5 to 10000 ms, got 1'],
    [{ patch: 20 }, 'patch: expected at least the ms of a tick, got 20'],
    [{ sight: 0 }, 'sight: expected a radius above 0'],
    [{ budget: 10 }, 'budget: expected at least 1000 bytes a second, got 10'],
    [{ far: { beyond: 2, every: 4 } }, 'far: expected a part of the radius'],
    [{ rewind: 9000 }, 'rewind: expected 0 to 5000 ms, got 9000'],
    [{ maxEntities: 1.5 }, 'maxEntities: expected an integer up to 1000000, got 1.5'],
  ])('is said at the start: %j', (settings, text) => {
    const kind = new WorldKind({ view: 'arena_view', input: 'arena_steer', tick: 50, ...settings })
    expect(() => kind.check(protocol, 'rooms.arena')).toThrow(`rooms.arena.${text}`)
  })

  test('is said where it is done: what was seen is asked of a world without sight, who is not in is to see', () => {
    const small = new SmallWorld({ tick: 50 })
    const member = small.enter('anna')
    expect(() => small.world.past(member)).toThrow('past: expected a world with ticks, sight and a `rewind`')
    expect(() => small.world.follow({ uid: 'nobody' }, { x: 1, y: 1 } as never)).toThrow(
      'you are not in this room',
    )
  })
})
