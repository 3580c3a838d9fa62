import { expect, test } from 'vitest'
import { ManualClock } from '../../../server/lib/clock.ts'
import { createWindowMemory, SharedWindows } from '../../../server/lib/rate/shared-windows.ts'

function open() {
  const clock = new ManualClock()
  clock.advance(5000)
  const memory = createWindowMemory()
  const of = () => new SharedWindows(memory, () => clock.ticks())
  return { clock, of }
}

test('lets the limit through in a window that begins with the first, and again when it has passed', () => {
  const { clock, of } = open()
  const windows = of()
  const taken = () => Array.from({ length: 6 }, () => windows.take('ann', 4, 60)).filter(Boolean).length
  expect(taken()).toBe(4)
  clock.advance(59_000)
  expect(taken()).toBe(0)
  clock.advance(1000)
  expect(taken()).toBe(4)
})

test('counts each name by itself, and what other threads have counted', () => {
  const { of } = open()
  const [one, other] = [of(), of()]
  expect(one.take('ann', 2, 60)).toBe(true)
  expect(other.take('ann', 2, 60)).toBe(true)
  expect(one.take('ann', 2, 60)).toBe(false)
  expect(other.take('bob', 2, 60)).toBe(true)
})

test('forgets nobody while there is room: of 10 000 names none comes twice', () => {
  const { of } = open()
  const windows = of()
  const names = Array.from({ length: 10_000 }, (_, i) => `name ${i}`)
  expect(names.filter(name => windows.take(name, 1, 60))).toHaveLength(10_000)
  const again = names.filter(name => windows.take(name, 1, 60)).length
  expect(again).toBeLessThan(20)
})
