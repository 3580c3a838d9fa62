import { expect, test } from 'vitest'
import { ManualClock } from '../../server/lib/clock.ts'
import { createTickCells, Snowflake, tickAt, timeOfId } from '../../server/lib/snowflake.ts'

function setUp() {
  const clock = new ManualClock()
  const cells = createTickCells(2)
  return { clock, cells, ids: new Snowflake({ clock, node: 5, thread: 1, cells }) }
}

test('4096 ids of one tick are different and rise, and so are those after them', () => {
  const { ids, clock } = setUp()
  const made = Array.from({ length: 5000 }, () => BigInt(ids.next()))
  expect(new Set(made).size).toBe(5000)
  expect(made.every((id, i) => i === 0 || id > made[i - 1]!)).toBe(true)
  expect(made[4095]! >> 24n).toBe(BigInt(tickAt(clock.now())))
  expect(made[4096]! >> 24n).toBe(BigInt(tickAt(clock.now()) + 1))
})

test('an id holds its time, node and thread', () => {
  const { ids, clock } = setUp()
  const id = ids.next()
  expect(timeOfId(id)).toBe(clock.now())
  expect((BigInt(id) >> 17n) & 127n).toBe(5n)
  expect((BigInt(id) >> 12n) & 31n).toBe(1n)
})

test('a clock that goes back a little does not make an id twice', () => {
  const { ids, clock } = setUp()
  const before = BigInt(ids.next())
  clock.advance(-500)
  expect(BigInt(ids.next())).toBeGreaterThan(before)
})

test('ids count on when the clock goes back by years, and when more are made than fit into the time', () => {
  const { ids, clock } = setUp()
  let before = BigInt(ids.next())
  for (const ms of [-2000, -3_600_000, -50_000_000_000, 0]) {
    clock.advance(ms)
    for (let i = 0; i < 5000; i++) {
      const id = BigInt(ids.next())
      expect(id > before).toBe(true)
      before = id
    }
  }
  clock.advance(51_000_000_000)
  expect(timeOfId(ids.next())).toBe(clock.now())
})

test('a replaced worker starts after the last tick of the one before it', () => {
  const { ids, clock, cells } = setUp()
  const before = BigInt(ids.next())
  const next = new Snowflake({ clock, node: 5, thread: 1, cells })
  expect(BigInt(next.next()) >> 24n).toBe((before >> 24n) + 1n)
})

test('a node or a thread that has no place in an id is refused', () => {
  const { clock, cells } = setUp()
  expect(() => new Snowflake({ clock, node: 128, thread: 0, cells })).toThrow(RangeError)
  expect(() => new Snowflake({ clock, node: 0, thread: 2, cells })).toThrow(RangeError)
})
