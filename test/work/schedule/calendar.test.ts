import { describe, expect, test } from 'vitest'
import { Calendar } from '../../../server/work/schedule/calendar.ts'

const MINUTE = 60_000
const iso = (ms: number) => new Date(ms).toISOString()

describe('a schedule', () => {
  test('without periods has one that never ends', () => {
    expect(new Calendar('never').at(Date.now())).toEqual({ start: 0, end: Number.POSITIVE_INFINITY })
  })

  test.each([
    ['daily', 'UTC', '2026-05-05T00:00:00.000Z', '2026-05-05T00:00:00.000Z', '2026-05-06T00:00:00.000Z'],
    ['daily', 'UTC', '2026-05-05T23:59:59.999Z', '2026-05-05T00:00:00.000Z', '2026-05-06T00:00:00.000Z'],
    [
      'daily',
      'Asia/Shanghai',
      '2026-05-05T15:59:59.999Z',
      '2026-05-04T16:00:00.000Z',
      '2026-05-05T16:00:00.000Z',
    ],
    [
      'weekly',
      'Asia/Shanghai',
      '2026-11-20T00:00:00.000Z',
      '2026-11-15T16:00:00.000Z',
      '2026-11-22T16:00:00.000Z',
    ],
    ['monthly', 'UTC', '2026-02-28T12:00:00.000Z', '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
    [
      '0 5 * * *',
      'Europe/Berlin',
      '2026-07-01T02:59:59.000Z',
      '2026-06-30T03:00:00.000Z',
      '2026-07-01T03:00:00.000Z',
    ],
    [
      '*/10 * * * * *',
      'UTC',
      '2026-07-01T00:00:19.999Z',
      '2026-07-01T00:00:10.000Z',
      '2026-07-01T00:00:20.000Z',
    ],
  ])('%s in %s: %s is in the period from %s to %s', (period, zone, now, start, end) => {
    const found = new Calendar(period, zone).at(Date.parse(now))
    expect([iso(found.start), iso(found.end)]).toEqual([start, end])
  })

  test.each([
    ['daily', 'America/New_York', '2026-03-07', 'clocks go forward'],
    ['daily', 'America/New_York', '2026-10-31', 'clocks go back'],
    ['daily', 'Africa/Cairo', '2026-04-23', 'midnight does not exist'],
    ['30 2 * * *', 'America/New_York', '2026-03-07', 'the moment does not exist'],
    ['30 1 * * *', 'America/New_York', '2026-10-31', 'the moment comes twice'],
    ['0 * * * *', 'Australia/Lord_Howe', '2026-04-04', 'half an hour comes twice'],
    ['weekly', 'Europe/Berlin', '2026-03-28', 'clocks go forward'],
  ])('%s in %s from %s: no gap and no overlap while %s', (period, zone, day) => {
    const calendar = new Calendar(period, zone)
    let current = calendar.at(Date.parse(`${day}T00:00:00Z`))
    const until = current.start + 10 * 1440 * MINUTE
    for (let now = current.start; now < until; now += 17 * MINUTE) {
      if (now >= current.end) {
        const next = calendar.at(current.end)
        expect(iso(next.start)).toBe(iso(current.end))
        expect(calendar.at(current.end - 1)).toEqual(current)
        current = next
      }
      expect(calendar.at(now)).toEqual(current)
      expect(calendar.endOf(current.start)).toBe(current.end)
    }
  })

  test('says what is wrong with an expression or a zone', () => {
    expect(() => new Calendar('every day')).toThrow()
    expect(() => new Calendar('daily', 'Mars/Olympus')).toThrow()
    expect(() => new Calendar('0 0 31 2 *')).toThrow('never ends')
  })
})
