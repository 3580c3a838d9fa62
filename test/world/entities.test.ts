import { expect, test } from 'vitest'
import { parseSchema, protocolOf } from '../../protocol/sproto/index.ts'
import { planOf } from '../../server/world/world-plan.ts'
import { bodyOf, SmallWorld } from './support/small-world.ts'

interface Mover {
  id: number
  x: number
  hp: number
  name: string
  items: number[]
  remove(): void
}

test('every kind of field comes as it was set, as the schema rounds it', () => {
  const small = new SmallWorld({ tick: 50 })
  const anna = small.enter('anna')
  const given = {
    ...{
      name: 'ö✓',
      x: -12.34,
      y: 4000.06,
      hp: -70_000,
      far: 2 ** 40,
      is_red: true,
      items: [1, -2, 2 ** 33],
    },
    ...{ speed: 0.1, skin: new Uint8Array([1, 0, 255]), tags: ['a', '', '✓'] },
  }
  const mover = small.world.lists.movers!.spawn(given)
  small.world.run(1)
  const [frame] = small.take(anna)
  expect(bodyOf(frame!)).toMatchObject({ movers: [{ ...given, id: mover.id, x: -12.3, y: 4000.1 }] })
})

test('only what differs from what was sent is sent', () => {
  const small = new SmallWorld({ tick: 50 })
  const anna = small.enter('anna')
  const mover = small.world.lists.movers!.spawn({ x: 1, hp: 5 }) as never as Mover
  small.world.run(1)
  small.take(anna)
  mover.x = 1.04
  mover.hp = 6
  mover.hp = 5
  small.world.run(1)
  expect(small.take(anna)).toEqual([])
  mover.x = 1.06
  mover.items = [7]
  small.world.run(1)
  const [record] = (bodyOf(small.take(anna)[0]!) as { movers: object[] }).movers
  const sent = Object.entries(record!).filter(([, value]) => value !== undefined)
  expect(Object.fromEntries(sent)).toEqual({ id: mover.id, x: 1.1, items: [7] })
})

test.each([
  ['x', Number.NaN, 'Mover.x: expected a finite number, got NaN'],
  ['hp', 1.5, 'Mover.hp: expected an integer, got 1.5'],
  ['name', 7, 'Mover.name: expected a text, got 7'],
  ['name', '\ud800', 'Mover.name: expected a text'],
  ['items', [1, 'a'], 'Mover.items: expected an array of integer'],
  ['is_red', 1, 'Mover.is_red: expected true or false, got 1'],
])('a value that %s can not take is refused where it is set', (field, value, message) => {
  const small = new SmallWorld()
  const mover = small.world.lists.movers!.spawn({}) as never as Record<string, unknown>
  expect(() => {
    mover[field] = value
  }).toThrow(message)
  expect(() => small.world.lists.movers!.spawn({ [field]: value })).toThrow(message)
})

test('ids are of one world, and are never used again', () => {
  const small = new SmallWorld({ tick: 50 })
  const { movers, notes } = small.world.lists
  const [first, second] = [movers!.spawn({}), notes!.spawn({})]
  expect([first.id, second.id]).toEqual([1, 2])
  first.remove()
  small.world.run(1)
  expect(movers!.spawn({}).id).toBe(3)
  expect([movers!.get(1), movers!.get(3)?.id, movers!.size]).toEqual([undefined, 3, 1])
})

test('a world has no more entities than it may have', () => {
  const small = new SmallWorld({ maxEntities: 2 })
  const { movers } = small.world.lists
  movers!.spawn({})
  const second = movers!.spawn({})
  const wanted = 'expected at most 2 entities in this world (maxEntities)'
  expect(() => movers!.spawn({})).toThrow(wanted)
  second.remove()
  movers!.spawn({})
})

test('a static entity is sent once to everybody, and does not change', () => {
  const small = new SmallWorld({ tick: 50, sight: 10 })
  const anna = small.enter('anna')
  small.world.follow(anna, { x: 0, y: 0 })
  const wall = small.world.lists.signs!.spawn({ text: 'wall', x: 500 }, { isStatic: true }) as never as {
    text: string
    remove(): void
    id: number
  }
  small.world.run(1)
  expect(bodyOf(small.take(anna)[0]!)).toMatchObject({ signs: [{ text: 'wall', x: 500 }] })
  expect(() => {
    wall.text = 'door'
  }).toThrow('expected no change of a static entity')
  small.world.run(3)
  expect(small.take(anna)).toEqual([])
  wall.remove()
  small.world.run(1)
  expect(bodyOf(small.take(anna)[0]!)).toMatchObject({ patch: { gone: [wall.id] } })
})

test.each([
  [
    '.Bad { id 0 : integer  at 1 : Patch }',
    'Bad.at: expected a number, text, boolean, bytes or an array of these',
  ],
  ['.Bad { id 0 : string }', 'Bad.id: expected id 0 : integer as the first field'],
  ['.Bad { id 0 : integer  far 28 : integer }', 'Bad.far: expected a tag up to 27'],
  ['.Bad { id 0 : integer  remove 1 : integer }', 'Bad.remove: entities have this name'],
  ['.Bad { id 0 : integer  x 1 : integer #!\n }', 'Bad.x: expected a field that may be missing'],
])('a type that is none of entities is refused at the start: %s', (type, message) => {
  const text = `.Patch { view 0 : integer tick 1 : integer } ${type} bad 1 { request { patch 0 : Patch  all 1 : *Bad } }`
  const protocol = protocolOf(parseSchema([{ name: 's2c.sproto', text }]))
  expect(() => planOf(protocol, { view: 'bad' }, 'rooms.bad')).toThrow(message)
})

test('the past is what was drawn, between two ticks, as far back as it goes', () => {
  const small = new SmallWorld({ tick: 50, sight: 100, rewind: 200, input: 'push_on' })
  const anna = small.enter('anna')
  const mover = small.world.lists.movers!.spawn({ x: 0, y: 0 }) as never as Mover
  const seen: number[] = []
  small.room.onInput = member => seen.push(small.world.past(member as never).at(mover).x)
  small.room.onTick = () => {
    mover.x += 1
  }
  for (let number = 1; number <= 20; number++) {
    const head = { number, seen: number <= 10 ? 0 : number === 20 ? 1 : number - 2.5 }
    small.world.report(1, [['input', anna.connection, { head }]])
    small.world.run(1)
  }
  expect(seen.slice(10, 13)).toEqual([8.5, 9.5, 10.5])
  expect(seen.at(-1)).toBe(15)
})
