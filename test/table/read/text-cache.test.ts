// The cache of decoded texts keeps its bound, and what is read again and again.

import { expect, test } from 'vitest'
import { TextCache } from '../../../server/table/read/text-cache.ts'

/** An entry of no text is counted as 64 bytes: ten of them in each of the two generations. */
const ENTRY = 64
const cache = () => new TextCache<string>(20 * ENTRY)

test('holds no more than its bound', () => {
  const texts = cache()
  for (let place = 0; place < 1000; place++) texts.set(place, `text ${place}`, 0)
  const held = Array.from({ length: 1000 }, (_, place) => place).filter(place => texts.get(place, 0))
  expect(held.length).toBeGreaterThan(0)
  expect(held.length).toBeLessThanOrEqual(20)
})

test('keeps what is read often, however much passes through', () => {
  const texts = cache()
  texts.set(-1, 'often', 0)
  for (let place = 0; place < 1000; place++) {
    texts.set(place, `text ${place}`, 0)
    expect(texts.get(-1, 0)).toBe('often')
  }
})

test('does not take a text that would fill it', () => {
  const texts = cache()
  texts.set(1, 'small', 0)
  texts.set(2, 'large', 10 * ENTRY)
  expect([texts.get(1, 0), texts.get(2, 10 * ENTRY)]).toEqual(['small', undefined])
})
