import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WorldClock } from '../../../../protocol/client/world/world-clock.ts'
import { cases } from '../../../support/cases.ts'

const TICK = 1000 / 30

test('the patch that came quickest says which tick could just have arrived, however uneven the others are', () => {
  const late = fc.array(fc.record({ jitter: fc.nat(30), stall: fc.nat(99) }), {
    minLength: 1,
    maxLength: 250,
  })
  fc.assert(
    fc.property(late, arrivals => {
      const clock = new WorldClock(TICK)
      let [at, quickest] = [0, Number.POSITIVE_INFINITY]
      arrivals.forEach(({ jitter, stall }, i) => {
        const sent = i * TICK
        at = Math.max(at, sent + 80 + jitter + (stall < 2 ? 300 : 0))
        quickest = Math.min(quickest, at - sent)
        clock.add(i, at)
      })
      expect(clock.tickAt(at + 7)! * TICK).toBeCloseTo(at + 7 - quickest, 6)
    }),
    { numRuns: cases(50, 1000) },
  )
})

test('a way that has become longer, and ticks that the server has left out, are noticed within 10 s', () => {
  const clock = new WorldClock(50)
  for (let tick = 1; tick < 100; tick++) clock.add(tick, tick * 50 + 20)
  for (let tick = 100; tick < 320; tick++) clock.add(tick, tick * 50 + 90)
  expect(clock.tickAt(320 * 50 + 90)).toBeCloseTo(320)
})

test('most patches come no later than the jitter says, and a sound network has none', () => {
  const clock = new WorldClock(50)
  const ways = [0, 0, 0, 40, 0, 20, 0, 0, 30, 0]
  let tick = 0
  let late = 0
  for (; tick < 2000; tick++) {
    const way = ways[tick % ways.length]!
    if (tick > 1000 && way > clock.jitter) late++
    clock.add(tick, tick * 50 + way)
  }
  expect(late).toBeLessThan(150)
  expect(clock.jitter).toBeGreaterThan(15)
  for (; tick < 3000; tick++) clock.add(tick, tick * 50)
  expect(clock.jitter).toBe(0)
})
