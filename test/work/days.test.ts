import { expect, test } from 'vitest'
import { ManualClock } from '../../server/lib/clock.ts'
import { GameDays } from '../../server/work/daily/game-days.ts'

const HOUR = 3_600_000

/** The days that begin between two moments, seen every ten minutes by one who goes on only to a greater number. */
function begun(rule: { at: string; timeZone?: string }, from: string, hours: number): string[] {
  const clock = new ManualClock(Date.parse(from))
  const days = new GameDays(rule, clock)
  let known = days.today
  const seen: string[] = []
  for (let passed = 0; passed < hours * HOUR; passed += HOUR / 6) {
    clock.advance(HOUR / 6)
    if (days.today <= known) continue
    expect(days.today).toBe(known + 1)
    known = days.today
    seen.push(new Date(clock.now()).toISOString().slice(0, 16))
  }
  return seen
}

test('a day begins at its time of the zone', () => {
  expect(begun({ at: '05:00', timeZone: 'Asia/Shanghai' }, '2026-01-01T00:00Z', 48)).toEqual([
    '2026-01-01T21:00',
    '2026-01-02T21:00',
  ])
  expect(begun({ at: '00:00' }, '2026-01-01T12:00Z', 24)).toEqual(['2026-01-02T00:00'])
})

test('where clocks go forward over the time, the day begins when they do', () => {
  expect(begun({ at: '02:30', timeZone: 'Europe/Berlin' }, '2026-03-28T12:00Z', 36)).toEqual([
    '2026-03-29T01:00',
  ])
})

test('where clocks go back and show the time twice, the day begins once', () => {
  expect(begun({ at: '02:30', timeZone: 'Europe/Berlin' }, '2026-10-24T12:00Z', 36)).toEqual([
    '2026-10-25T00:30',
  ])
})

test('a clock that is set back brings no day again', () => {
  const clock = new ManualClock(Date.parse('2026-01-02T00:00Z'))
  const days = new GameDays({ at: '00:00' }, clock)
  const { today } = days
  clock.advance(-HOUR)
  expect(days.today).toBe(today - 1)
  clock.advance(HOUR)
  expect(days.today).toBe(today)
})

test('another zone or time in the configuration gives no date two days', () => {
  const at = (rule: { at: string; timeZone?: string }) =>
    new GameDays(rule, new ManualClock(Date.parse('2026-01-01T23:00Z'))).today
  const shanghai = at({ at: '05:00', timeZone: 'Asia/Shanghai' })
  expect(shanghai - at({ at: '05:00', timeZone: 'America/New_York' })).toBe(1)
  expect(shanghai - at({ at: '08:00', timeZone: 'Asia/Shanghai' })).toBe(1)
})

test.each(['5:00', '24:00', '05:60', 'noon', ''])('%j is no time', at => {
  expect(() => new GameDays({ at })).toThrow(/daily\.at: expected a time such as 05:00/)
})

test('a zone that does not exist is refused', () => {
  expect(() => new GameDays({ at: '05:00', timeZone: 'Asia/Nowhere' })).toThrow(/Asia\/Nowhere/)
})
