// What every store of dates has to do, whatever it is made of.

import { expect, test } from 'vitest'
import type { DateStore } from '../../server/store/due/date-store.ts'

const NOON = 1_800_000_000_000
const idsOf = (dates: readonly { id: string }[]) => dates.map(({ id }) => id)

/** `open` gives a new, empty store. */
export function testDateStore(open: () => Promise<DateStore>): void {
  const withDates = async (...dates: [id: string, due: number][]) => {
    const store = await open()
    for (const [id, due] of dates) await store.put({ id, due, target: `to ${id}` })
    return store
  }

  test('gives back a date to the millisecond, until it is removed', async () => {
    const store = await withDates(['a.b$/中 1', NOON + 1])
    const date = { id: 'a.b$/中 1', due: NOON + 1, target: 'to a.b$/中 1', attempts: 0, at: NOON + 1 }
    expect(await store.find('a.b$/中 1')).toEqual({ ...date, number: expect.any(Number) })
    expect(await store.find('a.b$/中')).toBeUndefined()
    expect(await store.remove('a.b$/中 1')).toMatchObject(date)
    expect(await store.remove('a.b$/中 1')).toBeUndefined()
    expect(await store.page(0, 10)).toEqual([])
    expect(await store.count()).toBe(0)
  })

  test('lists in the order in which they are due, in pages', async () => {
    const store = await withDates(['c', NOON + 2], ['a', NOON], ['b', NOON], ['far', 8e15], ['old', 0])
    expect(idsOf(await store.page(0, 10))).toEqual(['old', 'a', 'b', 'c', 'far'])
    expect(idsOf(await store.page(2, 2))).toEqual(['b', 'c'])
    await store.remove('old')
    expect(await store.count()).toBe(4)
  })

  test('a date that is set again takes the place of the one before, with a number of its own', async () => {
    const store = await withDates(['a', NOON], ['b', NOON + 1])
    const { number } = (await store.find('a'))!
    await store.put({ id: 'a', due: NOON + 5, target: 'else' })
    const again = (await store.find('a'))!
    expect(again).toMatchObject({ due: NOON + 5, at: NOON + 5, target: 'else' })
    expect(again.number).toBeGreaterThan(number)
    expect(idsOf(await store.page(0, 10))).toEqual(['b', 'a'])
    await store.end('a', number)
    expect(await store.begin({ ...again, number }, NOON)).toBe(false)
    expect(await store.find('a')).toEqual(again)
    await store.end('a', again.number)
    expect(await store.find('a')).toBeUndefined()
  })

  test('numbers grow although the dates before are gone', async () => {
    const store = await withDates(['a', NOON])
    const { number } = (await store.find('a'))!
    await store.remove('a')
    await store.put({ id: 'a', due: NOON, target: '' })
    expect((await store.find('a'))!.number).toBeGreaterThan(number)
  })

  test('a date is moved until it is begun, and begun again later', async () => {
    const store = await withDates(['a', NOON], ['b', NOON + 1])
    expect(await store.move('a', NOON + 9)).toBe(true)
    expect(await store.move('none', NOON)).toBe(false)
    const date = (await store.find('a'))!
    expect(date).toMatchObject({ due: NOON + 9, at: NOON + 9, attempts: 0 })
    expect(idsOf(await store.page(0, 10))).toEqual(['b', 'a'])
    expect(await store.begin({ ...date, at: NOON }, NOON + 20)).toBe(false)
    expect(await store.begin(date, NOON + 20)).toBe(true)
    expect(await store.begin(date, NOON + 20)).toBe(false)
    expect(await store.move('a', NOON)).toBe(false)
    expect(await store.begin({ ...date, at: NOON + 20 }, NOON + 30)).toBe(true)
    expect(await store.find('a')).toEqual({ ...date, attempts: 2, at: NOON + 30 })
    expect(idsOf(await store.page(0, 10))).toEqual(['b', 'a'])
  })

  test('many dates that are set at a time have different numbers', async () => {
    const store = await open()
    const ids = Array.from({ length: 50 }, (_, i) => `d${i}`)
    await Promise.all(ids.map(id => store.put({ id, due: NOON, target: '' })))
    const dates = await store.page(0, 100)
    expect(new Set(dates.map(({ number }) => number)).size).toBe(50)
  })
}
